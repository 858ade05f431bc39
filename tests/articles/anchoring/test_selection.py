"""From a selection to a place; from chosen sentences to places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring.selection import NotInText, place_of_selection, runs
from articles.anchoring.sentences import sentences

TEXT = "Samen 🧑\u200d🤝\u200d🧑 werken.  Niemand kan\u00a0dat alleen. “Echt niet?” Niemand kan dat alleen."


def test_the_words_decide_and_the_position_settles() -> None:
    start = TEXT.index("Niemand")
    last = TEXT.rindex("Niemand")
    assert place_of_selection(TEXT, "Niemand kan dat alleen.", 0)[0] == start
    assert place_of_selection(TEXT, "Niemand kan dat alleen.", last - 3)[0] == last
    assert TEXT[slice(*place_of_selection(TEXT, "Niemand kan dat alleen.", 0))] == (
        "Niemand kan\u00a0dat alleen."
    )


@pytest.mark.parametrize("words", ["", "   ", "Iemand kan dat", "🧑\u200d🤝", "🤝\u200d🧑 werken"])
def test_what_does_not_stand_there_whole_is_refused(words: str) -> None:
    with pytest.raises(NotInText):
        place_of_selection(TEXT, words, 0)


def test_sentences_are_whole_and_without_white_space() -> None:
    assert [TEXT[start:end] for start, end in sentences(TEXT, 0, len(TEXT))] == [
        "Samen 🧑\u200d🤝\u200d🧑 werken.",
        "Niemand kan\u00a0dat alleen.",
        "“Echt niet?”",
        "Niemand kan dat alleen.",
    ]
    assert sentences("   ", 0, 3) == []


def test_sentences_that_follow_each_other_become_one_place() -> None:
    found = [(0, 5), (6, 9), (10, 14), (20, 22)]
    assert runs(found, [10, 0, 6]) == [(0, 14)]
    assert runs(found, [0, 10]) == [(0, 5), (10, 14)]
    assert runs(found, []) == []
    with pytest.raises(NotInText):
        runs(found, [1])


@given(st.text(alphabet="aB.?! \n", max_size=60))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    found = sentences(text, 0, len(text))
    inside = {at for start, end in found for at in range(start, end)}
    assert all(at in inside or text[at].isspace() for at in range(len(text)))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    assert found == sorted(found)
