"""Disputes outside the courts: which there are, and writing down what comes of them."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from discussions.forms.disputes import DisputeForm, OpenDisputeForm
from discussions.forms.refusing import refuse
from discussions.models import Decision, Dispute
from discussions.moderation.disputes import (
    StaleDispute,
    in_dispute,
    open_dispute,
    record_dispute,
)
from discussions.moderation.guard import moderators_only
from discussions.moderation.log import LOG_ROWS, NoSuchPlace, is_about, log_row
from discussions.reading.disputes import disputes_about, load_dispute, load_disputes
from discussions.views.moderator import moderator_of

FIELDS = ("body", "reference", "came_in", "outcome", "ended", "implemented")


@moderators_only
@require_safe
@never_cache
def disputes(request: HttpRequest) -> HttpResponse:
    """What runs, or what ended, the newest first."""
    ended = request.GET.get("toon") == "afgerond"
    try:
        rows, next_key = load_disputes(request.user, ended=ended, after=request.GET.get("na", ""))
    except NoSuchPlace:
        raise Http404 from None
    here = reverse("moderation_disputes")
    context = {
        "section": "queue",
        "rows": rows,
        "ended": ended,
        "tabs": [
            {"label": _("Running"), "url": here, "current": not ended},
            {"label": _("Ended"), "url": f"{here}?toon=afgerond", "current": ended},
        ],
        "next_url": f"{here}?{'toon=afgerond&' if ended else ''}na={next_key}"
        if next_key
        else None,
    }
    return render(request, "discussions/moderation/disputes.html", context)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Write down that a decision is in dispute. Of the answer to an appeal it is the decision appealed against."""
    moderator = moderator_of(request)
    lines = Decision.objects.visible_to(moderator).that_were_told()
    asked = get_object_or_404(lines.select_related("answers__decision"), pk=decision_id)
    decision = get_object_or_404(lines.select_related(*LOG_ROWS), pk=in_dispute(asked).pk)
    if is_about(decision, moderator):
        raise Http404
    if decision.pk != asked.pk:
        return redirect("moderation_dispute_new", decision.pk)
    form = OpenDisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_dispute(moderator=moderator, decision=decision, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(
                request, _("The dispute has been recorded. Come back here when it ends.")
            )
            return redirect(opened)
    context = {
        "section": "queue",
        "line": log_row(decision),
        "others": disputes_about(moderator, decision),
        "form": form,
        "here": reverse("moderation_dispute_new", args=[decision.pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/dispute.html", context, status=status)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def dispute(request: HttpRequest, dispute_id: uuid.UUID) -> HttpResponse:
    """One dispute, and writing down how it stands now.

    When a colleague was first the answer is 409, with what stands now and with everything typed.
    """
    moderator = moderator_of(request)
    found = get_object_or_404(Dispute.objects.visible_to(moderator), public_id=dispute_id)
    form, status = DisputeForm(initial=_stands(found)), 200
    if request.method == "POST":
        form, status = DisputeForm(request.POST), 422
        if form.is_valid():
            try:
                record_dispute(moderator=moderator, dispute=found, **form.cleaned_data)
            except ValidationError as error:
                refuse(form, error)
            except StaleDispute as stale:
                form = DisputeForm({**request.POST.dict(), "seen_version": stale.dispute.version})
                status = 409
            else:
                messages.success(request, _("It has been recorded."))
                return redirect(found)
    file = load_dispute(moderator, found)
    context = {
        "section": "queue",
        "file": file,
        "line": file.line,
        "others": file.others,
        "form": form,
        "is_stale": status == 409,
        "here": found.get_absolute_url(),
    }
    return render(request, "discussions/moderation/dispute.html", context, status=status)


def _stands(dispute: Dispute) -> dict[str, Any]:
    return {**{name: getattr(dispute, name) for name in FIELDS}, "seen_version": dispute.version}
