"""Hiding one earlier text of a comment, and asking the editors to."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from discussions.forms.refusing import refuse
from discussions.forms.revisions import AskToHideForm, HideRevisionForm
from discussions.models import Comment, CommentRevision, Outcome
from discussions.models.scope import comments_in_scope
from discussions.moderation.addressing import Addressed
from discussions.moderation.correspondence import reference
from discussions.moderation.deciding import decide
from discussions.moderation.guard import moderators_only
from discussions.moderation.previewing import preview
from discussions.moderation.revisions import ask_to_hide, asked_by_author, was_reported_by_others
from discussions.permissions import is_author
from discussions.views.moderator import moderator_of


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hide(request: HttpRequest, comment_id: uuid.UUID, number: int) -> HttpResponse:
    """What it said, by which rule it goes, and why."""
    moderator = moderator_of(request)
    revision = _revision(moderator, comment_id, number, comments_in_scope(moderator))
    asked = asked_by_author(revision)
    form = HideRevisionForm(
        request.POST if request.method == "POST" else None,
        was_asked_for=asked,
        was_reported=was_reported_by_others(revision.comment),
    )
    letters: Sequence[Addressed] = ()
    shows = "preview" in request.POST
    if request.method == "POST" and form.is_valid():
        try:
            if shows:
                letters = preview(form.choice(moderator, revision))
            else:
                decide(
                    moderator=moderator,
                    outcome=Outcome.HIDE_TEXT,
                    about=revision,
                    **form.chosen(),
                )
        except ValidationError as error:
            refuse(form, error)
        if not (shows or form.errors):
            messages.success(request, _("This version has been hidden."))
            return redirect("comment_changes", public_id=comment_id)
    context = {
        "section": "queue",
        "comment": revision.comment,
        "revision": revision,
        "form": form,
        "is_hidden": hasattr(revision, "hidden"),
        "is_asked_for": asked,
        "letters": letters,
        "no_letter": shows and not (letters or form.errors),
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/hide_revision.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Who wrote it asks for it. The answer comes as to any report."""
    assert isinstance(request.user, User)  # visitors were led to the log-in
    revision = _revision(request.user, public_id, number)
    if not is_author(request.user, revision.comment):
        raise Http404
    form = AskToHideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["explanation"]
        try:
            made = ask_to_hide(revision=revision, person=request.user, explanation=words)
        except ValidationError as error:
            refuse(form, error)
        else:
            thanks = _("The editors will look at it. Your request has number %(number)s.")
            messages.success(request, thanks % {"number": reference(made)})
            return redirect("comment_changes", public_id=public_id)
    context = {"revision": revision, "comment": revision.comment, "form": form}
    status = 422 if form.errors else 200
    return render(request, "discussions/ask_to_hide.html", context, status=status)


def _revision(
    reader: User,
    public_id: uuid.UUID,
    number: int,
    within: Q = Q(),  # noqa: B008 - empty, and stays so
) -> CommentRevision:
    """An earlier text of a comment that this person may see; what it says now is none."""
    comments = (
        Comment.objects.visible_to(reader)
        .filter(within)
        .select_related("author", "imported_author")
    )
    comment = get_object_or_404(comments, public_id=public_id)
    earlier = comment.revisions.filter(number__lt=comment.revision_number)
    revision: CommentRevision = get_object_or_404(earlier.select_related("hidden"), number=number)
    revision.comment = comment
    return revision
