"""Taking a comment, with its answers, to where it belongs."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from discussions.forms.moves import MoveForm
from discussions.forms.refusing import refuse
from discussions.models import Comment, Outcome
from discussions.models.scope import comments_in_scope
from discussions.moderation.deciding import decide
from discussions.moderation.guard import moderators_only
from discussions.moderation.revisions import was_reported_by_others
from discussions.reading.moves import answers_below, target_named, targets
from discussions.views.moderator import moderator_of


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def move(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Choose the discussion, say why, and let it go there."""
    moderator = moderator_of(request)
    comments = Comment.objects.visible_to(moderator).select_related("author", "imported_author")
    mine = comments.filter(comments_in_scope(moderator))
    comment = get_object_or_404(mine, public_id=comment_id)
    places = [(target.value, target.label) for target in targets(comment)]
    form = MoveForm(
        request.POST or None, targets=places, was_reported=was_reported_by_others(comment)
    )
    if request.method == "POST" and form.is_valid():
        article, claim = target_named(comment, form.cleaned_data["target"])
        try:
            decide(
                moderator=moderator,
                outcome=Outcome.MOVE,
                about=comment,
                to=article or claim,
                public_reason=form.cleaned_data["public_reason"],
                source=form.cleaned_data["source"],
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("It has been moved. Links to it keep working."))
            return redirect(comment)
    context = {
        "section": "queue",
        "comment": comment,
        "form": form,
        "has_targets": bool(places),
        "below": answers_below(comment),
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/move.html", context, status=status)
