"""Cases about something else than a comment, and a threat to somebody's life in any case."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.models.article import ArticleStatus
from discussions.forms.desk import AnswerForm, InformedForm
from discussions.forms.refusing import refuse
from discussions.models import Case, CaseKind, LifeThreat, Outcome
from discussions.moderation.correspondence import reference
from discussions.moderation.deciding import StaleCase, decide, refuse_stale
from discussions.moderation.desk import load_row
from discussions.moderation.grounds import chosen_ground
from discussions.moderation.guard import moderators_only
from discussions.moderation.life_threats import mark_life_threat, record_informed
from discussions.views.moderator import moderator_of, said_of_colleague


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """What was reported about a claim, an article or an address, and answering it; an article can be taken off here.

    When it changed meanwhile the answer is 409, with what changed and with everything typed.
    """
    case = _case(request, case_id)
    if case.comment_id is not None or case.kind == CaseKind.APPEAL:
        return redirect(case)
    moderator = moderator_of(request)
    if request.method != "POST":
        return _page(request, case, _form(request, case, initial={"seen_version": case.version}))
    form = _form(request, case, request.POST)
    try:
        if not form.is_valid():
            refuse_stale(case=case, seen_version=form.cleaned_data.get("seen_version"))
            return _page(request, case, form, status=422)
        decision = decide(case=case, moderator=moderator, **form.chosen())
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except StaleCase as stale:
        now = _case(request, case_id)
        # As it was sent, also when it could not be used: this form may be sent again at once.
        again = _form(request, now, initial={**request.POST.dict(), "seen_version": now.version})
        return _page(request, now, again, stale=stale, typed=form.typed(), status=409)
    said = said_of_colleague(decision, moderator) or _("It is done. The answer goes out.")
    messages.success(request, said)
    return redirect("moderation_queue")


def _form(request: HttpRequest, case: Case, *args: Any, **kwargs: Any) -> AnswerForm:
    """With what can be done about this now, and what was chosen, so that nothing written gets lost."""
    article = case.article
    can_take_off = article is not None and article.status == ArticleStatus.PUBLISHED
    can_take_off = can_take_off or request.POST.get("outcome") == Outcome.WITHDRAW
    return AnswerForm(*args, can_take_off=can_take_off, **kwargs)


def _page(
    request: HttpRequest,
    case: Case,
    form: AnswerForm,
    *,
    stale: StaleCase | None = None,
    typed: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    reports = case.reports.select_related("reporter").order_by("id")
    context = {
        "section": "queue",
        "case": case,
        "form": form if case.closed_at is None else None,
        "stale": stale,
        "typed": typed or (form.typed() if form.is_bound else ()),
        "row": load_row(moderator_of(request), case),
        "reports": [
            {
                "report": report,
                "reference": reference(report),
                "ground": chosen_ground(report.rule_code, report.law_code),
            }
            for report in reports
        ],
    }
    return render(request, "discussions/moderation/notice_case.html", context, status=status)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def life_threat(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Somebody may be in danger. One press marks the case and shows what to do; then who was told is noted."""
    case = _case(request, case_id)
    moderator = moderator_of(request)
    threats = LifeThreat.objects.visible_to(moderator).filter(case=case)
    threat = threats.select_related("marked_by", "informed_by").first()
    form, status = InformedForm(initial={"informed_at": timezone.localtime()}), 200
    if request.method == "POST" and threat is None:
        mark_life_threat(case=case, moderator=moderator)
        return redirect("moderation_threat", case.public_id)
    if request.method == "POST":
        form, status = InformedForm(request.POST), 422
        if form.is_valid():
            try:
                assert threat is not None
                record_informed(threat=threat, moderator=moderator, **form.cleaned_data)
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, _("It has been noted."))
                return redirect("moderation_threat", case.public_id)
    context = {
        "section": "queue",
        "case": case,
        "row": load_row(moderator, case),
        "threat": threat,
        "form": form,
    }
    return render(request, "discussions/moderation/life_threat.html", context, status=status)


def _case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("article", "claim__article")
    found: Case = get_object_or_404(cases, public_id=case_id)
    return found
