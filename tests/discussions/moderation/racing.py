"""Several people at the same moment, again and again; and what must be true of every row afterwards."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, connections

from accounts.models import Mail, User
from discussions.actions.counts import wrong_counts
from discussions.models import (
    Appeal,
    Case,
    Comment,
    CommentStatus,
    Decision,
    DecisionText,
    MemberWarning,
    Move,
    Outcome,
    Restriction,
)
from discussions.moderation.addressing import whom_it_concerns
from discussions.moderation.deciding import decide
from discussions.moderation.restrictions import KIND_OF
from tests.factories import make_article, make_person, say

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."
BECAUSE = "Ik las het verkeerd."

Act = Callable[[], object]


class Crowd:
    """So many people, each with a connection that stays open: a round costs no new one."""

    def __init__(self, size: int, pool: ThreadPoolExecutor) -> None:
        self.size = size
        self._pool = pool

    def at_once(self, *acts: Act, number: int = 0) -> list[object]:
        """Start every act at the same moment; what each returned, or the exception it raised.

        By the `number` of the round one of them, each in its turn, starts so many short questions to the database
        later: over the rounds they meet at every moment of each other.
        """
        assert len(acts) <= self.size
        start, late = threading.Barrier(len(acts)), number % len(acts)
        numbered = [
            (act, number * 3 % 50 if index == late else 0) for index, act in enumerate(acts)
        ]
        return list(self._pool.map(lambda one: self._run(start, *one), numbered, timeout=60))

    def leave(self) -> None:
        self.at_once(*[connections.close_all] * self.size)

    @staticmethod
    def _run(start: threading.Barrier, act: Act, questions: int) -> object:
        start.wait(timeout=20)
        try:
            for _each in range(questions):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            return act()
        except Exception as error:
            return error


@contextmanager
def crowd(size: int) -> Iterator[Crowd]:
    with ThreadPoolExecutor(size) as pool:
        people = Crowd(size, pool)
        try:
            yield people
        finally:
            people.leave()


def check_everything() -> None:
    """No count, letter, line in the log or state is there without what belongs to it."""
    assert list(wrong_counts()) == []
    lines = list(
        Decision.objects.select_related("comment__author", "person", "reverses").order_by("pk")
    )
    assert set(DecisionText.objects.values_list("decision", flat=True)) == {x.pk for x in lines}
    _check_statuses(lines)
    _check_letters(lines)
    _check_what_holds(lines)
    _check_cases(lines)


def _check_statuses(lines: list[Decision]) -> None:
    """Every comment went from one status to the next by its decisions, and is what the last one says."""
    reached: dict[int, str] = {}
    by: dict[int, int] = {}
    for line in lines:
        if line.comment_id is None:
            continue
        if line.comment_id in reached:
            assert line.from_status == reached[line.comment_id], line
        reached[line.comment_id] = line.to_status
        if line.from_status != line.to_status:
            by[line.comment_id] = line.pk
    for comment in Comment.every.filter(pk__in=reached):
        assert comment.status == reached[comment.pk], comment
        assert comment.decision_id == by.get(comment.pk), comment
    untouched = Comment.every.exclude(pk__in=by).exclude(status=CommentStatus.HELD)
    assert not untouched.exclude(status=CommentStatus.PUBLISHED).exists()


def _check_letters(lines: list[Decision]) -> None:
    """Whom a decision concerns has one letter of it, unless it was taken back unread with the decision."""
    letters: dict[int, list[Mail]] = {}
    for mail in Mail.objects.filter(key__startswith="decision-"):
        found = re.match(r"decision-(\d+)-", mail.key)
        assert found, mail.key
        letters.setdefault(int(found[1]), []).append(mail)
    known = {line.pk: line for line in lines}
    assert set(letters) <= set(known)
    undone = {line.reverses_id for line in lines if line.reverses_id}
    for line in lines:
        own = [mail for mail in letters.get(line.pk, []) if mail.key.endswith("-author")]
        first = letters.get(line.reverses_id or 0, [])
        quietly = any(mail.not_sent_because == "undone" for mail in first)
        if whom_it_concerns(line) is None or line.unannounced or quietly:
            assert own == [], line
            continue
        assert len(own) == 1, (line, own)
        if own[0].not_sent_because == "undone":
            assert line.pk in undone


def _check_what_holds(lines: list[Decision]) -> None:
    """What was set, moved or warned of stands beside its decision; of one kind one holds at a time."""

    def of(*outcomes: str) -> set[int]:
        return {line.pk for line in lines if line.outcome in outcomes}

    set_by = set(Restriction.objects.values_list("decision", flat=True))
    assert of(*KIND_OF) <= set_by
    running = Restriction.objects.filter(ended_at__isnull=True)
    keys = [(one.thread_id, one.article_id, one.person_id, one.kind) for one in running]
    assert len(keys) == len(set(keys))
    ended = {one.ended_decision_id for one in Restriction.objects.filter(ended_at__isnull=False)}
    assert None not in ended
    assert of(Outcome.END) <= ended
    assert of(Outcome.WARN) == set(MemberWarning.objects.values_list("decision", flat=True))
    taken_back = MemberWarning.objects.filter(taken_back_at__isnull=False)
    unwarned = {line.reverses_id for line in lines if line.outcome == Outcome.UNWARN}
    assert unwarned == set(taken_back.values_list("decision", flat=True))
    assert of(Outcome.MOVE) == set(Move.objects.values_list("decision", flat=True))
    for move in (
        Move.objects.select_related("comment").order_by("comment", "-pk").distinct("comment")
    ):
        assert move.comment.thread_id == move.to_thread_id, move
    for answer in Comment.objects.filter(parent__isnull=False).select_related("parent"):
        assert answer.parent is not None
        assert answer.thread_id == answer.parent.thread_id
        assert answer.depth == answer.parent.depth + 1


def _check_cases(lines: list[Decision]) -> None:
    """A case is closed by a decision; an appeal by its answer."""
    decided = {line.case_id for line in lines}
    for case in Case.objects.filter(closed_at__isnull=False):
        assert case.pk in decided, case
    answered = {line.answers_id for line in lines if line.answers_id}
    for appeal in Appeal.objects.select_related("case"):
        assert (appeal.case.closed_at is not None) == (appeal.pk in answered), appeal


def said(rounds: int, per_thread: int = 25) -> Iterator[Comment]:
    """A comment for every round, some of them in one thread."""
    an = make_person("An")
    for number in range(rounds):
        if number % per_thread == 0:
            article = make_article()
        yield say(an, f"Reactie {number}.", under=article)


def hide(case: Case, moderator: User, rule: str = "HR-1") -> Decision:
    return decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        rule_code=rule,
        explanation=WHY,
    )
