"""Cases about something else than a comment, and a threat to somebody's life in any case."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from articles.models.article import ArticleStatus
from discussions.forms.desk import AnswerForm, InformedForm
from discussions.forms.refusing import refuse
from discussions.models import Case, CaseKind, LifeThreat
from discussions.moderation.correspondence import reference
from discussions.moderation.deciding import StaleCase, decide
from discussions.moderation.desk import load_row
from discussions.moderation.guard import moderators_only
from discussions.moderation.legal_grounds import find_ground
from discussions.moderation.life_threats import mark_life_threat, record_informed


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """What was reported about a claim, an article or an address, and answering it; an article can be taken off here.

    When it changed meanwhile the answer is 409, with the answer that was typed.
    """
    case = _case(request, case_id)
    if case.comment_id is not None or case.kind == CaseKind.APPEAL:
        return redirect(case)
    assert isinstance(request.user, User)
    can_take_off = case.article is not None and case.article.status == ArticleStatus.PUBLISHED
    form = AnswerForm(
        request.POST or None, initial={"seen_version": case.version}, can_take_off=can_take_off
    )
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            decide(case=case, moderator=request.user, **form.chosen())
        except StaleCase:
            case.refresh_from_db()
            form = AnswerForm(
                {**request.POST.dict(), "seen_version": case.version}, can_take_off=can_take_off
            )
            form.add_error(None, _("It changed meanwhile. Look at it again."))
            status = 409
        except ValidationError as error:
            refuse(form, error)
            status = 422
        else:
            messages.success(request, _("It is done. The answer goes out."))
            return redirect("moderation_queue")
    reports = case.reports.select_related("reporter").order_by("id")
    context = {
        "section": "queue",
        "case": case,
        "form": form if case.closed_at is None else None,
        "row": load_row(request.user, case),
        "reports": [
            {
                "report": report,
                "reference": reference(report),
                "ground": find_ground(report.law_code),
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
    assert isinstance(request.user, User)
    threats = LifeThreat.objects.visible_to(request.user).filter(case=case)
    threat = threats.select_related("marked_by", "informed_by").first()
    form, status = InformedForm(initial={"informed_at": timezone.localtime()}), 200
    if request.method == "POST" and threat is None:
        mark_life_threat(case=case, moderator=request.user)
        return redirect("moderation_threat", case.public_id)
    if request.method == "POST":
        form, status = InformedForm(request.POST), 422
        if form.is_valid():
            try:
                assert threat is not None
                record_informed(threat=threat, moderator=request.user, **form.cleaned_data)
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, _("It has been noted."))
                return redirect("moderation_threat", case.public_id)
    context = {
        "section": "queue",
        "case": case,
        "row": load_row(request.user, case),
        "threat": threat,
        "form": form,
    }
    return render(request, "discussions/moderation/life_threat.html", context, status=status)


def _case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("article", "claim__article")
    found: Case = get_object_or_404(cases, public_id=case_id)
    return found
