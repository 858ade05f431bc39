"""CommonMark's own examples of the part that we claim, and the list of those of which we make something else.

For each of those the list says why, and the reference parser proves it: without exactly what we leave out it makes
the same of the example as we do. The reasons are told in docs/markup.md.
"""

import json
import re
from collections.abc import Collection, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from discussions import markup

DATA = Path(__file__).parent.parent / "data" / "commonmark"
DOCS = Path(__file__).parent.parent.parent / "docs" / "markup.md"
CLAIMED = [
    "Tabs",
    "Backslash escapes",
    "Precedence",
    "Paragraphs",
    "Blank lines",
    "Block quotes",
    "List items",
    "Lists",
    "Inlines",
    "Emphasis and strong emphasis",
    "Links",
    "Autolinks",
    "Hard line breaks",
    "Soft line breaks",
    "Textual content",
]
# What the reference parser is told to leave out, for a reason that is a rule of CommonMark.
RULES = {
    "code": ["code", "fence", "backticks"],
    "heading": ["heading", "lheading"],
    "rule": ["hr"],
    "html": ["html_block", "html_inline"],
    "entity": ["entity"],
    "reference": ["reference"],
}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "hr", "pre", "br"}
# The specification's links lead to "/url" and "/uri"; ours lead to full addresses only.
RELATIVE = re.compile(r"(?<![\w/:.])/ur[li]")

Piece = tuple[object, ...]


def examples() -> dict[int, tuple[str, str]]:
    """Number → what is typed, and what CommonMark makes of it, of the sections that we claim."""
    rows = json.loads((DATA / "examples.json").read_text())
    return {
        row["example"]: (_full(row["markdown"]), _full(row["html"]))
        for row in rows
        if row["section"] in CLAIMED
    }


def deviations() -> dict[int, list[str]]:
    rows = [line.split("\t") for line in (DATA / "deviations.tsv").read_text().splitlines()]
    return {int(number): reasons.split() for number, reasons in rows}


def _full(text: str) -> str:
    return RELATIVE.sub("https://voorbeeld.example/url", text)


class _Pieces(HTMLParser):
    """HTML as tags and words, without lay-out between blocks, and with a line end inside one as a line break."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.raw: list[Piece] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[Any]) -> None:
        self.raw.append(("<", tag, *sorted(pair for pair in attrs if pair[0] != "rel")))

    def handle_startendtag(self, tag: str, attrs: Iterable[Any]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.raw.append((">", tag))

    def handle_data(self, data: str) -> None:
        before = self.raw.pop()[1] if self.raw and self.raw[-1][0] == "words" else ""
        self.raw.append(("words", f"{before}{data}"))

    def neat(self) -> list[Piece]:
        found: list[Piece] = []
        edge: Piece = ("<", "p")
        for before, piece, after in zip(
            [edge, *self.raw], self.raw, [*self.raw[1:], edge], strict=False
        ):
            if piece[0] != "words":
                found.append(piece)
                continue
            words = str(piece[1])
            words = words.lstrip("\n") if before[1] in BLOCKS else words
            words = words.rstrip("\n") if after[1] in BLOCKS else words
            for line, part in enumerate(words.split("\n")):
                found += [("<", "br")] if line else []
                found += [("words", part)] if part else []
        return found


def same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return _Pieces(one).neat() == _Pieces(other).neat()


def ours(text: str) -> str | None:
    try:
        return markup.render(text)
    except markup.NotShowable as refusal:
        if refusal.reason != "empty":
            raise
        return None


def reference(text: str, without: Collection[str]) -> str | None:
    """What CommonMark makes of it, without what these reasons leave out."""
    parser = MarkdownIt("commonmark", {"breaks": True, "xhtmlOut": False})
    for reason in without:
        parser.disable(RULES.get(reason, []))
    if "address" in without:
        parser.validateLink = lambda url: bool(re.match(r"https?://|mailto:", url))  # type: ignore[method-assign]
    if "bare" in without:
        parser.options["linkify"] = True
        parser.enable("linkify")
    tokens = parser.parse(text.strip() if "edges" in without else text)
    pieces = [piece for token in tokens for piece in token.children or ()]
    if "words" in without:
        markup._show_empty_links(pieces)
    if "title" in without:
        for piece in pieces:
            piece.attrs.pop("title", None)
    if "empty" in without and not any(piece.content.strip() for piece in pieces):
        return None
    return str(parser.renderer.render(tokens, parser.options, {}))


EXAMPLES, DEVIATIONS = examples(), deviations()


def test_the_examples_are_all_there() -> None:
    assert len(json.loads((DATA / "examples.json").read_text())) == 652
    assert len(EXAMPLES) == 395
    assert set(DEVIATIONS) <= set(EXAMPLES)


@pytest.mark.parametrize("number", EXAMPLES)
def test_an_example(number: int) -> None:
    text, html = EXAMPLES[number]
    if number not in DEVIATIONS:
        assert same(ours(text), html), (text, ours(text), html)
        return
    reasons = DEVIATIONS[number]
    assert not same(ours(text), html), "it deviates no longer: take it from the list"
    assert same(ours(text), reference(text, reasons)), f"{reasons} is not why"
    for reason in reasons:
        fewer = [each for each in reasons if each != reason]
        assert not same(ours(text), reference(text, fewer)), f"{reason} explains nothing"


def test_the_documentation_lists_the_same() -> None:
    rows = re.findall(r"^\| (\w+) \| .+ \| ([\d, ]+) \|$", DOCS.read_text(), re.MULTILINE)
    told = {reason: [int(number) for number in numbers.split(", ")] for reason, numbers in rows}
    listed: dict[str, list[int]] = {}
    for number, reasons in DEVIATIONS.items():
        for reason in reasons:
            listed.setdefault(reason, []).append(number)
    assert told == listed
