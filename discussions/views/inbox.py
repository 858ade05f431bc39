"""What somebody should hear of, inside the site."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from discussions.models import Notification
from discussions.moderation.correspondence import LETTER_ROWS, letter_for, place_name
from discussions.notifications import mark_read

PAGE_SIZE = 20
MESSAGE_ROWS = tuple(f"decision__{row}" for row in LETTER_ROWS)


@dataclass(frozen=True)
class MessageRow:
    """`place` is the discussion it is about."""

    kind: str
    outcome: str
    place: str
    url: str
    sent_at: datetime
    is_unread: bool


@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """Messages, the newest first, by key."""
    messages = Notification.objects.visible_to(request.user)
    after = request.GET.get("na", "")
    found = messages.select_related(*MESSAGE_ROWS).newest_first()
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise Http404
        last = get_object_or_404(messages, pk=int(after))
        found = found.filter(
            Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        )
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    next_url = f"{reverse('inbox')}?na={shown[-1].pk}" if len(rows) > PAGE_SIZE else None
    context = {
        "section": "inbox",
        "rows": [
            MessageRow(
                kind=message.kind,
                outcome=message.decision.outcome,
                place=place_name(message.decision.comment.thread),
                url=reverse("message", args=[message.pk]),
                sent_at=message.created_at,
                is_unread=message.read_at is None,
            )
            for message in shown
        ],
        "next_url": next_url,
    }
    return render(request, "discussions/inbox.html", context)


@require_safe
@never_cache
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """One letter in full.

    Opening it marks it read, on a GET: that says nothing but what the reader just did, concerns
    nobody else, and is the same the second time.
    """
    found = get_object_or_404(
        Notification.objects.visible_to(request.user).select_related(*MESSAGE_ROWS), pk=message_id
    )
    if request.method == "GET":
        mark_read(message=found)
    context = {
        "section": "inbox",
        "message": found,
        "letter": letter_for(found),
        "comment": found.decision.comment,
        "place": place_name(found.decision.comment.thread),
    }
    return render(request, "discussions/message.html", context)
