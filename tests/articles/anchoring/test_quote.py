import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring.matching_text import matching_text
from articles.anchoring.quote import (
    CONTEXT_AT_LEAST,
    CONTEXT_AT_MOST,
    describe,
    find_literal,
    splits_grapheme,
    trim_selection,
)

TEXT = (
    "De titel\n\nEerste zin van de alinea. Tweede zin, die langer is dan de eerste en doorloopt! "
    "Derde zin. En dit is de passage. Kort. Daarna komt nog een zin die lang genoeg is. Slot.\n\nNieuwe alinea."
)


def test_find_literal_finds_overlapping_places() -> None:
    assert find_literal("bananas", "ana") == [(1, 4), (3, 6)]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("buiten te denken \u00a0wanneer zij", "denken wanneer", "denken \u00a0wanneer"),
        ("hij zei ‘ja’ – en meer", "'ja' - en", "‘ja’ – en"),
        ("geven … daarvoor", "geven ... daarvoor", "geven … daarvoor"),
        ("een\n\ntwee", "een twee", "een\n\ntwee"),
        ("caf\u00e9 dicht", "cafe\u0301", "caf\u00e9"),
        ("👩‍👩‍👧 dan tekst", "  dan tekst\n", "dan tekst"),
    ],
)
def test_find_literal_gives_the_canonical_words(text: str, quote: str, found: str) -> None:
    [span] = find_literal(text, quote)
    assert text[slice(*span)] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Zeker niet", "zeker"),
        ("geven …", "geven ."),
        ("x\u0301 los", "x"),
        ("👩‍👩‍👧", "👩"),
        ("🇳🇱🇧🇪", "🇱🇧"),
        ("iets", "anders"),
    ],
)
def test_find_literal_finds_nothing_else(text: str, quote: str) -> None:
    assert find_literal(text, quote) == []


@pytest.mark.parametrize("quote", ["", " ", "\u00a0\n"])
def test_find_literal_refuses_an_empty_quote(quote: str) -> None:
    with pytest.raises(ValueError, match="visible character"):
        find_literal("tekst", quote)


@given(st.text(alphabet="ab …\u00a0\n’"), st.text(alphabet="ab …’", min_size=1))
def test_every_place_that_is_found_has_the_words(text: str, quote: str) -> None:
    if not quote.strip():
        return
    wanted = matching_text(quote.strip()).text
    for start, end in find_literal(text, quote):
        assert matching_text(text[start:end]).text == wanted


@given(st.text(alphabet="abc. ’\u00a0", min_size=1), st.data())
def test_words_of_the_text_are_always_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip() != text[start:end]:
        return
    assert (start, end) in find_literal(text, text[start:end])


def test_describe_takes_context_up_to_a_sentence_border() -> None:
    start = TEXT.index("En dit is de passage.")
    quote = describe(TEXT, start, start + len("En dit is de passage."))
    assert quote.exact == "En dit is de passage."
    assert quote.prefix == "Tweede zin, die langer is dan de eerste en doorloopt! Derde zin. "
    assert quote.suffix == " Kort. Daarna komt nog een zin die lang genoeg is."


def test_describe_at_the_edges_takes_what_there_is() -> None:
    assert describe("Kort.", 0, 4).prefix == ""
    assert describe("Kort.", 0, 4).suffix == "."


def test_describe_stops_at_the_limit_when_no_sentence_ends() -> None:
    words = "woord " * 60
    quote = describe(words, 180, 185)
    assert (len(quote.prefix), len(quote.suffix)) == (CONTEXT_AT_MOST, CONTEXT_AT_MOST)


@given(st.text(min_size=1), st.data())
def test_context_stands_beside_the_quote_and_keeps_its_limits(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        quote = describe(text, start, end)
    except ValueError:
        return
    assert text[:start].endswith(quote.prefix)
    assert text[end:].startswith(quote.suffix)
    assert max(len(quote.prefix), len(quote.suffix)) <= CONTEXT_AT_MOST
    assert len(quote.prefix) >= min(start, CONTEXT_AT_LEAST) or splits_grapheme(
        text, start - CONTEXT_AT_LEAST
    )


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [(3, 3, "inside a text"), (-1, 2, "inside a text"), (0, 99, "inside a text"), (4, 3, "inside a text"),
     (1, 3, "white space"), (1, 2, "only white space"), (0, 3, "inside a character")],
)  # fmt: skip
def test_describe_refuses_what_is_no_selection(start: int, end: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        describe("a x\u0301b", start, end)


def test_trim_selection_drops_white_space_at_both_ends() -> None:
    assert trim_selection("a \u00a0b c\n", 1, 7) == (3, 6)
