"""Two moderators at the same moment over what is closed, moved, warned of or suspended: one after the other, and each
with all that belongs to it."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Claim
from discussions.actions.comments import CannotWrite
from discussions.models import Comment, Decision, Thread
from discussions.moderation.bulk import decide_and_warn
from discussions.moderation.deciding import decide, undo
from discussions.moderation.taking import open_case
from discussions.moderation.warnings import acknowledge_warning
from tests.discussions.moderation.racing import BECAUSE, WHY, Crowd, check_everything, hide
from tests.factories import make_article, make_claim, make_person, move_branch, say

pytestmark = pytest.mark.django_db(transaction=True)


def close(thread: Thread, moderator: User) -> Decision:
    return decide(moderator=moderator, outcome="close", about=thread, public_reason="Het is klaar.")


def to(comment: Comment, claim: Claim, moderator: User) -> Decision:
    return move_branch(comment=comment, moderator=moderator, reason=WHY, claim=claim).decision


def test_hiding_while_its_discussion_is_closed_or_it_is_moved(
    few: Crowd, mo: User, mia: User
) -> None:
    an = make_person("An")
    for number in range(40):
        article = make_article()
        claim, comment = make_claim(article), say(an, under=article)
        say(an, under=comment)
        case = open_case(comment=comment, moderator=mo)
        beside = (
            partial(to, comment, claim, mia) if number % 2 else partial(close, comment.thread, mia)
        )
        results = few.at_once(partial(hide, case, mo), beside, number=number)
        assert all(isinstance(one, Decision) for one in results), results
    check_everything()


def test_moving_to_two_places_and_moving_back(few: Crowd, mo: User, mia: User) -> None:
    an = make_person("An")
    for number in range(20):
        article = make_article()
        top = say(an, under=article)
        comment = say(an, under=top)
        say(an, under=comment)
        here, there = make_claim(article), make_claim(article)
        results = few.at_once(
            partial(to, comment, here, mo), partial(to, comment, there, mia), number=number
        )
        assert all(isinstance(one, Decision) for one in results), results
        last = Decision.objects.filter(outcome="move").latest("pk")
        results = few.at_once(
            partial(undo, decision=last, moderator=mo, explanation=BECAUSE),
            partial(to, top, here, mia),
            number=number,
        )
        assert isinstance(results[0], Decision), results
        assert isinstance(results[1], Decision), results
    check_everything()


def warn(person: User, moderator: User) -> Decision:
    return decide(
        moderator=moderator, outcome="warn", about=person, rule_code="HR-1", explanation=WHY
    )


def suspend(person: User, moderator: User) -> Decision:
    return decide(
        moderator=moderator,
        outcome="suspend",
        about=person,
        rule_code="HR-1",
        public_reason=WHY,
        until=timezone.now() + timedelta(days=7),
        gravity="Anderen haken af.",
        intention="Het was boosheid.",
    )


def test_warning_suspending_and_taking_back_about_one_person(
    few: Crowd, mo: User, mia: User
) -> None:
    for number in range(30):
        person = make_person("Bas")
        first = warn(person, mo)
        results = few.at_once(
            partial(suspend, person, mo), partial(suspend, person, mia), number=number
        )
        assert all(isinstance(one, Decision) for one in results), results
        results = few.at_once(
            partial(undo, decision=first, moderator=mo, explanation=BECAUSE),
            partial(undo, decision=first, moderator=mia, explanation=BECAUSE),
            number=number,
        )
        assert results[0] == results[1], results
        results = few.at_once(partial(warn, person, mo), partial(warn, person, mia), number=number)
        assert all(isinstance(one, Decision) for one in results), results
        person.refresh_from_db()
        assert person.must_read_since is not None
    check_everything()


def test_hiding_with_a_warning_while_its_author_writes(few: Crowd, mo: User) -> None:
    """The author holds on to themselves and wants the discussion; so must who hides and warns."""
    an, article = make_person("An"), make_article()
    for number in range(30):
        comment = say(an, f"Reactie {number}.", under=article)
        case = open_case(comment=comment, moderator=mo)
        decided, written = few.at_once(
            partial(
                decide_and_warn,
                case=case,
                moderator=mo,
                outcome="hide",
                seen_version=case.version,
                rule_code="HR-1",
                explanation=WHY,
            ),
            partial(say, an, "Nog iets.", under=article),
            number=number,
        )
        assert isinstance(decided, Decision), decided
        assert isinstance(written, Comment | CannotWrite), written
        acknowledge_warning(warning=an.warnings.get(acknowledged_at=None))
    check_everything()
