"""What was said in a discussion since a page of it was made."""

from dataclasses import replace
from datetime import datetime

from discussions.models import Comment, Thread
from discussions.models.comment import CommentQuerySet
from discussions.permissions import Reader
from discussions.reading.branches import with_authors
from discussions.reading.comment_nodes import CommentNode, comment_node, in_reply_to
from discussions.tree import DEEPEST_LEVEL, Branch

# More than this at once is read on a fresh page.
MOST_SHOWN = 50


def count_latest(thread: Thread, viewer: Reader, since: datetime) -> int:
    """How many readable comments of others came after `since`. One query, from an index."""
    return int(_latest(thread, viewer, since).count())


def load_latest(thread: Thread, viewer: Reader, since: datetime) -> list[tuple[str, CommentNode]]:
    """Those comments, the oldest first, each with the public id of what it answers, or "". One query."""
    found = with_authors(_latest(thread, viewer, since), viewer).select_related(
        "parent__author", "parent__imported_author"
    )
    shown = []
    for comment in found.order_by("created_at", "pk")[:MOST_SHOWN]:
        level = min(comment.depth, DEEPEST_LEVEL)
        node = comment_node(Branch(comment, level, [], 0), viewer, since)
        above = comment.parent
        if above is not None:
            node = _answering(node, above)
        shown.append((str(above.public_id) if above else "", node))
    return shown


def _answering(node: CommentNode, above: Comment) -> CommentNode:
    return replace(node, in_reply_to=in_reply_to(above))


def _latest(thread: Thread, viewer: Reader, since: datetime) -> CommentQuerySet:
    found = Comment.objects.in_thread(thread.pk).readable().filter(created_at__gt=since)
    mine = found.exclude(author=viewer.pk) if viewer.is_authenticated else found
    latest: CommentQuerySet = mine
    return latest
