"""A reply while its branch is hidden, moved or closed; several cases at once against one; appeals at once."""

from functools import partial

import pytest

from accounts.models import User
from discussions.actions.comments import CannotAnswer, CannotWrite
from discussions.models import Appeal, Case, Comment, Decision, Outcome
from discussions.moderation.appeals import CannotAppeal, file_appeal
from discussions.moderation.bulk import Together, decide_together, hide_spam
from discussions.moderation.deciding import StaleCase, decide, undo, undo_act
from discussions.moderation.reappraising import answer_appeal
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import hide_case, reported
from tests.discussions.moderation.racing import BECAUSE, WHY, Act, Crowd, check_everything
from tests.factories import lift, make_article, make_claim, make_person, move_branch, restrict, say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("what", ["hide above", "hide the branch", "move", "close"])
def test_a_reply_stands_where_its_branch_is_or_is_refused(few: Crowd, mo: User, what: str) -> None:
    an, bas, article = make_person("An"), make_person("Bas"), make_article()
    claim = make_claim(article)
    for number in range(15):
        top = say(an, under=article)
        above = say(an, under=top)
        case = open_case(comment=above if what == "hide above" else top, moderator=mo)
        acts: dict[str, Act] = {
            "hide above": partial(hide_case, case, mo),
            "hide the branch": partial(hide_case, case, mo),
            "move": partial(move_branch, comment=top, moderator=mo, reason=WHY, claim=claim),
            "close": partial(
                restrict, moderator=mo, kind="closed", reason="Even rust.", thread=top.thread
            ),
        }
        done, said = few.at_once(acts[what], partial(say, bas, under=above), number=number)
        assert not isinstance(done, Exception), done
        assert isinstance(said, Comment | CannotAnswer | CannotWrite), said
        if what in ("move", "hide the branch"):  # a tombstone can be answered below
            assert isinstance(said, Comment), said
        if isinstance(said, Comment):
            said.refresh_from_db()
            top.refresh_from_db()
            assert (said.thread, said.root, said.parent) == (top.thread, top, above)
        if what == "close":
            lift(restriction=top.thread.restrictions.latest("pk"), moderator=mo)
    check_everything()


def cases_of(people: list[User], *, reporter: User) -> list[Case]:
    """One reported comment of each, each in a discussion of its own."""
    return [reported(say(person, under=make_article()), reporter) for person in people]


def test_several_at_once_against_several_and_one(few: Crowd, mo: User, mia: User) -> None:
    """Over the same cases, from both ends: each case is decided once, and what was left is named."""
    people, rik = [make_person(f"An{number}") for number in range(4)], make_person("Rik")
    for number in range(12):
        cases = cases_of(people, reporter=rik)
        seen = [(case, case.version) for case in cases]
        against = partial(
            decide_together,
            chosen=seen,
            moderator=mo,
            against=True,
            rule_code="HR-1",
            explanation=WHY,
        )
        leave = partial(decide_together, chosen=seen[::-1], moderator=mia, against=False)
        spam = partial(hide_spam, case=cases[2], seen_version=seen[2][1], moderator=mia)
        one = partial(hide_case, cases[1], mia, rule_code="HR-2", answer="Dank je.")
        came = few.at_once(against, leave, spam, one, number=number)
        assert all(isinstance(each, Together) for each in came[:3]), came
        assert isinstance(came[3], Decision | StaleCase), came
        for each in came[:2]:
            assert isinstance(each, Together)
            assert len(each.done) + len(each.left) == len(cases)
        for case in cases:
            assert Decision.objects.filter(case=case).count() == 1
    check_everything()


def test_taking_back_several_at_once_from_both_ends(few: Crowd, mo: User, mia: User) -> None:
    """What was decided in one go is taken back in one go by both, while one is taken back and one moved apart."""
    people, rik = [make_person(f"An{number}") for number in range(4)], make_person("Rik")
    for number in range(12):
        cases = cases_of(people, reporter=rik)
        done = decide_together(
            chosen=[(case, case.version) for case in cases],
            moderator=mo,
            against=True,
            rule_code="HR-1",
            explanation=WHY,
        ).done
        moved = done[1].comment
        assert moved is not None
        assert moved.thread.article is not None
        claim = make_claim(moved.thread.article)
        results = few.at_once(
            partial(undo_act, act=done[0].act, moderator=mo, explanation=BECAUSE),
            partial(undo_act, act=done[0].act, moderator=mia, explanation=BECAUSE),
            partial(undo, decision=done[0], moderator=mia, explanation=BECAUSE),
            partial(move_branch, comment=moved, moderator=mia, reason=WHY, claim=claim),
            number=number,
        )
        assert not any(isinstance(one, Exception) for one in results), results
        assert Decision.objects.filter(reverses__in=done).count() == len(done)
    check_everything()


