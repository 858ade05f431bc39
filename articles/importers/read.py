"""One door to the importers of a single article."""

from __future__ import annotations

from collections.abc import Mapping

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import ArticleDraft
from articles.importers.html import import_html
from articles.importers.kinds import SourceKind
from articles.importers.markdown import import_markdown
from articles.importers.plain_text import import_plain_text
from articles.importers.word import import_word


def read_article(
    kind: SourceKind,
    raw: bytes,
    *,
    name: str,
    choices: Mapping[int, LineClass] | None = None,
) -> ArticleDraft:
    """Read the bytes of one article called `name`. The same input always gives an equal draft.

    `choices` are an editor's, number of a line or block → class. Raises UnreadableSource, and
    ValueError for a kind that holds more than one article.
    """
    if kind is SourceKind.TEXT:
        return import_plain_text(raw, name=name, choices=choices)
    if kind is SourceKind.HTML:
        return import_html(raw, name=name, choices=choices)
    if kind is SourceKind.MARKDOWN:
        return import_markdown(raw, name=name, choices=choices)
    if kind is SourceKind.WORD:
        return import_word(raw, name=name, choices=choices)
    raise ValueError(f"{kind} does not hold one article")
