"""Places that nothing needs any more: withdrawn, without answers, and nobody's evidence."""

from django.db.models import F
from django.utils import timezone

from discussions.models import Case, Comment, Decision
from discussions.models.comment_status import PLACED


def clear_places(*, comment: Comment) -> bool:
    """Let the place of this comment go, and those above it that stood only for what was below them.

    The thread must be locked. A row stays for whoever was told of it, so that its address can say what
    happened; it has no words left. What was reported or judged stays, and so does what came with an
    import: its source may bring an answer to it later. Says whether the place of `comment` went.
    """
    place: Comment | None = comment
    went = False
    while place is not None and _is_needed_by_nobody(place):
        Comment.every.filter(pk=place.pk).update(gone_at=timezone.now())
        went = True
        if place.parent_id is None:
            break
        Comment.objects.filter(pk=place.parent_id).update(reply_count=F("reply_count") - 1)
        place = Comment.objects.select_for_update(no_key=True).get(pk=place.parent_id)
    return went


def _is_needed_by_nobody(place: Comment) -> bool:
    return (
        place.withdrawn_at is not None
        and not place.reply_count
        and not place.import_key
        # An answer to it may yet be let through.
        and not Comment.every.filter(parent=place, gone_at=None).exclude(status__in=PLACED).exists()
        and not Case.objects.filter(comment=place).exists()
        and not Decision.objects.filter(comment=place).exists()
    )