def appealed(mo: User, writer: User, reporter: User) -> Appeal:
    line = hide_case(reported(say(writer, under=make_article()), reporter), mo)
    return file_appeal(decision=line, person=writer, body="Ik noemde niemand.")


@pytest.mark.parametrize("founded", [(True, True), (True, False), (False, False)])
def test_an_appeal_is_answered_once(
    few: Crowd, mo: User, mia: User, founded: tuple[bool, bool]
) -> None:
    eva, an, rik = make_person("Eva", "moderator"), make_person("An"), make_person("Rik")
    for number in range(15):
        appeal = appealed(mo, an, rik)
        seen = appeal.case.version
        results = few.at_once(
            *(
                partial(
                    answer_appeal,
                    appeal=appeal,
                    moderator=who,
                    founded=how,
                    seen_version=seen,
                    explanation=BECAUSE,
                )
                for who, how in zip((mia, eva), founded, strict=True)
            ),
            number=number,
        )
        won = [one for one in results if isinstance(one, Decision)]
        lost = [one for one in results if isinstance(one, StaleCase)]
        assert (len(won), len(lost)) == (1, 1), results
        assert won[0].answers == appeal
    check_everything()


def test_sending_an_appeal_twice_or_while_it_is_undone(few: Crowd, mo: User) -> None:
    """The same appeal twice is one; about what was undone there is none, or one that is answered by now."""
    an, rik = make_person("An"), make_person("Rik")
    for number in range(15):
        line = hide_case(reported(say(an, under=make_article()), rik), mo)
        send = partial(file_appeal, decision=line, person=an, body="Ik noemde niemand.")
        first, second = few.at_once(send, send, number=number)
        assert isinstance(first, Appeal), first
        assert first == second
        other = hide_case(reported(say(an, under=make_article()), rik), mo)
        sent, undone = few.at_once(
            partial(file_appeal, decision=other, person=an, body="Ik noemde niemand."),
            partial(undo, decision=other, moderator=mo, explanation=BECAUSE),
            number=number,
        )
        assert isinstance(undone, Decision), undone
        if isinstance(sent, CannotAppeal):
            assert sent.reason == "undone"
        else:
            assert isinstance(sent, Appeal), sent
    check_everything()


def test_answering_while_the_measure_is_undone(few: Crowd, mo: User, mia: User) -> None:
    """Whichever comes first: the appeal is answered, or its moderator is told that something changed."""
    an, rik = make_person("An"), make_person("Rik")
    for number in range(15):
        appeal = appealed(mo, an, rik)
        line = appeal.decision
        founded, undone = few.at_once(
            partial(
                answer_appeal,
                appeal=appeal,
                moderator=mia,
                founded=True,
                seen_version=appeal.case.version,
                explanation=BECAUSE,
            ),
            partial(undo, decision=line, moderator=mo, explanation=BECAUSE),
            number=number,
        )
        assert isinstance(undone, Decision), undone
        assert isinstance(founded, Decision | StaleCase), founded
        assert Decision.objects.filter(reverses=line).count() == 1
        if isinstance(founded, StaleCase):
            appeal.case.refresh_from_db()
            again = answer_appeal(
                appeal=appeal,
                moderator=mia,
                founded=True,
                seen_version=appeal.case.version,
                explanation=BECAUSE,
            )
            assert again.answers == appeal
            assert again.outcome == Outcome.LAPSE
    check_everything()


def test_deciding_again_while_an_appeal_is_answered(few: Crowd, mo: User, mia: User) -> None:
    """A second case about the same comment: giving it back there, or as the answer, is done once."""
    an, rik = make_person("An"), make_person("Rik")
    for number in range(15):
        appeal = appealed(mo, an, rik)
        comment = appeal.decision.comment
        assert comment is not None
        case = open_case(comment=comment, moderator=mo)
        results = few.at_once(
            partial(
                answer_appeal,
                appeal=appeal,
                moderator=mia,
                founded=bool(number % 2),
                seen_version=appeal.case.version,
                explanation=BECAUSE,
            ),
            partial(
                decide,
                case=case,
                moderator=mo,
                outcome="restore",
                seen_version=case.version,
                explanation=BECAUSE,
            ),
            number=number,
        )
        assert any(isinstance(one, Decision) for one in results), results
        comment.refresh_from_db()
        if not isinstance(results[1], Exception):
            assert comment.status == "published"
