"""The rows behind a page of comments: one page by key, and the first answers to each.

What is fetched depends on what is shown, never on how large the discussion is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now

from discussions.models import Comment, Hold, HoldReason, Notification, Participation
from discussions.models.comment import CommentQuerySet
from discussions.models.notification import NotificationKind
from discussions.permissions import Reader
from discussions.reading.appreciations import with_own_appreciations
from discussions.reading.labels import with_labels
from discussions.reading.sorts import NEWEST, OLDEST, Sort
from discussions.tree import FIRST_ANSWERS, Branch, assemble, cut_page

DECISION_ON_YOURS = NotificationKind.DECISION_ON_YOURS


@dataclass(frozen=True)
class BranchPage:
    """`next_key` leads to the rest; empty on the last page."""

    branches: list[Branch[Comment]]
    next_key: str


def load_branches(
    places: CommentQuerySet,
    *,
    after: str,
    size: int,
    level: int = 0,
    answers: int = FIRST_ANSWERS,
    viewer: Reader | None = None,
    sort: Sort = OLDEST,
) -> BranchPage:
    """The first `size` of `places` after the key `after`, in the order of `sort`.

    Each comes with its first `answers` direct answers, oldest first, and then with those by the viewer that
    wait for the editors: these are in no count. One query, one more for the
    answers and one more for a usable `after`. An `after` that names nothing among `places`, or
    nothing at all, is the first page.
    """
    wanted = with_authors(sort.order(sort.after(places, after)), viewer)
    if answers:
        first = Comment.objects.filter(parent=OuterRef("pk")).oldest_first().values("pk")
        wanted = wanted.annotate(first_answers=ArraySubquery(first[:answers]))
        if viewer is not None and viewer.is_authenticated:
            own = Comment.every.waiting_of(viewer).filter(parent=OuterRef("pk")).values("pk")
            wanted = wanted.annotate(own_answers=ArraySubquery(own))
    page, more = cut_page(list(wanted[: size + 1]), size)
    ids = list(
        chain.from_iterable(
            (*getattr(comment, "first_answers", ()), *getattr(comment, "own_answers", ()))
            for comment in page
        )
    )
    below = with_authors(Comment.every.filter(pk__in=ids), viewer).oldest_first()
    return BranchPage(
        branches=assemble(page, below, level),
        next_key=sort.key(page[-1]) if more else "",
    )


def load_one(comment_id: int, level: int, viewer: Reader | None = None) -> Branch[Comment]:
    """One comment, which the viewer may see, as it is drawn when it has just been placed. One query."""
    return assemble([with_authors(Comment.every.all(), viewer).get(pk=comment_id)], [], level)[0]


def load_ancestors(comment: Comment, nearest: int, viewer: Reader | None = None) -> list[Comment]:
    """The comments above this one, from the top: the root and the `nearest` last. Two queries."""
    if comment.root_id is None:
        return []
    ids = {*_ids_above(comment.pk, nearest), comment.root_id}
    return list(with_authors(Comment.objects.filter(pk__in=ids), viewer).order_by("depth"))


def load_siblings(
    comment: Comment, before: int, after: int, viewer: Reader | None = None
) -> tuple[list[Comment], list[Comment]]:
    """What stands directly before and after a comment: under the same parent, or at the top of the
    same thread. Two queries."""
    places = Comment.objects.in_thread(comment.thread_id).roots()
    if comment.parent_id is not None:
        places = Comment.objects.filter(parent=comment.parent_id)
    here = (places, comment.created_at, comment.pk)
    earlier = with_authors(NEWEST.order(NEWEST.beyond(*here)), viewer)[:before]
    later = with_authors(OLDEST.order(OLDEST.beyond(*here)), viewer)[:after]
    return list(earlier)[::-1], list(later)


def with_authors(comments: CommentQuerySet, viewer: Reader | None = None) -> CommentQuerySet:
    """With everything that is drawn beside the words, so that no comment costs a query."""
    comments = with_labels(with_own_appreciations(comments, viewer))
    number = Participation.objects.filter(thread=OuterRef("thread"), person=OuterRef("author"))
    holds = Hold.objects.filter(comment=OuterRef("pk"), reason=HoldReason.FILTER)
    # Once it can be read: until then its decision may still be taken back.
    letter = Notification.objects.filter(
        decision=OuterRef("decision"), person=OuterRef("author"), created_at__lte=Now()
    )
    return (
        comments.select_related(
            "author", "imported_author", "writing_as", "decision__text", "decision__case"
        )
        .defer("body")
        .annotate(
            pseudonym=Subquery(number.values("pseudonym_number")[:1]),
            held_because=Subquery(holds.values("detail")[:1]),
            message_id=Subquery(letter.filter(kind=DECISION_ON_YOURS).values("pk")[:1]),
        )
    )


def _ids_above(comment_id: int, nearest: int) -> Iterable[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE above (id, parent_id, steps) AS (
                SELECT id, parent_id, 0 FROM discussions_comment WHERE id = %s
                UNION ALL
                SELECT parent.id, parent.parent_id, steps + 1
                FROM discussions_comment AS parent JOIN above ON parent.id = above.parent_id
                WHERE steps < %s
            )
            SELECT id FROM above WHERE steps > 0
            """,
            [comment_id, nearest],
        )
        return [row[0] for row in cursor.fetchall()]
