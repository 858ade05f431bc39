"""Classified lines → canonical text with its blocks: the text readers see and passages are anchored in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from articles.cleaning.classes import ClassifiedLine, LineClass
from articles.cleaning.draft import Block, BlockKind, InlineSpan, Piece, SpanKind
from articles.cleaning.footnotes import note_marker, references
from articles.cleaning.lines import Line
from articles.cleaning.page import Page
from articles.cleaning.traced_text import TracedText

BETWEEN_BLOCKS = "\n\n"

_KINDS = {
    LineClass.TITLE: BlockKind.TITLE,
    LineClass.LEAD: BlockKind.LEAD,
    LineClass.BODY: BlockKind.PARAGRAPH,
    LineClass.HEADING: BlockKind.HEADING,
    LineClass.FOOTNOTE_HEADING: BlockKind.FOOTNOTE_HEADING,
    LineClass.FOOTNOTE: BlockKind.FOOTNOTE,
    # A text file holds no picture: what an editor calls one are words about it.
    LineClass.FIGURE: BlockKind.PARAGRAPH,
}
_ADDRESS = re.compile(r"https?://[^\s<>\"“”‘’«»]{1,2000}")
_AFTER_ADDRESS = ".,;:!?…'’)]}"


def build_blocks(
    page: Page, lines: Sequence[ClassifiedLine]
) -> tuple[str, tuple[Block, ...], tuple[Piece, ...]]:
    """The canonical text, its blocks in reading order with the title first, and where each stretch comes from.

    A block is one line, or the lines of a paragraph that was broken by hand, joined by spaces. Its text is trimmed at
    both ends (U+00A0 too) and unchanged inside; fragments that are furniture are cut with the white space before them.
    """
    paragraphs = sorted(
        _paragraphs(page, lines), key=lambda group: group[0].line_class is not LineClass.TITLE
    )
    notes = {number for group in paragraphs if (number := _note_number(page, group[0])) is not None}
    contents: list[str] = []
    start = 0
    blocks: list[Block] = []
    pieces: list[Piece] = []
    for group in paragraphs:
        text = _text_of(page, group)
        if not text.characters:
            continue
        content = "".join(text.characters)
        contents.append(content)
        pieces += text.pieces(start)
        kind, number = _kind_and_number(page, group[0])
        spans = tuple(spans_in_text(content, start, notes))
        blocks.append(Block(kind, start, start + len(content), group[0].number, number, spans))
        start += len(content) + len(BETWEEN_BLOCKS)
    return BETWEEN_BLOCKS.join(contents), tuple(blocks), tuple(pieces)


def _paragraphs(page: Page, lines: Sequence[ClassifiedLine]) -> Iterator[list[ClassifiedLine]]:
    group: list[ClassifiedLine] = []
    for line in lines:
        joins = group and line.number in page.continued and line.line_class is group[-1].line_class
        if joins and group[-1].number == line.number - 1:
            group.append(line)
            continue
        if group:
            yield group
        group = [line] if line.is_published else []
    if group:
        yield group


def _text_of(page: Page, group: Sequence[ClassifiedLine]) -> TracedText:
    text = TracedText()
    for line in group:
        if text.characters:
            text.drop_trailing_blanks()
            text.add(" ", None)
        text.add_line(line, _text_start(page, line) if line is group[0] else 0)
    text.trim()
    return text


def _kind_and_number(page: Page, line: ClassifiedLine) -> tuple[BlockKind, int | None]:
    source = page[line.number]
    if line.line_class is LineClass.FOOTNOTE:
        return BlockKind.FOOTNOTE, _note_number(page, line)
    if line.line_class is LineClass.BODY and source.bullet_end:
        return BlockKind.LIST_ITEM, None
    if line.line_class is LineClass.BODY and source.ordinal and page.is_numbered_item(source):
        return BlockKind.LIST_ITEM, source.ordinal[0]
    return _KINDS[line.line_class], None


def _text_start(page: Page, line: ClassifiedLine) -> int:
    """Where the text of a line begins, past the number of a note, the number of an item, or a bullet."""
    source = page[line.number]
    kind, number = _kind_and_number(page, line)
    if kind is BlockKind.FOOTNOTE:
        marker = note_marker(source)
        return marker.text_start if marker else 0
    if kind is BlockKind.LIST_ITEM:
        return source.ordinal[1] if number is not None and source.ordinal else source.bullet_end
    return 0


def _note_number(page: Page, line: ClassifiedLine) -> int | None:
    source: Line = page[line.number]
    marker = note_marker(source) if line.line_class is LineClass.FOOTNOTE else None
    return marker.number if marker else None


def spans_in_text(content: str, start: int, notes: Set[int]) -> Iterator[InlineSpan]:
    """References to notes that exist, and addresses, in order; the page can make links of both."""
    found = [
        InlineSpan(SpanKind.NOTE_REFERENCE, start + ref.start, start + ref.end, note=ref.number)
        for ref in references(content)
        if ref.number in notes
    ]
    for match in _ADDRESS.finditer(content):
        address = match[0].rstrip(_AFTER_ADDRESS)
        link = InlineSpan(
            SpanKind.LINK, start + match.start(), start + match.start() + len(address), href=address
        )
        if not any(link.start < other.end and other.start < link.end for other in found):
            found.append(link)
    yield from sorted(found, key=lambda span: span.start)
