"""The words of a version as bare HTML, for readers that are no browser: feeds. Pure."""

from html import escape
from itertools import groupby

from articles.cleaning.draft import Block, BlockKind
from articles.models import ArticleVersion
from articles.reading.page import blocks_of
from articles.reading.segments import collapsed

_ELEMENT = {
    BlockKind.HEADING: "h2",
    BlockKind.FOOTNOTE_HEADING: "h2",
    BlockKind.QUOTE: "blockquote",
}
_NOT_HERE = {BlockKind.TITLE, BlockKind.FIGURE}


def plain_html(version: ArticleVersion) -> str:
    """Paragraphs, headings, lists and quotes without marks, pictures or links.

    Of the version of `as_read_by`: it says what this reader may have.
    """
    parts = []
    shown = [block for block in blocks_of(version) if block.kind not in _NOT_HERE]
    for kind, group in groupby(shown, key=lambda block: block.kind):
        words = [_words(version, block) for block in group]
        if kind is BlockKind.LIST_ITEM:
            parts.append("<ul>" + "".join(f"<li>{item}</li>" for item in words) + "</ul>")
        else:
            element = _ELEMENT.get(kind, "p")
            parts += [f"<{element}>{text}</{element}>" for text in words]
    return "".join(parts)


def _words(version: ArticleVersion, block: Block) -> str:
    return escape(collapsed(version.canonical_text[block.start : block.end]), quote=False)
