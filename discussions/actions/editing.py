"""Changing one's own words: within the window, one after the other, and with a trace."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from accounts.models import User
from discussions import markup
from discussions.actions.checks import checked_text
from discussions.actions.comments import CannotWrite
from discussions.actions.drafts import drop_draft_of_change
from discussions.actions.holding import changed_case
from discussions.actions.index import index_comment
from discussions.actions.mentions import record_mentions, with_mentions
from discussions.actions.telling import tell_later
from discussions.actions.threads import lock_thread_of, record_change
from discussions.filtering import what_filters
from discussions.models import Case, Comment, CommentRevision, CommentStatus, Decision, Outcome
from discussions.permissions import was_let_through
from discussions.standing import rules_for, what_forbids_changing, what_holds


class CannotEdit(Exception):
    """The text cannot be changed (any more); `reason` is "not_yours", "gone", "read_first" or
    "too_late"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EditConflict(Exception):
    """The text was changed since this form was opened: `comment` holds what stands there now."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(str(comment.public_id))
        self.comment = comment


@transaction.atomic
def edit_comment(
    *, comment: Comment, person: User, body: str, revision_number: int, seen_draft: int = 0
) -> Comment:
    """Replace the text of one's own comment; `revision_number` is the one the form was made from.

    The whole rule stands in one UPDATE: one's own, readable, in time, not changed meanwhile. Only
    when nothing matched, the comment is read again to say why: `EditConflict` or `CannotEdit`. The
    same text once more, also from an old form, changes nothing. Raises `markup.NotShowable`,
    `PermissionDenied` and `CannotWrite` as `post_comment` does; that the discussion is slow is no reason.
    The draft of the change goes; one that another window saved after `seen_draft` stays.

    Every change is a revision, so that whoever judges the comment can see all of it. Within the
    grace period, and as long as nobody answered, reported or judged it, readers see no trace. What waits
    for the editors goes on waiting, and whoever is about to decide must look again. What they let through
    stays as they read it; so does, where they read first, what stood there before.
    """
    body, body_html = checked_text(author=person, body=body)
    thread = lock_thread_of(comment_id=comment.pk)
    now = timezone.now()
    rules = rules_for(person=person, thread=thread, now=now)
    if rule := what_forbids_changing(rules):
        raise CannotWrite(rule)
    body_html, mentioned = with_mentions(thread=thread, body=body, html=body_html, author=person)
    own = Comment.every.filter(pk=comment.pk, author=person).changeable()
    let_through = Decision.objects.filter(pk=OuterRef("decision"), outcome=Outcome.RELEASE)
    is_read_first = what_holds(rules) is not None
    if not (is_read_first or comment.is_waiting):
        # What stands cannot come to wait: the change is refused, and can be placed as a comment of its own.
        found = what_filters(person=person, body=body, now=now, changed=comment)
        if found is not None and body != comment.body:
            raise CannotWrite(replace(found, stops=True))
    if is_read_first:
        own = own.filter(status=CommentStatus.HELD)
    changed = (
        own.filter(revision_number=revision_number, created_at__gt=now - settings.EDIT_WINDOW)
        .exclude(Exists(let_through))
        .exclude(body=body)
        .update(
            body=body,
            body_html=body_html,
            renderer_version=markup.RENDERER_VERSION,
            revision_number=F("revision_number") + 1,
        )
    )
    now_there: Comment = Comment.every.select_related("thread").get(pk=comment.pk)
    if not changed:
        _unchanged(now_there, person, body, revision_number, is_read_first=is_read_first)
    drop_draft_of_change(comment=now_there, body=body, seen=seen_draft)
    if not changed:
        return now_there
    # The row is ours since the update: a report or a decision that came before is seen here.
    quiet = _leaves_no_trace(now_there, now - now_there.created_at)
    CommentRevision.objects.create(
        comment=now_there, number=now_there.revision_number, body=body, quiet=quiet
    )
    if not quiet:
        now_there.edited_at = now
        now_there.save(update_fields=["edited_at"])
    record_mentions(comment=now_there, people=mentioned)
    if now_there.is_waiting:
        changed_case(comment=now_there)
        return now_there
    if mentioned:
        tell_later(now_there)
    index_comment(now_there)
    record_change(thread=thread, readable=0)
    return now_there


def _unchanged(
    comment: Comment, person: User, body: str, revision_number: int, *, is_read_first: bool
) -> None:
    """Why the update matched nothing, most telling first; that it says so already is no reason."""
    if comment.author_id != person.pk:
        raise CannotEdit("not_yours")
    if not (comment.is_readable or comment.is_waiting):
        raise CannotEdit("gone")
    if comment.body == body:
        return
    if was_let_through(comment) or (is_read_first and not comment.is_waiting):
        raise CannotEdit("read_first")
    if comment.revision_number != revision_number:
        raise EditConflict(comment)
    raise CannotEdit("too_late")


def _leaves_no_trace(comment: Comment, age: timedelta) -> bool:
    if comment.is_waiting:
        return True
    return (
        age < settings.EDIT_GRACE
        and not comment.reply_count
        and not Case.objects.filter(comment=comment).exists()
        and not Decision.objects.filter(comment=comment).exists()
    )
