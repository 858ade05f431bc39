"""One press on *agree*, *it depends* or *disagree*, and the sentence that may follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from accounts.models import User
from articles.models import Claim
from discussions.actions.comments import CannotWrite
from discussions.actions.stances import take_stance, withdraw_stance
from discussions.forms.stances import ConditionForm, StanceForm
from discussions.models import StanceValue
from discussions.permissions import may_take_stance
from discussions.reading.standing import said
from discussions.views.claims import beside, claim_page, stance_context, visible_claim
from discussions.views.request import Request


# Open to visitors, so that a session that ended leads back to the buttons and not to an address
# that takes no GET.
@login_not_required
@require_POST
def take(request: Request, slug: str, number: int) -> HttpResponse:
    claim = visible_claim(request, slug, number)
    if not request.user.is_authenticated:
        return redirect_to_login(_buttons(claim))
    if not may_take_stance(request.user):
        raise PermissionDenied
    if "condition" in request.POST:
        return _take_with_condition(request, request.user, claim)
    form = StanceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Choose one of the three answers."))
    try:
        take_stance(person=request.user, claim=claim, value=form.cleaned_data["value"])
    except CannotWrite as stopped:
        return _stopped(request, claim, stopped)
    return _answer(request, claim, _("Your stance is saved."))


@login_not_required
@require_POST
def withdraw(request: Request, slug: str, number: int) -> HttpResponse:
    claim = visible_claim(request, slug, number)
    if not request.user.is_authenticated:
        return redirect_to_login(_buttons(claim))
    if not may_take_stance(request.user):
        raise PermissionDenied
    withdraw_stance(person=request.user, claim=claim)
    return _answer(request, claim, _("You have taken back your stance."), focus="legend")


def _take_with_condition(request: Request, person: User, claim: Claim) -> HttpResponse:
    form = ConditionForm(request.POST, auto_id=f"id_%s{beside(request, claim)}")
    if not form.is_valid():
        if request.htmx:
            return _part(request, claim, form=form, status=422)
        return claim_page(request, claim, condition_form=form, status=422)
    try:
        take_stance(
            person=person,
            claim=claim,
            value=StanceValue.DEPENDS,
            leaning=form.cleaned_data["leaning"],
            condition=form.cleaned_data["condition"],
        )
    except CannotWrite as stopped:
        return _stopped(request, claim, stopped)
    return _answer(request, claim, _("Your stance is saved."), focus="own")


def _stopped(request: Request, claim: Claim, stopped: CannotWrite) -> HttpResponse:
    """The site is for reading only by now: the part says so where the buttons were."""
    if not request.htmx:
        messages.warning(request, said(stopped.rule, timezone.now()))
    return _answer(request, claim, said(stopped.rule, timezone.now()), focus="legend")


def _answer(request: Request, claim: Claim, announcement: str, focus: str = "") -> HttpResponse:
    if not request.htmx:
        return HttpResponse(status=303, headers={"Location": _buttons(claim)})
    part = _part(request, claim, focus=focus)
    return trigger_client_event(part, "announce", {"value": announcement})


def _part(
    request: Request,
    claim: Claim,
    form: ConditionForm | None = None,
    focus: str = "",
    status: int = 200,
) -> HttpResponse:
    """`focus` names what takes the focus when the pressed button is gone; else it stays there."""
    return render(
        request,
        "discussions/claim.html#stances",
        {**stance_context(request, claim, form), "focus": focus},
        status=status,
    )


def _buttons(claim: Claim) -> str:
    return claim.get_absolute_url() + "#standpunt"
