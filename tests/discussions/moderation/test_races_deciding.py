"""Two moderators at the same moment, 500 rounds with those of `test_races_measures`: one decision wins, and nothing of
the other is left."""

from collections.abc import Callable
from functools import partial

import pytest

from accounts.models import User
from discussions.models import Case, Decision
from discussions.moderation.deciding import StaleCase, decide, undo
from discussions.moderation.taking import open_case
from tests.discussions.moderation.racing import BECAUSE, WHY, Crowd, check_everything, hide, said
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db(transaction=True)


def keep(case: Case, moderator: User) -> Decision:
    return decide(
        case=case, moderator=moderator, outcome="keep", seen_version=case.version, answer="Mag."
    )


def one_won(results: list[object]) -> Decision:
    """What was decided; the other moderator was told so, and nothing else went wrong."""
    won = [one for one in results if isinstance(one, Decision)]
    lost = [one for one in results if isinstance(one, StaleCase)]
    assert (len(won), len(lost)) == (1, 1), results
    assert lost[0].decision == won[0]
    return won[0]


def test_deciding_the_very_same_is_one_decision(few: Crowd, mo: User, mia: User) -> None:
    for number, comment in enumerate(said(100)):
        case = open_case(comment=comment, moderator=mo)
        first, second = few.at_once(
            partial(hide, case, mo), partial(hide, case, mia), number=number
        )
        assert first == second == Decision.objects.get(comment=comment)
    check_everything()


def test_deciding_otherwise_is_one_decision_and_one_who_hears_so(
    few: Crowd, mo: User, mia: User
) -> None:
    for number, comment in enumerate(said(100)):
        case = open_case(comment=comment, moderator=mo)
        won = one_won(few.at_once(partial(hide, case, mo), partial(keep, case, mia), number=number))
        assert won == Decision.objects.get(comment=comment)
    check_everything()


def test_hiding_on_another_ground_is_another_decision(few: Crowd, mo: User, mia: User) -> None:
    for number, comment in enumerate(said(40)):
        case = open_case(comment=comment, moderator=mo)
        won = one_won(
            few.at_once(partial(hide, case, mo), partial(hide, case, mia, "HR-2"), number=number)
        )
        assert won == Decision.objects.get(comment=comment)
    check_everything()


def test_of_a_held_comment_too(few: Crowd, mo: User, mia: User) -> None:
    article = make_article()
    decide(moderator=mo, outcome="read_first", about=article, public_reason="Even meelezen.")
    for number in range(40):
        comment = say(make_person(), f"Reactie {number}.", under=article)
        case = Case.objects.get(comment=comment)
        one_won(
            few.at_once(
                partial(
                    decide,
                    case=case,
                    moderator=mo,
                    outcome="refuse",
                    seen_version=case.version,
                    rule_code="HR-1",
                    explanation=WHY,
                ),
                partial(
                    decide,
                    case=case,
                    moderator=mia,
                    outcome="release",
                    seen_version=case.version,
                ),
                number=number,
            )
        )
    check_everything()


@pytest.mark.parametrize("wait", [0, 30], ids=["after the letters left", "before"])
def test_undoing_twice_is_undoing_once(
    few: Crowd, mo: User, mia: User, wait: int, letters_wait: Callable[[int], None]
) -> None:
    letters_wait(wait)
    for number, comment in enumerate(said(20)):
        line = hide(open_case(comment=comment, moderator=mo), mo)
        first, second = few.at_once(
            partial(undo, decision=line, moderator=mo, explanation=BECAUSE),
            partial(undo, decision=line, moderator=mia, explanation="Zij heeft gelijk."),
            number=number,
        )
        assert first == second == Decision.objects.get(reverses=line)
    check_everything()


@pytest.mark.parametrize("wait", [0, 30], ids=["after the letters left", "before"])
def test_undoing_while_a_colleague_decides_again(
    few: Crowd, mo: User, mia: User, wait: int, letters_wait: Callable[[int], None]
) -> None:
    """The case is closed, or was just put back on the desk as another version: the colleague hears so."""
    letters_wait(wait)
    for number, comment in enumerate(said(20)):
        case = open_case(comment=comment, moderator=mo)
        line = hide(case, mo)
        case.refresh_from_db()
        back, again = few.at_once(
            partial(undo, decision=line, moderator=mo, explanation=BECAUSE),
            partial(keep, case, mia),
            number=number,
        )
        assert isinstance(back, Decision), back
        assert isinstance(again, StaleCase), again
        comment.refresh_from_db()
        assert comment.status == "published"
    check_everything()


def test_undoing_late_leaves_what_was_decided_since(
    few: Crowd, mo: User, mia: User, letters_wait: Callable[[int], None]
) -> None:
    """Two take it back, and one of them decides again at once: the case that was decided stays decided."""
    letters_wait(30)

    def back_and_again(line: Decision, case: Case) -> Decision:
        undo(decision=line, moderator=mo)
        return keep(Case.objects.get(pk=case.pk), mo)

    for number, comment in enumerate(said(20)):
        case = open_case(comment=comment, moderator=mo)
        line = hide(case, mo)
        kept, back = few.at_once(
            partial(back_and_again, line, case),
            partial(undo, decision=line, moderator=mia),
            number=number,
        )
        assert isinstance(back, Decision), back
        if isinstance(kept, Decision):
            case.refresh_from_db()
            assert case.closed_at is not None, "decided, and yet on the desk"
        else:
            assert isinstance(kept, StaleCase), kept
    check_everything()
