"""The file that is published: any reader of CSV reads back what was put in."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from discussions.law.figures import HEADER, Figure, csv_text, from_json, median_hours

FIGURE = Figure("notices", "15(1)(b)", "Meldingen", 12, "meldingen", "Van wie dan ook.", ("a", "b"))


def test_lines_end_as_the_standard_says_and_text_is_quoted_where_needed() -> None:
    odd = Figure("odd", "15", 'Met "aanhaling", komma', 1.5, "uur", "twee\nregels")
    text = csv_text(year=2026, version=1, published="2027-01-02", figures=[FIGURE, odd])
    assert text == (
        "year,version,published,key,article,figure,value,unit,explanation\r\n"
        "2026,1,2027-01-02,notices,15(1)(b),Meldingen,12,meldingen,Van wie dan ook.\r\n"
        '2026,1,2027-01-02,odd,15,"Met ""aanhaling"", komma",1.5,uur,"twee\nregels"\r\n'
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_any_text_is_read_back_and_none_is_a_formula(words: str) -> None:
    text = csv_text(
        year=2026,
        version=3,
        published="2027-01-02",
        figures=[Figure("k", "15", words, None, "stuks", words)],
    )
    head, row = list(csv.reader(io.StringIO(text.encode().decode("utf-8"), newline="")))
    assert head == list(HEADER)
    assert row[5].removeprefix("'") == words.removeprefix("'")
    assert row[5][:1] not in ("=", "+", "-", "@")
    assert row[6] == ""


def test_a_stored_figure_comes_back_as_it_was() -> None:
    assert from_json([FIGURE.as_json()]) == [FIGURE]


def test_a_median_is_in_hours() -> None:
    assert median_hours([]) is None
    assert median_hours([3600, 7200]) == 1.5
    assert median_hours([60, 3600, 360_000]) == 1.0
