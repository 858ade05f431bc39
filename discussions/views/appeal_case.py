"""Answering an appeal: at the desk, and by the link of an outside reviewer."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from discussions.forms.appeals import AnswerAppealForm, OutsideReviewForm
from discussions.forms.refusing import refuse
from discussions.models import Appeal, OutsideReview
from discussions.moderation.deciding import CannotUndo, StaleCase
from discussions.moderation.guard import moderators_only
from discussions.moderation.reappraising import answer_appeal, ask_outsider, find_review
from discussions.reading.appeal_file import AppealFile, load_appeal_file
from discussions.views.moderator import moderator_of


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal_case(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """The appeal, and the form that answers it for who may."""
    moderator = moderator_of(request)
    appeal = _appeal(moderator, appeal_id)
    return _answering(request, appeal, viewer=moderator, review=None)


@moderators_only
@require_POST
def invite(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """Ask somebody from outside."""
    moderator = moderator_of(request)
    appeal = _appeal(moderator, appeal_id)
    form = OutsideReviewForm(request.POST)
    if not form.is_valid():
        file = load_appeal_file(appeal, viewer=moderator)
        answer = _offered(file, initial={"seen_version": appeal.case.version})
        return _page(request, file, answer, moderator, None, invite=form, status=422)
    try:
        ask_outsider(appeal=appeal, moderator=moderator, **form.cleaned_data)
    except ValidationError as error:
        file = load_appeal_file(appeal, viewer=moderator)
        answer = _offered(file, initial={"seen_version": appeal.case.version})
        refuse(form, error)
        return _page(request, file, answer, moderator, None, invite=form, status=422)
    else:
        messages.success(
            request, _("%(name)s gets a mail with the link.") % {"name": form.cleaned_data["name"]}
        )
    return redirect("appeal_case", appeal.public_id)


@csrf_exempt  # the link is what one needs, and no session is behind it
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def outside_review(request: HttpRequest, token: str) -> HttpResponse:
    """The one case that this link opens, without an account."""
    review = find_review(token)
    if review is None:
        raise Http404
    if not review.works(timezone.now()):
        words = {"typed": request.POST.get("explanation", ""), "hide_next": True}
        return render(request, "discussions/outside_review_closed.html", words, status=410)
    return _answering(request, review.appeal, viewer=None, review=review)


def _answering(
    request: HttpRequest, appeal: Appeal, *, viewer: User | None, review: OutsideReview | None
) -> HttpResponse:
    """When it changed meanwhile the answer is 409, with everything typed."""
    file = load_appeal_file(appeal, viewer=viewer)
    if request.method != "POST":
        form = _offered(file, initial={"seen_version": appeal.case.version})
        return _page(request, file, form, viewer, review)
    form = _offered(file, request.POST)
    if not form.is_valid():
        return _page(request, file, form, viewer, review, status=422)
    try:
        answer_appeal(appeal=appeal, moderator=viewer, review=review, **form.chosen())
    except ValidationError as error:
        refuse(form, error)
        return _page(request, file, form, viewer, review, status=422)
    except CannotUndo:
        form.add_error(None, _("This does not hold any more. Look at the case again."))
        return _page(request, file, form, viewer, review, status=409)
    except StaleCase:
        appeal.case.refresh_from_db()
        file = load_appeal_file(appeal, viewer=viewer)
        typed = {**request.POST.dict(), "seen_version": appeal.case.version}
        again = _offered(file, initial=typed)
        return _page(request, file, again, viewer, review, is_stale=True, status=409)
    if viewer is None:
        return render(request, "discussions/outside_review_done.html", {"hide_next": True})
    messages.success(request, _("The appeal has been answered. Whoever it concerns gets a letter."))
    return redirect("moderation_queue")


def _appeal(user: User, appeal_id: uuid.UUID) -> Appeal:
    appeals = Appeal.objects.visible_to(user)
    rows = appeals.select_related("case", "person", "report__reporter", "decision__moderator")
    found: Appeal = get_object_or_404(rows, public_id=appeal_id)
    return found


def _offered(file: AppealFile, *args: Any, **kwargs: Any) -> AnswerAppealForm:
    """The form with the answers that can be given here."""
    form = AnswerAppealForm(*args, **kwargs)
    form.offer(
        would_hide=file.would_hide,
        would_reopen=file.would_reopen,
        holds=file.holds,
        can_shorten=file.can_shorten,
        ends=file.line_until,
    )
    return form


def _page(
    request: HttpRequest,
    file: AppealFile,
    form: AnswerAppealForm,
    viewer: User | None,
    review: OutsideReview | None,
    *,
    invite: OutsideReviewForm | None = None,
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    asks_outsider = file.can_ask_outsider and file.answer is None
    context = {
        "section": "queue",
        "file": file,
        "form": form,
        "is_stale": is_stale,
        "review": review,
        "invite": (invite or OutsideReviewForm()) if asks_outsider else None,
        # Whoever holds the link can answer: no other address may carry it.
        "hide_next": review is not None,
        "here": request.path if review else file.appeal.get_absolute_url(),
    }
    page = "discussions/outside_review.html" if review else "discussions/moderation/appeal.html"
    return render(request, page, context, status=status)
