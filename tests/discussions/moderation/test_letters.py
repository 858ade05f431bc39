from dataclasses import replace

import pytest

from discussions.moderation.letters import (
    DISPUTE_BODIES,
    QUOTED_IN_MAIL,
    REST_ON_SITE,
    WIPED,
    Facts,
)
from discussions.moderation.letters_author import letter_to_author
from discussions.moderation.letters_reporter import letter_to_reporter
from discussions.moderation.policy import HOUSE_RULES

HIDDEN = Facts(
    outcome="hide",
    status="hidden",
    rule=HOUSE_RULES[0],
    explanation="Je noemt Bas in je tweede zin een leugenaar.",
    after_report=True,
    undoes=False,
    written_on="3 november 2026, 14:05",
    decided_on="4 november 2026, 09:30",
    where="Zorg in de wijk",
    url="https://stellingname.example.org/reacties/1/",
    contact="redactie@example.org",
)
KEPT = replace(HIDDEN, outcome="keep", status="published", rule=None, explanation="")
RESTORED = replace(
    HIDDEN,
    outcome="restore",
    status="published",
    rule=None,
    undoes=True,
    explanation="Ik vergiste me.",
)


def to_author(facts: Facts, quoted: str = "Jij liegt.\n\nAltijd al.") -> str:
    return letter_to_author(facts, name="An", quoted=quoted).body


def to_reporter(facts: Facts) -> str:
    return letter_to_reporter(
        facts, name="Bas", reference="M-12", reported_on="3 november 2026", answer="Goed gezien."
    ).body


def test_author_reads_every_field_of_article_17() -> None:
    letter = to_author(HIDDEN)
    for field in (
        "We hebben een reactie van je verborgen",  # the measure
        "zonder einddatum",  # its duration
        "overal waar Stellingname te lezen is",  # its territorial scope
        "3 november 2026, 14:05",  # which text
        "> Jij liegt.",
        "> Altijd al.",
        "Je noemt Bas in je tweede zin een leugenaar.",  # the facts
        "na een melding",  # notice or own initiative
        "Geen computerprogramma heeft je",  # automated means
        "HR-1: Over de stelling, niet over de persoon",  # the ground
        HOUSE_RULES[0].text,
        "binnen zes maanden",  # redress: the editors, a dispute body, the court
        "redactie@example.org",
        DISPUTE_BODIES,
        "naar de rechter",
    ):
        assert field in letter, field


def test_own_initiative_is_said() -> None:
    letter = to_author(replace(HIDDEN, after_report=False))
    assert "De redactie zag je reactie zelf" in letter
    assert "na een melding" not in letter


def test_restored_author_reads_no_word_about_reports() -> None:
    for after_report in (True, False):
        letter = to_author(replace(RESTORED, after_report=after_report))
        assert "De redactie heeft opnieuw naar je reactie gekeken." in letter
        assert "melding" not in letter


def test_own_initiative_claims_nothing_about_earlier_reports() -> None:
    assert "er was geen melding" not in to_author(replace(HIDDEN, after_report=False))


def test_author_reads_who_can_still_read_the_text() -> None:
    letter = to_author(HIDDEN)
    assert "Niemand" not in letter
    assert "Alleen jij en de moderatoren" in letter


@pytest.mark.parametrize("undoes", [True, False])
def test_author_who_withdrew_does_not_read_that_it_is_back(undoes: bool) -> None:
    facts = replace(RESTORED, withdrawn=True, undoes=undoes)
    letter = letter_to_author(facts, name="An", quoted="Jij liegt.")
    assert letter.subject == "Onze maatregel tegen je reactie geldt niet meer"
    assert "Je had je reactie zelf al ingetrokken" in letter.body
    assert "staat er weer" not in letter.body


def test_author_who_withdrew_does_not_read_that_the_rule_stands_at_the_place() -> None:
    letter = to_author(replace(HIDDEN, withdrawn=True))
    assert "Je had je reactie zelf al ingetrokken" in letter
    assert "met de huisregel erbij" not in letter
    assert "zonder einddatum" in letter


@pytest.mark.parametrize("facts", [KEPT, RESTORED, HIDDEN, replace(KEPT, status="hidden")])
def test_reporter_reads_that_the_author_withdrew_it(facts: Facts) -> None:
    letter = to_reporter(replace(facts, withdrawn=True))
    assert "De schrijver had de reactie zelf al ingetrokken" in letter
    for untrue in ("laten staan", "teruggezet", "iedereen kan haar weer lezen"):
        assert untrue not in letter, untrue


def test_long_quote_is_shortened_in_the_mail_only() -> None:
    for words, is_whole in (("x" * QUOTED_IN_MAIL, True), ("x" * QUOTED_IN_MAIL + "y", False)):
        letter = letter_to_author(HIDDEN, name="An", quoted=words)
        assert words in [part.text for part in letter.parts]
        assert (f"> {words}" in letter.body) is is_whole
        assert (REST_ON_SITE in letter.body) is not is_whole


def test_restored_author_reads_that_it_is_back_and_nothing_of_a_rule() -> None:
    letter = letter_to_author(RESTORED, name="An", quoted="Jij liegt.")
    assert letter.subject == "Je reactie staat er weer"
    assert "teruggedraaid" in letter.body
    assert "Ik vergiste me." in letter.body
    assert "HR-1" not in letter.body


def test_letters_name_no_editor_and_no_reporter() -> None:
    for letter in (to_author(HIDDEN), to_reporter(HIDDEN)):
        assert "De redactie van Stellingname" in letter
        assert "Mo" not in letter.split()
    assert "Bas" not in to_author(replace(HIDDEN, explanation="Je scheldt."))


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (KEPT, "We hebben de reactie laten staan"),
        (HIDDEN, "We hebben de reactie verborgen"),
        (replace(HIDDEN, undoes=True), "opnieuw verborgen"),
        (RESTORED, "We hebben de reactie teruggezet"),
        (replace(KEPT, status="hidden"), "De reactie was al verborgen"),
    ],
)
def test_reporter_reads_outcome_answer_and_redress(facts: Facts, outcome: str) -> None:
    letter = to_reporter(facts)
    for field in (outcome, "M-12", "Goed gezien.", "zonder hulp van een", "binnen zes maanden"):
        assert field in letter, field
    assert ("HR-1" in letter) is (facts.status == "hidden" and facts.rule is not None)


def test_reporter_never_reads_the_hidden_words_or_the_explanation() -> None:
    assert "leugenaar" not in to_reporter(HIDDEN)
    assert "Jij liegt" not in to_reporter(HIDDEN)


def test_wiped_words_leave_a_letter_that_says_so() -> None:
    letter = to_author(replace(HIDDEN, explanation=""), quoted="")
    assert letter.count(WIPED) == 2


def test_mail_and_inbox_say_the_same() -> None:
    letter = letter_to_author(HIDDEN, name="An", quoted="Jij liegt.\n\nAltijd al.")
    assert letter.body.count("\n\n") == len(letter.parts) - 1
    assert "WAAROM\n\nJe noemt Bas" in letter.body
    assert "> Jij liegt.\n>\n> Altijd al." in letter.body
