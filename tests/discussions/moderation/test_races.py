"""Two people at the same moment, each on a connection of their own."""

import threading
import uuid
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import connections, transaction

from accounts.models import Mail, User
from discussions.actions.comments import CannotAnswer, withdraw_comment
from discussions.models import Case, Comment, Decision, Report, Thread
from discussions.moderation.deciding import StaleCase, decide, undo, undo_act
from discussions.moderation.reporting import report_comment
from discussions.moderation.taking import open_case
from discussions.moderation.warnings import acknowledge_warning
from tests.factories import make_article, make_claim, make_person, say, warn

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."
ROUNDS = 20


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Start every act at the same moment; what each returned, or the exception it raised."""
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            start.wait(timeout=10)
            results[index] = acts[index]()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive(), "somebody waits for ever"
    return results


def fresh() -> Iterator[Comment]:
    """A comment for every round, all under one article, so that they share a thread."""
    an, article = make_person("An"), make_article()
    for number in range(ROUNDS):
        yield say(an, f"Reactie {number}.", under=article)


def hide(case: Case, moderator: User) -> Decision:
    return decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
    )


def keep(case: Case, moderator: User) -> Decision:
    return decide(
        case=case,
        moderator=moderator,
        outcome="keep",
        seen_version=case.version,
        answer="Dit mag.",
    )


def check_counts() -> None:
    """The stored count is what every reader can open."""
    for thread in Thread.objects.all():
        readable = Comment.objects.in_thread(thread.pk).readable().count()
        assert thread.comment_count == readable


def test_two_moderators_deciding_the_same_take_one_decision() -> None:
    mo, mia = make_person("Mo", "moderator"), make_person("Mia", "moderator")
    for comment in fresh():
        case = open_case(comment=comment, moderator=mo)
        first, second = at_once(partial(hide, case, mo), partial(hide, case, mia))
        assert first == second
        assert Decision.objects.get(comment=comment) == first
    assert Mail.objects.count() == ROUNDS
    check_counts()


def test_two_moderators_deciding_otherwise_take_one_decision() -> None:
    mo, mia = make_person("Mo", "moderator"), make_person("Mia", "moderator")
    for comment in fresh():
        case = open_case(comment=comment, moderator=mo)
        results = at_once(partial(hide, case, mo), partial(keep, case, mia))
        taken = Decision.objects.get(comment=comment)
        stale = next(result for result in results if isinstance(result, StaleCase))
        assert stale.decision == taken
        assert taken in results
    check_counts()


def test_many_people_reporting_at_once_make_one_case() -> None:
    comment = say(body="Fel.")
    people = [make_person(f"R{number}") for number in range(10)]
    results = at_once(
        *(
            partial(report_comment, comment=comment, reporter=person, rule_code="HR-1")
            for person in people * 2
        )
    )
    assert all(isinstance(result, Report) for result in results), results
    assert Case.objects.get().reports.count() == len(people)


def test_report_while_deciding_is_read_first_or_comes_too_late() -> None:
    mo, bas = make_person("Mo", "moderator"), make_person("Bas")
    for comment in fresh():
        case = open_case(comment=comment, moderator=mo)
        decided, reported = at_once(
            partial(hide, case, mo),
            partial(report_comment, comment=comment, reporter=bas, rule_code="HR-1"),
        )
        if isinstance(decided, Decision):
            assert isinstance(reported, Comment.DoesNotExist)
        else:
            assert isinstance(decided, StaleCase)
            assert isinstance(reported, Report)
            assert not Decision.objects.filter(comment=comment).exists()


def test_answer_while_hiding_stands_or_is_refused() -> None:
    mo, bas = make_person("Mo", "moderator"), make_person("Bas")
    for comment in fresh():
        case = open_case(comment=comment, moderator=mo)
        decided, answered = at_once(
            partial(hide, case, mo), partial(say, bas, "Antwoord.", under=comment)
        )
        assert isinstance(decided, Decision)
        comment.refresh_from_db()
        assert comment.status == "hidden"
        if isinstance(answered, Comment):
            assert comment.reply_count == 1
        else:
            assert isinstance(answered, CannotAnswer)
            assert comment.reply_count == 0
    check_counts()


def test_withdrawing_while_hiding_counts_once() -> None:
    mo = make_person("Mo", "moderator")
    for comment in fresh():
        case = open_case(comment=comment, moderator=mo)
        decided, withdrawn = at_once(
            partial(hide, case, mo),
            partial(withdraw_comment, comment=comment, person=comment.author),
        )
        assert isinstance(decided, Decision)
        assert isinstance(withdrawn, Comment)
        comment.refresh_from_db()
        assert comment.status == "hidden"
        assert comment.withdrawn_at is not None
    check_counts()


def test_undoing_at_the_same_moment_takes_one_decision() -> None:
    mo, mia = make_person("Mo", "moderator"), make_person("Mia", "moderator")
    for comment in fresh():
        decision = hide(open_case(comment=comment, moderator=mo), mo)
        first, second = at_once(
            partial(undo, decision=decision, moderator=mo, explanation="Ik las het verkeerd."),
            partial(undo, decision=decision, moderator=mia, explanation="Zij heeft gelijk."),
        )
        assert first == second
        assert Decision.objects.filter(comment=comment).count() == 2
    check_counts()


def test_decision_that_is_not_committed_tells_nobody() -> None:
    mo = make_person("Mo", "moderator")
    case = open_case(comment=say(body="Fel."), moderator=mo)
    with transaction.atomic():
        hide(case, mo)
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert Comment.objects.get().status == "published"


def test_undoing_an_act_and_moving_at_the_same_moment_wait_in_one_order() -> None:
    """An act that touches two discussions, the later of which was written in first; and a move between these two."""
    mo, mia = (make_person(name, "moderator") for name in ("Mo", "Mia"))
    article = make_article()
    claim = make_claim(article)
    for number in range(ROUNDS):
        below, above = say(under=article), say(under=claim)
        moving = say(under=article)
        act = uuid.uuid4()
        for comment in (above, below) if number % 2 else (below, above):
            case = open_case(comment=comment, moderator=mo)
            decide(
                case=case,
                moderator=mo,
                outcome="hide",
                seen_version=case.version,
                rule_code="HR-1",
                explanation=WHY,
                act=act,
            )
        undone, moved = at_once(
            partial(undo_act, act=act, moderator=mo, explanation="Toch niet."),
            partial(
                decide, moderator=mia, outcome="move", about=moving, to=claim, public_reason="Daar."
            ),
        )
        assert isinstance(undone, tuple), undone
        assert isinstance(moved, Decision), moved
    check_counts()


def test_acknowledging_at_the_moment_of_a_new_warning_leaves_the_new_one_to_be_read() -> None:
    mo = make_person("Mo", "moderator")
    for _number in range(ROUNDS):
        an = make_person("An")
        first = warn(moderator=mo, person=an).warning
        for result in at_once(
            partial(warn, moderator=mo, person=an), partial(acknowledge_warning, warning=first)
        ):
            assert not isinstance(result, Exception), result
        an.refresh_from_db()
        unread = an.warnings.filter(acknowledged_at=None).exists()
        assert (an.must_read_since is not None) is unread
