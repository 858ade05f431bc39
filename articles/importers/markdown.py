"""A text in Markdown: bytes → ArticleDraft. Facts may stand above the text, between two lines of three dashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import ArticleDraft
from articles.importers.assemble import draft_of
from articles.importers.blocks import Fact, Source
from articles.importers.errors import UnreadableSource
from articles.importers.figures import Figures
from articles.importers.html import body_of, parse
from articles.importers.inline import web_address
from articles.importers.plain_text import read_text
from articles.importers.walk import blocks_of

# 80,000 words: more is a book.
MAX_CHARACTERS = 500_000
# Emphasis and lists nest; deeper than this nobody writes, and reading it would take long.
_MAX_NESTING = 20
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_FACTS = 60
_FACT = re.compile(r"(?P<name>[^\W\d_][\w -]{0,40}?)\s*:\s*(?P<value>\S.*)")
# What people and site generators call these, in Dutch and English.
_NAMES = {
    **dict.fromkeys(("title", "titel"), "title"),
    **dict.fromkeys(("author", "auteur", "by", "door"), "author_name"),
    **dict.fromkeys(("date", "datum", "published", "gepubliceerd"), "published_on"),
    **dict.fromkeys(("source", "bron", "site"), "source_name"),
    **dict.fromkeys(("url", "link", "canonical", "adres"), "source_url"),
    **dict.fromkeys(("category", "categorie", "rubriek"), "category"),
    **dict.fromkeys(("lang", "language", "taal"), "language"),
    **dict.fromkeys(("description", "omschrijving"), "description"),
}


def import_markdown(
    raw: bytes, *, name: str, choices: Mapping[int, LineClass] | None = None
) -> ArticleDraft:
    """Read the bytes of a Markdown file called `name`: CommonMark with tables and footnotes.

    HTML in it counts as text. `choices` are an editor's, line number → class. Raises UnreadableSource.
    """
    text = read_text(raw, name=name)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableSource(
            f"{name} heeft meer dan {MAX_CHARACTERS} tekens: bewaar alleen het artikel en importeer dat."
        )
    facts, body = _split(text)
    root = parse(f"<html><body>{_parser().render(body)}</body></html>", name=name)
    base = next((fact.value for fact in facts if fact.key == "source_url"), "")
    blocks = blocks_of(body_of(root), base=base, figures=Figures())
    if not blocks:
        raise UnreadableSource(
            f"{name} heeft geen tekst: zet de titel als kop bovenaan en de tekst eronder."
        )
    return draft_of(
        Source(blocks, facts),
        name=name,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        choices=choices,
    )


def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "maxNesting": _MAX_NESTING}
    return MarkdownIt("commonmark", options).enable("table").use(footnote_plugin)


def _split(text: str) -> tuple[tuple[Fact, ...], str]:
    """The facts above the text, and the text. What is no list of facts is text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return (), text
    lines = [line for line in match["lines"].split("\n") if line.strip()]
    if len(lines) > _MOST_FACTS or not any(map(_FACT.fullmatch, lines)):
        return (), text
    return tuple(_facts(lines)), text[match.end() :]


def _facts(lines: list[str]) -> Iterator[Fact]:
    """Every line is one, also those that mean nothing to us: an editor must be able to see them."""
    for line in lines:
        match = _FACT.fullmatch(line.strip())
        if not match:
            yield Fact("", "vooraf", line.strip())
            continue
        value = match["value"].strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1].strip()
        key = _NAMES.get(match["name"].strip().casefold(), "")
        if key == "source_url" and not web_address(value):
            key = ""
        yield Fact(key, match["name"].strip(), value)
