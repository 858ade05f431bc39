"""Holding on to what decisions are about, in the order of the house: writers, threads, comments, cases."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from discussions.actions.threads import lock_threads
from discussions.models import Case, Comment, Decision, Move, Outcome
from discussions.models.decision import DecisionQuerySet


def hold_on_to(lines: Sequence[Decision]) -> None:
    """Lock everything that these decisions are about, each kind by its keys, until the transaction ends.

    Whoever goes back on a decision, or appeals against it, does so first: of two at once the second sees what the first
    did, and nobody waits for somebody who waits for them. Locks nothing of a measure about an article or the whole
    site: these wait for each other where they are carried out.
    """
    # Whoever is warned as well is locked before the discussion, as whoever writes in it is.
    people = {line.person_id for line in lines}
    lock_people(people | set(warned_along(lines).values_list("person", flat=True)))
    comments = {line.comment_id for line in lines if line.comment_id}
    threads = {line.thread_id for line in lines if line.thread_id}
    threads |= set(Move.objects.filter(decision__in=lines).values_list("from_thread", flat=True))
    stand_in = set(_threads_of(comments))
    lock_threads(thread_ids=threads | stand_in)
    while more := set(_threads_of(comments)) - stand_in:  # moved while we waited
        lock_threads(thread_ids=more)
        stand_in |= more
    _lock(Comment.every, comments)
    _lock(Case.objects, {line.case_id for line in lines})


def warned_along(lines: Sequence[Decision]) -> DecisionQuerySet:
    """The warnings of authors that were given in one go with these decisions about their comments."""
    found: DecisionQuerySet = Decision.objects.filter(
        act__in={line.act for line in lines if line.comment_id},
        case__in={line.case_id for line in lines if line.case_id},
        outcome=Outcome.WARN,
    )
    return found


def lock_people(numbers: Iterable[int | None]) -> None:
    """Hold on to these people, before any discussion: what they must still read is reckoned from all their warnings, so
    nobody adds one meanwhile."""
    _lock(User.objects, numbers)


def _threads_of(comments: set[int]) -> QuerySet[Any, int]:
    threads: QuerySet[Any, int] = Comment.every.filter(pk__in=comments).values_list(
        "thread", flat=True
    )
    return threads


def _lock(rows: Any, keys: Iterable[int | None]) -> None:
    """These rows, in the order of their keys."""
    wanted = rows.select_for_update(no_key=True).filter(pk__in=set(keys) - {None})
    list(wanted.order_by("pk").values_list("pk"))
