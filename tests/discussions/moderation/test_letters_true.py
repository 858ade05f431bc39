"""Letters say nothing that is not so at the moment they are written."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Mail, User
from discussions.models import Case, Comment, Decision, HoldReason
from discussions.moderation.deciding import decide, undo
from discussions.moderation.filters import list_word, set_filter
from discussions.moderation.legal_grounds import LEGAL_GROUNDS
from discussions.moderation.letters import Facts
from discussions.moderation.letters_author import HELD_BECAUSE, letter_to_author
from discussions.moderation.letters_measures import letter_about_measure
from discussions.moderation.placing import place_comment
from discussions.moderation.policy import HOUSE_RULES
from tests.discussions.moderation.conftest import WHY, hide_case, reported
from tests.discussions.moderation.test_letters import HIDDEN
from tests.discussions.moderation.test_measures import letter_to
from tests.factories import restrict, say, warn

NEW_ONE = "je kunt een nieuwe reactie plaatsen"


@pytest.mark.parametrize("reason", HoldReason.values)
@pytest.mark.parametrize("outcome", ["release", "refuse"])
def test_every_reason_to_wait_is_told_truly(reason: str, outcome: str) -> None:
    facts = replace(HIDDEN, outcome=outcome, status="refused", held_for=reason)
    letter = letter_to_author(facts, name="An", quoted="Tekst.").body
    assert HELD_BECAUSE[reason] in letter
    by_program = reason == HoldReason.FILTER
    assert ("wat je ook schreef" in letter) is not by_program
    assert ("Een computerprogramma vond iets" in letter) is by_program
    assert "Een mens heeft je reactie gelezen" in letter or "heeft een mens je reactie" in letter


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["release", "refuse"])
def test_after_a_filter_the_decision_says_that_a_program_found_it(
    outcome: str, an: User, mo: User, comment: Comment
) -> None:
    list_word(moderator=mo, words="zwendel", note="Reclame voor zwendel.")
    set_filter(moderator=mo, code="F-2", effect="hold", reason="Een golf reclame.")
    held = place_comment(
        author=an,
        body="Dit is zwendel.",
        article=comment.thread.article,
        submission_id=uuid.uuid4(),
    )
    case = Case.objects.get(comment=held)
    against = {"rule_code": "HR-4", "explanation": WHY} if outcome == "refuse" else {}
    line = decide(case=case, moderator=mo, outcome=outcome, seen_version=case.version, **against)
    assert (line.automated_detection, line.automated_decision) == (True, "no")
    assert not hide_case(reported(comment, mo), mo).automated_detection


@pytest.mark.django_db
def test_read_first_of_everyone_is_found_by_no_program(
    an: User, mo: User, comment: Comment
) -> None:
    restrict(moderator=mo, article=comment.thread.article, kind="held", reason="Het liep op.")
    case = Case.objects.get(comment=say(an, under=comment.thread.article))
    line = decide(case=case, moderator=mo, outcome="release", seen_version=case.version)
    assert not line.automated_detection
    assert "Onder dit artikel en de stellingen ervan" in letter_to(an)


def of_measure(**more: Any) -> str:
    facts: Facts = replace(HIDDEN, **{"where": "", "url": "", **more})
    return letter_about_measure(facts, name="An", quoted="").body


def test_who_cannot_write_is_not_told_to_write_again() -> None:
    for outcome in ("suspend", "limit", "read_first"):
        for rule in HOUSE_RULES:
            letter = of_measure(outcome=outcome, rule=rule)
            assert rule.text in letter
            assert rule.letter not in letter
    assert NEW_ONE in of_measure(outcome="warn")


@pytest.mark.django_db
def test_what_is_hidden_of_who_cannot_write(
    an: User, mo: User, bas: User, comment: Comment
) -> None:
    again = say(an, under=comment.thread.article)
    hide_case(reported(comment, bas), mo)
    assert NEW_ONE in letter_to(an)
    assert "blijven reageren" not in letter_to(an)
    until = timezone.now() + timedelta(days=3)
    restrict(
        moderator=mo,
        person=an,
        kind="suspended",
        reason="Je ging door na de waarschuwing.",
        until=until,
    )
    hide_case(reported(again, bas), mo)
    assert "verborgen" in letter_to(an)
    assert NEW_ONE not in letter_to(an)


@pytest.mark.django_db
def test_the_end_of_one_of_two_does_not_say_that_all_is_over(an: User, mo: User) -> None:
    hour = timedelta(hours=1)
    held = restrict(moderator=mo, person=an, kind="held", reason="Even meelezen.")
    limit = restrict(moderator=mo, person=an, kind="limited", reason="Rustig.", interval=hour)
    for rule, over in ((limit, False), (held, True)):
        decide(moderator=mo, outcome="end", about=rule)
        mail = Mail.objects.filter(person=an).latest("pk")
        assert ("Je kunt weer gewoon reageren" in mail.body_text) is over
        assert ("Er geldt nog wel iets anders" in mail.body_text) is not over
    line = warn(moderator=mo, person=an)
    limit = restrict(moderator=mo, person=an, kind="limited", reason="Rustig.", interval=hour)
    decide(moderator=mo, outcome="end", about=limit)
    assert "Er geldt nog wel iets anders" in letter_to(an)
    undo(decision=line, moderator=mo, explanation="Dat was een ander.")
    assert Decision.objects.filter(outcome="unwarn").exists()


def test_what_is_hidden_by_law_has_no_house_rule_beside_it() -> None:
    by_law = replace(HIDDEN, rule=None, law=LEGAL_GROUNDS[0])
    for letter in (
        letter_to_author(by_law, name="An", quoted="Tekst.").body,
        of_measure(outcome="hide_text", rule=None, law=LEGAL_GROUNDS[0]),
    ):
        assert "huisregel" not in letter
    assert "met de huisregel erbij" in letter_to_author(HIDDEN, name="An", quoted="Tekst.").body
