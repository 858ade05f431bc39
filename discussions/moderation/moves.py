"""Taking a comment, with its answers, to the discussion where it belongs."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Claim
from discussions.actions.threads import join_thread, lock_threads, record_change
from discussions.models import Appreciation, Comment, Move, Thread
from discussions.models.comment import CommentQuerySet
from discussions.notifications import tell_moved
from discussions.permissions import may_moderate

# One statement: a reply and what it answers are in the same thread at every moment the database looks.
_MOVE = """
    WITH RECURSIVE branch (id) AS (
        SELECT id FROM discussions_comment WHERE id = %(comment)s
        UNION ALL
        SELECT answer.id FROM discussions_comment AS answer JOIN branch ON answer.parent_id = branch.id
    )
    UPDATE discussions_comment SET
        thread_id = %(thread)s,
        depth = depth - %(depth)s,
        parent_id = CASE WHEN id = %(comment)s THEN NULL ELSE parent_id END,
        root_id = CASE WHEN id = %(comment)s THEN NULL ELSE %(comment)s END,
        moved_at = CASE WHEN id = %(comment)s THEN %(now)s ELSE moved_at END
    WHERE id IN (SELECT id FROM branch)
    RETURNING author_id, status = 'published' AND withdrawn_at IS NULL
"""


@transaction.atomic
def move_branch(
    *,
    comment: Comment,
    moderator: User,
    reason: str,
    article: Article | None = None,
    claim: Claim | None = None,
) -> Move:
    """Let this comment begin a branch about `claim`, or about `article` itself, with everything below it.

    Texts, addresses, appreciations and reports stay as they are; both discussions say that it was moved, and its
    author is told. Moving it to where it is already gives the last move. Raises ValidationError, by field, without
    a reason or for another article's discussion.
    """
    if not may_moderate(moderator):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: it is read at both places.")})
    Thread.objects.bulk_create([Thread(article=article, claim=claim)], ignore_conflicts=True)
    target = Thread.objects.get(article=article, claim=claim)
    source, comment = _locked(comment, target)
    if source.pk == target.pk:
        last: Move | None = comment.moves.order_by("-pk").first()
        if last is None:
            raise ValidationError({"target": _("It stands there already.")})
        return last
    if _article_of(source) != _article_of(target):
        raise ValidationError({"target": _("Choose a discussion of the same article.")})
    from_parent, now = comment.parent, timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {"comment": comment.pk, "thread": target.pk, "depth": comment.depth, "now": now},
        )
        moved = cursor.fetchall()
    if from_parent is not None:
        Comment.objects.filter(pk=from_parent.pk).update(reply_count=F("reply_count") - 1)
    # In the order in which they wrote there first: numbers must not tell more than that.
    for person in [*_authors(comment), *_appreciators(comment)]:
        join_thread(thread=target, person=person)
    readable = sum(is_readable for _author, is_readable in moved)
    record_change(thread=source, readable=-readable)
    record_change(thread=target, readable=readable)
    move: Move = Move.objects.create(
        comment=comment,
        from_thread=source,
        to_thread=target,
        from_parent=from_parent,
        reason=reason.strip(),
        moved_by=moderator,
        moved_at=now,
    )
    tell_moved(move=move)
    return move


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
    """A root with everything below it."""
    found: CommentQuerySet = Comment.objects.filter(Q(pk=top.pk) | Q(root=top))
    return found


def _appreciators(top: Comment) -> list[User]:
    given = Appreciation.objects.filter(comment__in=_branch(top)).select_related("person")
    return list(dict.fromkeys(one.person for one in given.order_by("id")))


def _authors(top: Comment) -> list[User]:
    written = _branch(top).filter(author__isnull=False).select_related("author").oldest_first()
    return list(dict.fromkeys(comment.author for comment in written if comment.author))
