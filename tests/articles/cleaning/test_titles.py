"""Which line is the title, and what may be hidden around it: also on pages without one long paragraph."""

import pytest

from articles.cleaning.clean import clean
from articles.cleaning.draft import ArticleDraft

PROSE = (
    "Na twaalf jaar in de wijk heb ik mijn sleutels ingeleverd. Niet omdat ik het werk niet mooi vond, "
    "maar omdat het niet meer mocht."
)
POEM = """Wachtlijst

Ik sta
op nummer vier
en wacht

Delen
wat er niet is

Contact
is een groot woord
voor een bandje

Terug
naar af

Uit: Regels, 2016"""


def draft_of(text: str) -> ArticleDraft:
    return clean(text, raw_sha256="")


def test_poem_keeps_every_line() -> None:
    draft = draft_of(POEM)
    assert draft.title == "Wachtlijst"
    assert draft.canonical_text.split() == POEM.split()


def test_page_of_short_lines_loses_only_its_menu() -> None:
    tips = ["1. Luister.", "2. Vraag door.", "3. Wees stil."]
    draft = draft_of("\n".join(["Home", "Contact", "Drie tips voor een gesprek", *tips]))
    assert draft.title == "Drie tips voor een gesprek"
    assert len(draft.blocks) == 4
    assert not draft.lines[0].is_published


def test_name_between_menu_and_title_is_no_title() -> None:
    draft = draft_of(f"Menu\n\nKarin de Vries\n\nWaarom ik stopte als verpleegkundige\n\n{PROSE}")
    assert draft.title == "Waarom ik stopte als verpleegkundige"
    assert draft.metadata.source_name is None
    assert any("Regel 3 stond boven de titel" in hint for hint in draft.hints)


def test_name_of_two_words_on_the_first_line_stays_the_title() -> None:
    draft = draft_of(f"Positieve Gezondheid\n\nWat het in de wijk kan doen\n\n{PROSE}")
    assert draft.title == "Positieve Gezondheid"


def test_line_of_the_tab_loses_from_the_title_itself() -> None:
    title = "Een huis is geen thuis"
    draft = draft_of(
        f"{title} - Kennisnet Wonen\n\nKennisnet Wonen\n\n{title}\n\n{title}\n\n{PROSE}"
    )
    assert draft.title == title
    assert draft.metadata.source_name == "Kennisnet Wonen"
    assert draft.canonical_text == f"{title}\n\n{PROSE}"


def test_text_above_a_late_title_is_not_hidden() -> None:
    above = "\n".join(f"Regel {n} van een kort vers" for n in range(1, 9))
    draft = draft_of(f"{above}\nZoeken\nWat dit vers ons leert\n{PROSE}")
    assert draft.title == "Wat dit vers ons leert"
    assert "Regel 3 van een kort vers" in draft.canonical_text


def test_numbered_headings_are_all_headings() -> None:
    page = f"""Advies

1. Inleiding

{PROSE}

2. Wat wij zagen

Zij bellen niet.

3. Aanbevelingen

1. Betaal de huisarts.
2. Betaal het wijkteam.

4. Bronnen

Movisie, 2018."""
    kinds = [block.kind.value for block in draft_of(page).blocks]
    assert kinds.count("heading") == 4
    assert kinds.count("list-item") == 2


@pytest.mark.parametrize("word", ["Delen", "Contact"])
def test_word_of_a_button_beside_other_buttons_is_hidden(word: str) -> None:
    draft = draft_of(f"Een kort vers\nIk wacht.\n{word}\nMenu")
    assert word not in draft.canonical_text
