"""The log of the moderators; opening a case, and taking it in hand."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from discussions.models import Comment
from discussions.models.scope import comments_in_scope
from discussions.moderation.guard import moderators_only
from discussions.moderation.log import NoSuchPlace, held_by, load_log
from discussions.moderation.taking import open_case, take_case
from discussions.reading.second_look import second_look_of_late
from discussions.views.moderator import case_about_comment, moderator_of


@moderators_only
@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Every decision there ever was within one's scope, newest first."""
    try:
        lines, next_url = load_log(request.user, after=request.GET.get("na", ""))
    except NoSuchPlace:
        raise Http404 from None
    context = {
        "section": "queue",
        "lines": lines,
        "next_url": next_url,
        "second_look": [] if "na" in request.GET else second_look_of_late(),
        "second_look_columns": [_("Seen"), _("Comments"), _("Placed with it all the same")],
    }
    return render(request, "discussions/moderation/log.html", context)


@moderators_only
@require_POST
def open_comment(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Start a case on the editors' own initiative."""
    comments = Comment.objects.visible_to(request.user)
    mine = comments.filter(comments_in_scope(moderator_of(request)))
    comment = get_object_or_404(mine, public_id=comment_id)
    try:
        opened = open_case(comment=comment, moderator=moderator_of(request))
    except Comment.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(comment)
    return redirect(opened)


@moderators_only
@require_POST
def take(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a case in hand. A POST, because a GET writes nothing that colleagues can see."""
    taken = take_case(case=case_about_comment(request, case_id), moderator=moderator_of(request))
    if colleague := held_by(taken, request.user):
        messages.info(request, _("%(name)s is already looking at this.") % {"name": colleague})
    return redirect(taken)
