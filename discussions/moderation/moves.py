"""Taking a comment, with its answers, to the discussion where it belongs; and back."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Claim
from discussions.actions.threads import join_thread, lock_threads, record_change
from discussions.models import Appreciation, Comment, Decision, Move, Source, Thread
from discussions.models.comment import CommentQuerySet
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import (
    beside_status,
    draft_decision,
    judged_revision,
    refuse_without_reason,
)
from discussions.moderation.on_comments import CannotUndo
from discussions.moderation.recording import close_and_tell, write_down

LONGEST_REASON = 300  # as the column; an explanation may be longer
# One statement: a reply and what it answers are in the same thread at every moment the database looks.
_MOVE = """
    WITH RECURSIVE branch (id) AS (
        SELECT id FROM discussions_comment WHERE id = %(comment)s
        UNION ALL
        SELECT answer.id FROM discussions_comment AS answer JOIN branch ON answer.parent_id = branch.id
    )
    UPDATE discussions_comment SET
        thread_id = %(thread)s,
        depth = depth + %(deeper)s,
        parent_id = CASE WHEN id = %(comment)s THEN %(parent)s ELSE parent_id END,
        root_id = CASE WHEN id = %(comment)s THEN %(root)s ELSE coalesce(%(root)s, %(comment)s) END,
        moved_at = CASE WHEN id = %(comment)s THEN %(now)s ELSE moved_at END
    WHERE id IN (SELECT id FROM branch)
    RETURNING author_id, status = 'published' AND withdrawn_at IS NULL
"""


def move_branch(choice: Choice) -> Decision:
    """Let this comment begin a branch about the claim or the article of `choice.to`, with everything below it.

    Texts, addresses, appreciations and reports stay as they are; both discussions say that it was moved, and its
    author is told. Moving it to where it is already gives the last move. Raises ValidationError, by field, without
    a reason or for another article's discussion.
    """
    comment, to = choice.about, choice.to
    assert isinstance(comment, Comment)
    refuse_without_reason(choice.words.public_reason, _("Say why: it is read at both places."))
    article = to if isinstance(to, Article) else None
    claim = to if isinstance(to, Claim) else None
    Thread.objects.bulk_create([Thread(article=article, claim=claim)], ignore_conflicts=True)
    target = Thread.objects.get(article=article, claim=claim)
    source, comment = _locked(comment, target)
    if source.pk == target.pk:
        last = comment.moves.select_related("decision").order_by("-pk").first()
        if last is None:
            raise ValidationError({"target": _("It stands there already.")})
        found: Decision = last.decision
        return found
    if _article_of(source) != _article_of(target):
        raise ValidationError({"target": _("Choose a discussion of the same article.")})
    assert choice.moderator is not None
    return _carry_out(
        choice, comment, source, target, parent=None, reverses=None, by=choice.moderator
    )


def undo_move(decision: Decision, choice: Choice) -> Decision:
    """Back to where it stood, below what it answered, with what was answered meanwhile.

    What it answered may be gone, or stand elsewhere by now: then it begins a branch. Raises CannotUndo when it was
    moved again since.
    """
    move = Move.objects.select_related("from_thread").get(decision=decision)
    source, comment = _locked(move.comment, move.from_thread)
    if comment.moves.order_by("-pk").first() != move:
        raise CannotUndo
    # As it is now that both discussions are locked.
    parent = Comment.objects.filter(pk=move.from_parent_id, thread=move.from_thread_id).first()
    said = choice.words.public_reason or choice.words.explanation
    words = replace(choice.words, public_reason=Truncator(said).chars(LONGEST_REASON))
    if not words.public_reason:
        words = replace(words, public_reason=move.reason)
    return _carry_out(
        replace(choice, words=words),
        comment,
        source,
        move.from_thread,
        parent=parent,
        reverses=decision,
        # After an appeal an outsider may have said so, who has no account.
        by=choice.moderator or move.moved_by,
    )


def _carry_out(
    choice: Choice,
    comment: Comment,
    source: Thread,
    target: Thread,
    *,
    parent: Comment | None,
    reverses: Decision | None,
    by: User,
) -> Decision:
    from_parent, now = comment.parent, timezone.now()
    words = choice.words
    choice = replace(
        choice,
        outcome="move",
        about=None,
        words=words.explained(),
    )
    revision = judged_revision(comment)
    line = write_down(
        draft_decision(
            choice,
            public_reason=words.public_reason,
            quoted_body=revision.body,
            reverses=reverses,
            source=None if choice.case is not None else choice.source or Source.VOLUNTARY,
            **beside_status(comment, revision),
        )
    )
    root = None if parent is None else parent.root_id or parent.pk
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {
                "comment": comment.pk,
                "thread": target.pk,
                "deeper": (parent.depth + 1 if parent else 0) - comment.depth,
                "parent": parent.pk if parent else None,
                "root": root,
                "now": now,
            },
        )
        moved = cursor.fetchall()
    if from_parent is not None:
        Comment.objects.filter(pk=from_parent.pk).update(reply_count=F("reply_count") - 1)
    if parent is not None:
        Comment.objects.filter(pk=parent.pk).update(reply_count=F("reply_count") + 1)
    comment.refresh_from_db()
    # In the order in which they wrote there first: numbers must not tell more than that.
    for person in [*_authors(comment), *_appreciators(comment)]:
        join_thread(thread=target, person=person)
    readable = sum(is_readable for _author, is_readable in moved)
    record_change(thread=source, readable=-readable)
    record_change(thread=target, readable=readable)
    Move.objects.create(
        decision=line,
        comment=comment,
        from_thread=source,
        to_thread=target,
        from_parent=from_parent,
        reason=words.public_reason,
        moved_by=by,
        moved_at=now,
    )
    return close_and_tell(line, quietly=choice.quietly)


def _locked(comment: Comment, target: Thread) -> tuple[Thread, Comment]:
    """The thread it stands in and the comment, both as they are now. Somebody may move it at the same moment."""
    comments = Comment.objects.values_list("thread_id", flat=True)
    thread_id = comments.get(pk=comment.pk)
    while True:
        threads = lock_threads(thread_ids=(thread_id, target.pk))
        now_in = comments.get(pk=comment.pk)
        if now_in == thread_id:
            break
        thread_id = now_in
    locked = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    return threads[thread_id], locked


def _article_of(thread: Thread) -> int | None:
    if thread.article_id:
        return thread.article_id
    return Claim.objects.values_list("article_id", flat=True).get(thread=thread)


def _branch(top: Comment) -> CommentQuerySet:
    """A root with everything below it; of an answer the whole branch it stands in, whose people are there already."""
    root = top.root_id or top.pk
    found: CommentQuerySet = Comment.objects.filter(Q(pk=root) | Q(root=root))
    return found


def _appreciators(top: Comment) -> list[User]:
    given = Appreciation.objects.filter(comment__in=_branch(top)).select_related("person")
    return list(dict.fromkeys(one.person for one in given.order_by("id")))


def _authors(top: Comment) -> list[User]:
    written = _branch(top).filter(author__isnull=False).select_related("author").oldest_first()
    return list(dict.fromkeys(comment.author for comment in written if comment.author))
