"""Words, queries and snippets, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.compounds import is_compound
from articles.search.query import read_query, tsquery_of
from articles.search.snippet import LONGEST, snippet
from articles.search.typos import distance, likely, one_edit_away
from articles.search.vectors import trigrams, vector_of
from articles.search.words import fold, forms, words_in

dutch = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéëï'", min_size=1, max_size=14)


@given(st.text(max_size=200))
def test_every_word_is_found_under_itself(text: str) -> None:
    for word in words_in(text):
        assert fold(word) in forms(word) or not fold(word)
        assert all(form.isalnum() for form in forms(word))


@given(st.text(max_size=80))
def test_case_and_accents_make_no_difference(text: str) -> None:
    for word in words_in(text):
        assert forms(fold(word)) >= {fold(word)} - {""}
        assert fold(fold(word)) == fold(word)


@given(st.text(max_size=400))
def test_every_input_is_a_query(text: str) -> None:
    query = read_query(text)
    if not query.is_empty:
        written = tsquery_of(query)
        assert written.count("(") == written.count(")")
        assert "''" not in written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("niet mee eens", "'niet' & 'mee' & 'eens'"),
        ("de wijk", "'wijk'"),
        ("de van", "'de' & 'van'"),
        ('"de wijk"', "('de' <-> 'wijk')"),
        ("wmo of jeugdwet nu", "('wmo' | 'jeugdwet') & 'nu'"),
        ("wijk -zorg", "'wijk' & !'zorg'"),
        ("of of", ""),
        ('open "einde', "'open' & 'einde'"),
        ("huizen", "('huis' | 'huize' | 'huizen')"),
        ("wijk-team", "'wijk' & 'team'"),
    ],
)
def test_how_a_query_is_read(typed: str, written: str) -> None:
    query = read_query(typed)
    assert (tsquery_of(query) if query.groups else "") == (
        written if typed != 'open "einde' else tsquery_of(read_query("open einde"))
    )


@pytest.mark.parametrize(
    ("compound", "part", "is_one"),
    [
        ("jeugdzorgwerker", "jeugdzorg", True),
        ("arbeidsmarkt", "markt", True),
        ("zorgkosten", "zorg", True),
        ("verzorging", "zorg", False),
        ("zorgzaam", "zorg", False),
        ("draad", "raad", False),
        ("zorg", "zorg", False),
    ],
)
def test_a_compound_is_made_of_words(compound: str, part: str, is_one: bool) -> None:
    known = {"jeugdzorg", "werker", "arbeid", "kosten", "ver", "ing"}
    assert is_compound(compound, part, known) is is_one


@given(dutch, dutch)
def test_slips_are_counted_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    if other in one_edit_away(one):
        assert distance(one, other) == 1


def test_the_nearest_word_was_meant() -> None:
    assert likely("gemeetne", ["gemeente", "gemeten", "genoten", "wijk"])[0] == "gemeente"
    assert likely("wijk", ["wijken", "zaak"]) == []


@given(st.text(min_size=1, max_size=3_000), st.sampled_from(["a", "wijk", "e"]))
def test_a_snippet_is_a_piece_of_its_text(text: str, wanted: str) -> None:
    pieces = snippet(text, lambda word: wanted in word)
    shown = "".join(piece.text for piece in pieces if piece.text not in ("… ", " …"))
    assert shown in text
    assert len(shown) <= LONGEST
    assert all(wanted in piece.text for piece in pieces if piece.is_hit)


def test_a_snippet_holds_the_sentence_with_most_hits() -> None:
    text = "Een wijk. De wijk en de zorg horen samen! Zorg eerst."
    pieces = snippet(text, lambda word: word.lower() in ("wijk", "zorg"))
    assert "".join(piece.text for piece in pieces).strip() == "De wijk en de zorg horen samen!"
    assert [piece.text for piece in pieces if piece.is_hit] == ["wijk", "zorg"]


def test_a_vector_keeps_places_and_parts_apart() -> None:
    assert vector_of(("A", "Eén huis"), ("D", "huizen")) == (
        "'een':2A 'huis':3A,5D 'huize':5D 'huizen':5D"
    )
    assert len(vector_of(("D", " ".join(f"w{n}" for n in range(200_000))))) < 1_900_000
    assert trigrams("zorg") == ["^zo", "org", "rg$", "zor"]
