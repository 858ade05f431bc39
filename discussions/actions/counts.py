"""The stored counts beside what the rows say. Every verb keeps them right; this proves it, and mends.

It computes from the rows alone, so it stays right whatever verbs there will be.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from discussions.actions.threads import lock_threads
from discussions.models import AppreciationKind, Comment, Thread
from discussions.models.comment_status import PLACED

# Column of a comment → what it counts.
COUNTED = {
    "reply_count": Count(
        "replies",
        filter=Q(replies__status__in=PLACED, replies__gone_at__isnull=True),
        distinct=True,
    ),
    **{
        f"{kind.value}_count": Count("appreciations", filter=Q(appreciations__kind=kind))
        for kind in AppreciationKind
    },
    "appreciated_by": Count("appreciations__person", distinct=True),
}


@dataclass(frozen=True)
class WrongCount:
    """`column` of the thread, or of a comment in it when `comment_id` names one."""

    column: str
    thread_id: int
    comment_id: int | None
    stored: int
    counted: int


def wrong_counts(thread_ids: Collection[int] | None = None) -> Iterator[WrongCount]:
    """Every stored count that differs from its rows, of these threads or of all. Six queries."""
    threads, comments = Thread.objects.all(), Comment.objects.all()
    if thread_ids is not None:
        threads, comments = (
            threads.filter(pk__in=thread_ids),
            comments.filter(thread__in=thread_ids),
        )
    readable = Comment.objects.readable().filter(thread=OuterRef("pk")).values("thread")
    number = Subquery(readable.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    for thread_id, stored, counted in (
        threads.annotate(counted=Coalesce(number, 0))
        .exclude(comment_count=F("counted"))
        .values_list("pk", "comment_count", "counted")
    ):
        yield WrongCount("comment_count", thread_id, None, stored, counted)
    for column, counting in COUNTED.items():
        for comment_id, thread_id, stored, counted in (
            comments.values("pk", "thread_id", column)
            .annotate(counted=counting)
            .exclude(**{column: F("counted")})
            .values_list("pk", "thread_id", column, "counted")
        ):
            yield WrongCount(column, thread_id, comment_id, stored, counted)


@transaction.atomic
def mend_counts(*, thread_id: int) -> list[WrongCount]:
    """Make the counts of one thread what its rows say; what was wrong. Nobody writes there meanwhile.

    Its revision goes up when readers see something else now.
    """
    if not lock_threads(thread_ids=[thread_id]):
        return []
    wrong = list(wrong_counts([thread_id]))
    for found in wrong:
        if found.comment_id is None:
            Thread.objects.filter(pk=thread_id).update(comment_count=found.counted)
        else:
            Comment.objects.filter(pk=found.comment_id).update(**{found.column: found.counted})
    if wrong:
        Thread.objects.filter(pk=thread_id).update(revision=F("revision") + 1)
    return wrong
