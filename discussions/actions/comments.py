"""Posting a comment, and withdrawing one's own."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim
from discussions import markup
from discussions.actions.checks import checked_text
from discussions.actions.drafts import drop_placed_draft
from discussions.actions.extras import Extras, keep_writing_as
from discussions.actions.holding import hold, stop_waiting
from discussions.actions.index import index_comment
from discussions.actions.mentions import record_mentions, with_mentions
from discussions.actions.places import clear_places
from discussions.actions.telling import tell_later
from discussions.actions.threads import (
    join_thread,
    lock_thread_about,
    lock_thread_of,
    record_change,
)
from discussions.filtering import what_filters
from discussions.models import (
    Case,
    Comment,
    CommentRevision,
    CommentStatus,
    Decision,
    Draft,
    Thread,
    WritingAs,
)
from discussions.permissions import may_withdraw_comment
from discussions.standing import Rule, rules_for, what_holds, what_stops

# A permalink still shows its nearest ancestors quickly at this depth; real threads reach 15.
MAX_DEPTH = 500


class SubmissionConflict(Exception):
    """This form was sent before, with another text or in another place: `earlier` is what it made."""

    def __init__(self, earlier: Comment) -> None:
        super().__init__(str(earlier.public_id))
        self.earlier = earlier


class CannotAnswer(Exception):
    """Nothing can be placed under this comment; `reason` is "not_readable" or "too_deep"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CannotWrite(Exception):
    """This person may not write here at this moment: `rule` says which rule that is, and until when."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.kind)
        self.rule = rule


@transaction.atomic
def post_comment(
    *,
    author: User,
    body: str,
    submission_id: uuid.UUID,
    article: Article | None = None,
    claim: Claim | None = None,
    parent: Comment | None = None,
    extras: Extras = Extras(),  # noqa: B008 - frozen
    seen_draft: int = 0,
) -> Comment:
    """Place a comment under an article or a claim, or (with `parent`) as an answer to a comment.

    Name the subject or the parent; naming both is allowed when they belong together, and
    `ValueError` otherwise. The same person sending the same form twice gets the comment the
    first one made, also when both arrive at once; another text with the same `submission_id`
    raises `SubmissionConflict`. Raises `markup.NotShowable` for a text that cannot be shown,
    `CannotWrite` when this person may not write here now, and `CannotAnswer` for an answer to what is
    hidden, withdrawn or too deep. The draft of this text goes; one that another window saved after
    `seen_draft` stays.

    Where the editors read first, or a filter asks them to, it is held: its author and the moderators see it, and
    for everybody else it is not there until it is let through.

    It does not check whether the author may see the article: the view fetched it through
    `visible_to`.
    """
    body, body_html = checked_text(author=author, body=body)
    # Before the thread: whoever sends many forms at once waits for themselves, and is counted right.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=author.pk)
    thread = _lock_place(article, claim, parent)
    if earlier := _sent_before(author, submission_id):
        return _same_or_conflict(earlier, thread, parent, body)
    now = timezone.now()
    rules = rules_for(person=author, thread=thread, now=now)
    if rule := what_stops(rules):
        raise CannotWrite(rule)
    holding = what_holds(rules) or what_filters(person=author, body=body, now=now)
    above = _lock_parent(parent)
    version_id, wording_id = _what_was_read(thread, article)
    body_html, mentioned = with_mentions(thread=thread, body=body, html=body_html, author=author)
    comment = Comment(
        thread=thread,
        parent=above,
        root_id=(above.root_id or above.pk) if above else None,
        depth=above.depth + 1 if above else 0,
        author=author,
        status=CommentStatus.HELD if holding else CommentStatus.PUBLISHED,
        kind=extras.kind,
        body=body,
        body_html=body_html,
        renderer_version=markup.RENDERER_VERSION,
        submission_id=submission_id,
        article_version_id=version_id,
        wording_id=wording_id,
        # After the lock: within a thread the order of time is the order of arrival.
        created_at=now,
    )
    try:
        with transaction.atomic():
            comment.save(force_insert=True)
    except IntegrityError:
        # The same form at this very moment in another thread, where another lock holds.
        if earlier := _sent_before(author, submission_id):
            raise SubmissionConflict(earlier) from None
        raise
    CommentRevision.objects.create(comment=comment, number=1, body=body)
    keep_writing_as(comment=comment, said=extras.writing_as)
    if mentioned:
        record_mentions(comment=comment, people=mentioned)
    if holding:
        hold(comment=comment, rule=holding, now=now)
    else:
        if above:
            Comment.objects.filter(pk=above.pk).update(reply_count=F("reply_count") + 1)
        join_thread(thread=thread, person=author)
        index_comment(comment)
        record_change(thread=thread, readable=1)
        tell_later(comment)
    drop_placed_draft(
        author=author,
        body=body,
        submission_id=submission_id,
        seen=seen_draft,
        article=article,
        claim=claim,
        parent=parent,
    )
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment, person: User) -> Comment:
    """Take one's own words back. Twice is once. The place stays as long as something stands below it;
    what nobody answered goes, with the withdrawn places above it that only it kept: `gone_at`.

    The text is gone for everyone at once, and from the database too, in all its revisions. Only
    when the comment was reported or judged, the revisions stay where moderators find them: a
    report must still be answered and a decision can still be contested. The retention job wipes
    them when that term ends. The moderated status is left alone: that is `decide`'s. What still waited
    for the editors goes at once.
    """
    thread = lock_thread_of(comment_id=comment.pk)
    comment = Comment.every.select_for_update(no_key=True).get(pk=comment.pk)
    if comment.withdrawn_at and comment.author_id == person.pk:
        return comment
    if not may_withdraw_comment(person, comment):
        raise PermissionDenied
    was_readable, was_waiting = comment.is_readable, comment.is_waiting
    comment.withdrawn_at = timezone.now()
    comment.body = comment.body_html = ""
    comment.save(update_fields=["withdrawn_at", "body", "body_html"])
    index_comment(comment)
    WritingAs.objects.filter(comment=comment).delete()
    Draft.objects.filter(changed=comment).delete()
    if was_waiting:
        stop_waiting(comment=comment)
        comment.refresh_from_db()
        return comment
    if not _is_evidence(comment):
        comment.revisions.update(body="")
    if clear_places(comment=comment):
        comment.refresh_from_db()
    record_change(thread=thread, readable=-1 if was_readable else 0)
    return comment


def _is_evidence(comment: Comment) -> bool:
    waiting = Case.objects.filter(comment=comment, closed_at__isnull=True)
    return waiting.exists() or Decision.objects.filter(comment=comment).exists()


def _lock_place(article: Article | None, claim: Claim | None, parent: Comment | None) -> Thread:
    if article and claim:
        raise ValueError("a thread is about an article or about a claim, not both")
    if article or claim:
        thread = lock_thread_about(article=article, claim=claim)
    elif parent:
        return lock_thread_of(comment_id=parent.pk)
    else:
        raise ValueError("a comment needs a place: an article, a claim or a comment above it")
    if parent and parent.thread_id != thread.pk:
        raise ValueError("the comment above stands in another thread")
    return thread


def _sent_before(author: User, submission_id: uuid.UUID) -> Comment | None:
    found: Comment | None = Comment.every.filter(author=author, submission_id=submission_id).first()
    return found


def _same_or_conflict(
    earlier: Comment, thread: Thread, parent: Comment | None, body: str
) -> Comment:
    """Compare with what was *sent*: the comment itself may have been edited since."""
    same_place = (earlier.thread_id, earlier.parent_id) == (thread.pk, parent and parent.pk)
    if same_place and earlier.revisions.filter(number=1, body=body).exists():
        return earlier
    raise SubmissionConflict(earlier)


def _lock_parent(parent: Comment | None) -> Comment | None:
    """The comment above as it is now: it may have been withdrawn while the answer was written."""
    if parent is None:
        return None
    above: Comment = Comment.every.select_for_update(no_key=True).get(pk=parent.pk)
    if not above.is_readable:
        raise CannotAnswer("not_readable")
    if above.depth >= MAX_DEPTH:
        raise CannotAnswer("too_deep")
    return above


def _what_was_read(thread: Thread, article: Article | None) -> tuple[int | None, int | None]:
    """Ids of the version that stood above the form and, of a claim, of its wording."""
    if article:
        return article.current_version_id, None
    if thread.claim_id:
        claims = Claim.objects.filter(thread=thread)
        version, wording = claims.values_list(
            "article__current_version_id", "current_wording_id"
        ).get()
        return version, wording
    articles = Article.objects.filter(thread=thread)
    return articles.values_list("current_version_id", flat=True).get(), None
