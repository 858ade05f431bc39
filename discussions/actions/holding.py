"""Comments that wait for the editors: holding one, and giving it its place when it is let through."""

from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from discussions.actions.cases import open_case_about
from discussions.actions.index import index_comment
from discussions.actions.places import clear_places
from discussions.actions.telling import tell_later, tell_nobody
from discussions.actions.threads import join_thread, leave_thread
from discussions.models import Case, CaseKind, Comment, CommentEntry, Hold
from discussions.standing import Rule


def hold(*, comment: Comment, rule: Rule, now: datetime) -> None:
    """Note why a comment that was stored as held waits, and put it before the moderators.

    Nothing of it is told, found or counted. In the caller's transaction.
    """
    assert rule.holds_for is not None
    Hold.objects.create(
        comment=comment,
        reason=rule.holds_for,
        restriction_id=rule.restriction_id,
        filter_code=rule.filter_code,
        detail=rule.reason if rule.filter_code else "",
        held_at=now,
    )
    open_case_about(comment=comment, kind=CaseKind.HELD)


def give_place(*, comment: Comment, now: datetime) -> None:
    """Let a comment that was held come to stand in its discussion, as if it were written now: it is new to
    everybody, and whom it concerns is told once the time to undo this is over. Its thread is locked, its status is
    published already, and the count of the thread is the caller's.

    What its author took back before that has a place without words: nobody is told of it.
    """
    if comment.parent_id is not None:
        Comment.every.filter(pk=comment.parent_id).update(reply_count=F("reply_count") + 1)
    if comment.author is not None:
        join_thread(thread=comment.thread, person=comment.author)
    if not comment.is_readable:
        return
    comment.created_at = now
    comment.save(update_fields=["created_at"])
    index_comment(comment)
    tell_later(comment, wait=settings.LETTERS_WAIT)


def take_place_back(*, comment: Comment) -> bool:
    """Let a comment that was let through a moment ago wait again, as if it never had a place; False when somebody did
    something with it since, or was told of it. Thread and comment are locked, its status and the count of the thread
    are the caller's.
    """
    done_with_it = (
        Comment.every.filter(parent=comment).exists()
        or comment.appreciations.exists()
        or Case.objects.filter(comment=comment, closed_at=None).exists()
    )
    if done_with_it or comment.withdrawn_at is not None or not tell_nobody(comment):
        return False
    if comment.parent_id is not None:
        Comment.every.filter(pk=comment.parent_id).update(reply_count=F("reply_count") - 1)
    if comment.author is not None:
        leave_thread(thread=comment.thread, person=comment.author, but_for=comment)
    Comment.every.filter(pk=comment.pk).update(created_at=comment.hold.held_at)
    CommentEntry.objects.filter(comment=comment).delete()
    return True


def stop_waiting(*, comment: Comment) -> None:
    """The author took back what nobody else ever read: nothing of it stays, and its case is over.

    A moderator who has it open is told so. Thread and comment are locked.
    """
    now = timezone.now()
    Comment.every.filter(pk=comment.pk).update(gone_at=now)
    comment.revisions.update(body="")
    changed_case(comment=comment)
    # An appeal gets its answer all the same.
    Case.objects.of_first_instance().filter(comment=comment, closed_at=None).update(
        closed_at=now, leased_by=None, leased_until=None
    )
    above = Comment.objects.filter(pk=comment.parent_id).first()
    if above is not None:
        clear_places(comment=above)


def changed_case(*, comment: Comment) -> None:
    """Who has its case open saw another text, and is asked to look again."""
    Case.objects.filter(comment=comment, closed_at=None).update(version=F("version") + 1)
