import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring.matching_text import matching_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("te denken \u00a0wanneer", "te denken wanneer"),
        ("een\n\n\ttwee", "een twee"),
        ("‘a’ “b” ‚c‛ „d‟", "'a' 'b'".replace("'b'", '"b"') + " 'c' \"d\""),
        ("a – b — c", "a - b - c"),
        ("en nu …?", "en nu ...?"),
        ("Zeker ZEKER", "Zeker ZEKER"),
        ("", ""),
    ],
)
def test_matching_text_evens_out_what_readers_do_not_see(text: str, expected: str) -> None:
    assert matching_text(text).text == expected


def test_index_map_leads_back_to_the_original() -> None:
    matched = matching_text("a \u00a0b … c")
    assert matched.text == "a b ... c"
    assert matched.index_map == (
        (0, 1), (1, 3), (3, 4), (4, 5), (5, 6), (5, 6), (5, 6), (6, 7), (7, 8),
    )  # fmt: skip
    assert matched.original_span(2, 7) == (3, 6)


@pytest.mark.parametrize(("start", "end"), [(4, 5), (5, 7), (2, 2), (2, 6)])
def test_span_that_cuts_a_written_out_character_is_none(start: int, end: int) -> None:
    assert matching_text("a \u00a0b … c").original_span(start, end) is None


@given(st.text())
def test_index_map_covers_the_whole_text_in_order(text: str) -> None:
    matched = matching_text(text)
    assert len(matched.index_map) == len(matched.text)
    places = list(dict.fromkeys(matched.index_map))
    assert [place[0] for place in places] == [0, *(place[1] for place in places)][:-1]
    assert not places or places[-1][1] == len(text)


@given(st.text())
def test_matching_text_of_a_matching_text_is_itself(text: str) -> None:
    once = matching_text(text).text
    assert matching_text(once).text == once
