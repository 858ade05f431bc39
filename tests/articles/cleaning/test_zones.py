"""Readers' comments never become the article; a button below a text never swallows what follows."""

import pytest

from articles.cleaning.classes import LineClass
from articles.cleaning.clean import clean
from articles.cleaning.draft import ArticleDraft

TITLE = "Mantelzorg is geen hobby"
PROSE = (
    "Mantelzorgers doen het werk dat de gemeente niet meer betaalt. Dat is al jaren zo en het wordt "
    "alleen maar erger."
)
MORE = (
    "Geef ze daarom een plek aan tafel. Niet omdat het aardig is, maar omdat zij weten wat er nodig "
    "is in de straat."
)
REMARK = (
    "Mijn vrouw kreeg drie jaar geleden een diagnose en het wijkteam kwam nooit opdagen. Ik heb drie "
    "keer gebeld, heel verdrietig."
)


def draft_of(*lines: str) -> ArticleDraft:
    return clean("\n\n".join(lines), raw_sha256="")


@pytest.mark.parametrize(
    "head",
    ["Reacties (2)", "3 reacties", "2 gedachten over “Mantelzorg is geen hobby”", "2 Comments"],
)
@pytest.mark.parametrize(
    "names", [("Kees Voorbeeld", "Wil Jansen"), ("Kees Voorbeeld, 13 mei 2019", "Wil, 14 mei 2019")]
)
def test_long_comments_below_a_head_that_counts_them_are_hidden(
    head: str, names: tuple[str, str]
) -> None:
    draft = draft_of(TITLE, PROSE, MORE, head, names[0], REMARK, names[1], REMARK)
    assert draft.canonical_text == "\n\n".join((TITLE, PROSE, MORE))
    assert not any("reacties zelf" in hint for hint in draft.hints)
    assert any("Vanaf regel 11 staan reacties van lezers" in hint for hint in draft.hints)


def test_comments_below_a_text_of_one_paragraph_show_themselves_by_a_name() -> None:
    draft = draft_of(TITLE, PROSE, "3 reacties", "Kees de Voorbeeld", REMARK)
    assert draft.canonical_text == f"{TITLE}\n\n{PROSE}"


def test_comments_end_with_the_form_below_them() -> None:
    draft = draft_of(
        TITLE, PROSE, "2 gedachten over “Zorg”", "An", REMARK, "Laat een reactie achter"
    )
    assert draft.canonical_text == f"{TITLE}\n\n{PROSE}"


def test_count_between_introduction_and_text_hides_nothing() -> None:
    for above in ((TITLE, PROSE, MORE, "12 mei 2019", "3 reacties"), (TITLE, "3 reacties", PROSE)):
        assert REMARK in draft_of(*above, MORE, REMARK).canonical_text


def test_plain_word_for_comments_still_may_be_a_subheading() -> None:
    draft = draft_of(TITLE, PROSE, "Reacties", MORE)
    assert MORE in draft.canonical_text


def test_missing_comments_are_told_only_when_nothing_can_be_one() -> None:
    alone = draft_of(TITLE, PROSE, MORE, "Reacties (2)")
    assert "De 2 reacties zelf staan niet in het bestand." in alone.hints


@pytest.mark.parametrize("button", ["Lees meer", "Lees verder", "Read more"])
def test_button_below_a_text_opens_no_list(button: str) -> None:
    rest = (
        "Nog een les",
        "De tweede les is kort. Luister.",
        "De derde les is korter.",
        "Slot",
        "Doe het zelf.",
    )
    draft = draft_of("Drie lessen", PROSE, button, *rest)
    assert draft.canonical_text == "\n\n".join(("Drie lessen", PROSE, *rest))
    assert draft.see_also == ()


def test_sentence_in_a_list_without_bullets_ends_the_list() -> None:
    draft = draft_of(TITLE, PROSE, "Lees ook", "Wie zorgt er voor wie?", "Zij wacht nog steeds.")
    assert [entry.text for entry in draft.see_also] == ["Wie zorgt er voor wie?"]
    assert draft.canonical_text.endswith("Zij wacht nog steeds.")


def test_teaser_with_its_own_button_stays_in_the_list() -> None:
    draft = draft_of(TITLE, PROSE, "Lees ook", "Een ander stuk", "Het gaat over zorg.", "Lees meer")
    assert draft.canonical_text == f"{TITLE}\n\n{PROSE}"
    assert LineClass.SEE_ALSO is draft.lines[8].line_class
