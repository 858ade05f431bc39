"""What is taken out of what people type, what is refused, and how large the result may be."""

import re

import pytest

from discussions import markup
from discussions.markup import NotShowable, normalise, render
from discussions.models.comment import MAX_BODY
from tests.discussions.outline import shown

MANY_LINKS = ("http://", "www.a.nl(")


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200e", "\ufeff", "\x00", "\x1b", "\u00ad", "\u200b"]
)
def test_normalise_takes_out_invisible_signs(sign: str) -> None:
    assert normalise(f"be{sign}slist") == "beslist"


def test_normalise_keeps_what_writing_needs() -> None:
    for text in ("👩‍👩‍👧", "می‌خواهم", "café", "a\tb", "❤️"):
        assert normalise(text) == text
    assert normalise("cafe\u0301") == "café"
    assert normalise("a\u2028b\x0cc\u0085d\re") == "a\nb\nc\nd\ne"


def test_normalise_cuts_towers_of_marks() -> None:
    assert len(normalise("o" + "\u0323" * 5_000)) <= 2 + markup.MAX_COMBINING


@pytest.mark.parametrize(
    "body", ["", "  \n\t ", "\u200b\u2060", "> ", "-", "* *", "\u2800", "<\u200b"[1:]]
)
def test_render_refuses_what_shows_nothing(body: str) -> None:
    with pytest.raises(NotShowable) as refusal:
        render(body)
    assert refusal.value.reason == "empty"


def test_render_refuses_one_character_too_many() -> None:
    assert markup.MAX_CHARACTERS == MAX_BODY
    assert len(shown("x" * markup.MAX_CHARACTERS)) == markup.MAX_CHARACTERS
    with pytest.raises(NotShowable) as refusal:
        render("x" * (markup.MAX_CHARACTERS + 1))
    assert refusal.value.reason == "too_long"


def test_render_refuses_one_link_too_many() -> None:
    link = "https://example.nl/a "
    assert render(link * markup.MAX_LINKS).count("<a ") == markup.MAX_LINKS
    with pytest.raises(NotShowable) as refusal:
        render(link * markup.MAX_LINKS + "en [nog een](https://example.nl)")
    assert refusal.value.reason == "too_many_links"


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](",
        "[a](<",
        "![",
        "*a",
        "**_",
        "***a ",
        "<",
        "<http:",
        "http://",
        "www.",
        "www.a.nl(",
        "a@",
        "> ",
        ">",
        "> - ",
        "- ",
        "1. ",
        "1) > ",
        "\\",
        "x\n>",
        "- a\n  ",
        "- a\n\n",
        "_ ",
        "]",
        "((",
        "a\n",
        "-\n*\n",
        "mailto:",
        "\u0301o",
        "&",
        '"',
    ],
)
def test_render_pathological_text_stays_bounded(piece: str) -> None:
    """The result is never more than ten times the text, never deeper than allowed."""
    body = (piece * markup.MAX_CHARACTERS)[: markup.MAX_CHARACTERS - 1] + "x"
    if piece in MANY_LINKS:
        with pytest.raises(NotShowable, match="too_many_links"):
            render(body)
        return
    html = render(body)
    assert len(html) <= 10 * markup.MAX_CHARACTERS
    deepest = level = 0
    for closing in re.findall(r"<(/?)(?:ul|ol|li|blockquote)\b", html):
        level += -1 if closing else 1
        deepest = max(deepest, level)
    assert deepest <= markup.MAX_LEVEL + 1
