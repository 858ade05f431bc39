"""An editor's choices follow their lines to the next version, and are never guessed."""

from articles.cleaning.choices import carried, choices_for, stored
from articles.cleaning.classes import LineClass
from articles.cleaning.clean import clean
from articles.cleaning.draft import ArticleDraft

BODY = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht, en dat merk je."
TEXT = f"Een loket te veel\n\n{BODY}\n\nZie ook\nHet andere loket\n\nContact\n"


def draft(text: str) -> ArticleDraft:
    return clean(text, raw_sha256="")


def test_stored_choices_hold_the_words_of_their_line() -> None:
    kept = stored({6: LineClass.BODY, 3: LineClass.LEAD, 99: LineClass.BODY}, draft(TEXT))
    assert kept == [
        {"line": 3, "text": BODY, "class": "lead"},
        {"line": 6, "text": "Het andere loket", "class": "body"},
    ]


def test_same_text_takes_its_own_choices_back() -> None:
    choices = {3: LineClass.LEAD, 6: LineClass.BODY, 8: LineClass.HEADING}
    same = draft(TEXT)
    assert choices_for(same.lines, stored(choices, same)) == choices


def test_choice_follows_its_line_when_lines_were_added_above() -> None:
    kept = stored({6: LineClass.BODY}, draft(TEXT))
    moved = draft(
        TEXT.replace(BODY, f"{BODY}\n\nEen alinea die erbij kwam, lang genoeg om er een te zijn.")
    )
    assert choices_for(moved.lines, kept) == {8: LineClass.BODY}


def test_of_several_the_nearest_to_the_old_number_is_meant() -> None:
    lines = draft("Titel van het stuk\nMeer\n\n\n\nMeer\n").lines
    assert choices_for(lines, [{"line": 5, "text": "Meer", "class": "body"}]) == {6: LineClass.BODY}


def test_equally_near_lines_are_reported_and_not_guessed() -> None:
    lines = draft("Titel van het stuk\nMeer\n\nMeer\n").lines
    found = carried(lines, [{"line": 3, "text": "Meer", "class": "body"}])
    assert found.applied == {}
    assert [(lost.line, lost.line_class) for lost in found.lost] == [(3, LineClass.BODY)]
    assert "twee keer" in found.lost[0].reason


def test_vanished_line_is_reported_without_its_words() -> None:
    gone = "Bel Jan op 06 12 34 56 78"
    found = carried(draft(TEXT).lines, [{"line": 4, "text": gone, "class": "body"}])
    assert found.applied == {}
    assert "regel 4" in found.lost[0].reason
    assert "06" not in str(found)


def test_two_choices_for_one_line_are_both_lost() -> None:
    choices = [
        {"line": 3, "text": BODY, "class": "lead"},
        {"line": 5, "text": BODY, "class": "heading"},
    ]
    found = carried(draft(TEXT).lines, choices)
    assert found.applied == {}
    assert [lost.line for lost in found.lost] == [3, 5]


def test_entry_that_is_no_choice_is_passed_over() -> None:
    choices = [
        {"line": "3", "text": BODY, "class": "lead"},
        {"line": True, "text": BODY, "class": "lead"},
        {"line": 3, "text": BODY, "class": "verzonnen"},
        {"line": 3, "text": None, "class": "lead"},
        {},
    ]
    assert carried(draft(TEXT).lines, choices).applied == {}
