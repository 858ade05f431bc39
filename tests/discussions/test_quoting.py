"""Somebody's words as a quote in a text of one's own."""

from discussions.markup import render
from discussions.quoting import LONGEST_QUOTE, quoted


def test_a_quote_names_who_said_it_and_leaves_room_to_write() -> None:
    text = quoted("Eerst dit.\nOp twee regels.\n\nDan dat.", "An schreef:")
    assert text == "> An schreef:\n>\n> Eerst dit.\n> Op twee regels.\n>\n> Dan dat.\n\n"
    html = render(text + "Mee eens.")
    assert html == (
        "<blockquote><p>An schreef:</p><p>Eerst dit.<br>\nOp twee regels.</p><p>Dan dat.</p></blockquote>"
        "<p>Mee eens.</p>"
    )


def test_a_quote_in_a_quote_is_left_out() -> None:
    assert quoted("> Bas schreef:\n>\n> Nee.\n\nJawel.", "An schreef:") == (
        "> An schreef:\n>\n> Jawel.\n\n"
    )


def test_a_long_comment_is_quoted_as_far_as_one_still_reads_it() -> None:
    short, long = "woord " * 20, "zorg " * 400
    text = quoted(f"{short}\n\n{long}", "An schreef:")
    assert text.endswith("> …\n\n")
    assert "zorg" not in text
    only = quoted(long, "An schreef:")
    assert only.endswith("zorg …\n\n")
    assert len(only) < LONGEST_QUOTE + 100


def test_a_name_is_a_name_and_no_markup() -> None:
    html = render(quoted("Ja.", "*An* [de](https://x.nl) schreef:"))
    assert "<em>" not in html
    assert "*An*" in html
