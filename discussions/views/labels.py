"""The labels beside one comment, outside a case."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from discussions.forms.labels import LabelForm
from discussions.forms.refusing import refuse
from discussions.models import Comment, Outcome
from discussions.moderation.addressing import Addressed
from discussions.moderation.choice import Choice, Words
from discussions.moderation.deciding import decide
from discussions.moderation.guard import moderators_only
from discussions.moderation.label_kinds import LABEL_KINDS
from discussions.moderation.previewing import preview
from discussions.moderation.revisions import was_reported_by_others
from discussions.permissions import may_decide_about
from discussions.reading.labels import labels_of, with_labels
from discussions.views.moderator import moderator_of


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def label(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Which labels stand beside it, and putting one more there."""
    moderator = moderator_of(request)
    comments = with_labels(Comment.objects.visible_to(moderator))
    comment = get_object_or_404(
        comments.select_related("author", "imported_author"), public_id=comment_id
    )
    labels = labels_of(comment)
    form = LabelForm(
        request.POST if request.method == "POST" else None,
        standing=[each.code for each in labels],
        was_reported=was_reported_by_others(comment),
    )
    letters: Sequence[Addressed] = ()
    shows = "preview" in request.POST
    if request.method == "POST" and form.is_valid():
        chosen: dict[str, Any] = {
            "moderator": moderator,
            "outcome": Outcome.LABEL,
            "about": comment,
            **form.cleaned_data,
        }
        try:
            if shows:
                words = Words(public_reason=chosen.pop("public_reason"))
                letters = preview(Choice(words=words, **chosen))
            else:
                decide(**chosen)
        except ValidationError as error:
            refuse(form, error)
        if not (shows or form.errors):
            messages.success(request, _("The label stands beside it. Its author gets a letter."))
            return redirect(comment)
    context = {
        "section": "queue",
        "comment": comment,
        "labels": labels,
        "kinds": LABEL_KINDS,
        "form": form,
        "letters": letters,
        "no_letter": shows and not (letters or form.errors),
        "may_label": comment.is_readable
        and may_decide_about(moderator, comment)
        and len(labels) < len(LABEL_KINDS),
        "is_own": not may_decide_about(moderator, comment),
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/label.html", context, status=status)
