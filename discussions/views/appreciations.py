"""Appreciating a comment, and who did."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from discussions.actions.appreciations import COUNTERS, appreciate, take_back
from discussions.actions.comments import CannotWrite
from discussions.models import AppreciationKind, Comment
from discussions.permissions import may_comment
from discussions.reading.appreciators import load_appreciators
from discussions.reading.comment_page import comment_anchor, lone_node
from discussions.reading.filters import NoSuchFilter
from discussions.reading.standing import said
from discussions.views.request import Request
from discussions.views.return_address import way_back
from discussions.views.threads import visible_comment


# Open to visitors, so that a session that ended leads back to the comment.
@login_not_required
@require_POST
def press(request: Request, public_id: str) -> HttpResponse:
    """One kind on (`clear=1`) or off (`clear=0`). The button stays, and keeps the focus.

    The form says what it wants, not "the other way round": pressed twice it is pressed once.
    """
    comment = visible_comment(request, public_id)
    if not may_comment(request.user):
        return redirect_to_login(comment.get_absolute_url())
    kind = next((kind for kind in AppreciationKind if kind.value in request.POST), None)
    if kind is None:
        return HttpResponseBadRequest()
    verb = take_back if request.POST[kind.value] == "0" else appreciate
    try:
        comment = verb(comment=comment, person=request.user, kind=kind)
    except (PermissionDenied, Comment.DoesNotExist):
        # Their own words, or words that went away meanwhile: the page as it is now says which.
        return _back(request, comment)
    except CannotWrite as stopped:
        # For reading only by now: what may not be pressed is not drawn any more, and the sentence is read aloud.
        sentence = said(stopped.rule, timezone.now())
        if not request.htmx:
            messages.warning(request, sentence)
            return _back(request, comment)
        return _drawn(request, comment, sentence)
    if not request.htmx:
        return _back(request, comment)
    return _drawn(request, comment, _spoken(comment, kind))


def _drawn(request: Request, comment: Comment, sentence: str) -> HttpResponse:
    answer = render(
        request,
        "discussions/_appreciations.html",
        {"comment": lone_node(comment, request.user), "opened": True},
    )
    return trigger_client_event(answer, "announce", {"value": sentence})


@login_not_required
@require_safe
def appreciated_by(request: Request, public_id: str) -> HttpResponse:
    """Who appreciated a comment. Of words that are gone nobody reads that."""
    comment = visible_comment(request, public_id, "author", "imported_author")
    if not comment.is_readable:
        raise Http404
    try:
        page = load_appreciators(comment, request.user, request.GET.get("na", ""))
    except NoSuchFilter as error:
        raise Http404 from error
    return render(request, "discussions/appreciated.html", {"page": page})


def _spoken(comment: Comment, kind: AppreciationKind) -> str:
    """The new count, as "clarifying: 3"."""
    return _("%(label)s: %(count)s") % {
        "label": kind.label,
        "count": getattr(comment, COUNTERS[kind]),
    }


def _back(request: Request, comment: Comment) -> HttpResponse:
    """To the page the press came from, at the comment. To htmx it says so without a redirect, which
    it would follow and draw."""
    address = f"{way_back(request, comment.get_absolute_url())}#{comment_anchor(comment)}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponse(status=303, headers={"Location": address})
