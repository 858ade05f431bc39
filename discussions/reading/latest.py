"""What was said in a discussion since a page of it was made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import User
from discussions.models import Comment, Thread
from discussions.models.comment import CommentQuerySet
from discussions.permissions import Reader
from discussions.reading.branches import with_authors
from discussions.reading.comment_nodes import CommentNode, comment_node, in_reply_to
from discussions.reading.sorts import OLDEST, Sort
from discussions.tree import DEEPEST_LEVEL, Branch

# More than this at once is read on a fresh page.
MOST_SHOWN = 50


def count_latest(thread: Thread, viewer: Reader, since: datetime) -> int:
    """How many readable comments of others, whom this viewer does not mute, came after `since`. One query,
    from an index."""
    return int(_latest(thread, viewer, since).count())


@dataclass(frozen=True)
class Latest:
    """A comment that came: under `parent`, or else directly after `before` ("": at the beginning). Both are
    public ids."""

    node: CommentNode
    parent: str = ""
    before: str = ""


def load_latest(
    thread: Thread, viewer: Reader, since: datetime, sort: Sort = OLDEST
) -> Sequence[Latest]:
    """The oldest fifty of those comments, in the order in which they are put in their places: each after what
    stands before it in the order of `sort`, and answers after what they answer. One query."""
    roots = Comment.objects.in_thread(thread.pk).roots()
    first = _latest(thread, viewer, since).order_by("created_at", "pk").values("pk")[:MOST_SHOWN]
    found = with_authors(Comment.objects.filter(pk__in=first), viewer).select_related(
        "parent__author", "parent__imported_author"
    )
    placed = sort.order(found.annotate(before=sort.right_before(roots)))
    tops = [comment for comment in placed if comment.parent_id is None]
    answers = [comment for comment in placed if comment.parent_id is not None]
    answers.sort(key=lambda comment: (comment.created_at, comment.pk))
    return [_latest_one(comment, viewer, since) for comment in (*tops, *answers)]


def place_of(comment: Comment, sort: Sort) -> str:
    """The public id of the root that stands directly before this one in the order of `sort`; "" when it is the
    first. One query."""
    roots = Comment.objects.in_thread(comment.thread_id).roots()
    before = roots.filter(pk=comment.pk).values_list(sort.right_before(roots), flat=True).get()
    return str(before or "")


def _latest_one(comment: Comment, viewer: Reader, since: datetime) -> Latest:
    level = min(comment.depth, DEEPEST_LEVEL)
    node = comment_node(Branch(comment, level, [], 0), viewer, since)
    above = comment.parent
    if above is None:
        return Latest(node, before=str(getattr(comment, "before", None) or ""))
    return Latest(_answering(node, above), parent=str(above.public_id))


def _answering(node: CommentNode, above: Comment) -> CommentNode:
    return replace(node, in_reply_to=in_reply_to(above))


def _latest(thread: Thread, viewer: Reader, since: datetime) -> CommentQuerySet:
    found = Comment.objects.in_thread(thread.pk).readable().filter(created_at__gt=since)
    if isinstance(viewer, User):
        found = found.exclude(author__in=[viewer.pk, *viewer.muted_ids])
    latest: CommentQuerySet = found
    return latest
