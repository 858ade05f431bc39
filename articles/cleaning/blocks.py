"""Classified lines → canonical text with its blocks: the text readers see and passages are anchored in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.cleaning.classes import ClassifiedLine, Fragment, LineClass
from articles.cleaning.draft import Block, BlockKind, InlineSpan, Piece, SpanKind
from articles.cleaning.footnotes import note_marker, references
from articles.cleaning.lines import Line, is_blank
from articles.cleaning.page import Page

BETWEEN_BLOCKS = "\n\n"
# Stands where a contact detail was cut out of a line that an editor chose to publish.
OMISSION = "[…]"

_KINDS = {
    LineClass.TITLE: BlockKind.TITLE,
    LineClass.LEAD: BlockKind.LEAD,
    LineClass.BODY: BlockKind.PARAGRAPH,
    LineClass.HEADING: BlockKind.HEADING,
    LineClass.FOOTNOTE_HEADING: BlockKind.FOOTNOTE_HEADING,
    LineClass.FOOTNOTE: BlockKind.FOOTNOTE,
}
_ADDRESS = re.compile(r"https?://[^\s<>\"“”‘’«»]{1,2000}")
_AFTER_ADDRESS = ".,;:!?…'’)]}"


@dataclass
class _Text:
    """Characters with the source offset of each; a joiner that stands in no source has None."""

    characters: list[str] = field(default_factory=list)
    origins: list[int | None] = field(default_factory=list)

    def add(self, text: str, origin: int | None) -> None:
        self.characters.extend(text)
        self.origins.extend(
            [None] * len(text) if origin is None else range(origin, origin + len(text))
        )

    def trim(self) -> None:
        first, last = 0, len(self.characters)
        while first < last and is_blank(self.characters[first]):
            first += 1
        while last > first and is_blank(self.characters[last - 1]):
            last -= 1
        self.characters, self.origins = self.characters[first:last], self.origins[first:last]

    def drop_trailing_blanks(self) -> None:
        while self.characters and is_blank(self.characters[-1]):
            self.characters.pop()
            self.origins.pop()


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
        pieces += _pieces(text.origins, start)
        kind, number = _kind_and_number(page, group[0])
        spans = tuple(_spans(content, start, notes))
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


def _text_of(page: Page, group: Sequence[ClassifiedLine]) -> _Text:
    text = _Text()
    for line in group:
        if text.characters:
            text.drop_trailing_blanks()
            text.add(" ", None)
        _add_line(text, line, _text_start(page, line) if line is group[0] else 0)
    text.trim()
    return text


def _add_line(text: _Text, line: ClassifiedLine, offset: int) -> None:
    while offset < len(line.text) and is_blank(line.text[offset]):
        offset += 1
    for fragment in line.fragments:
        cut_from, cut_to = fragment.start - line.start, fragment.end - line.start
        text.add(line.text[offset:cut_from], line.start + offset)
        _close_cut(text, fragment)
        offset = max(offset, cut_to)
    text.add(line.text[offset:], line.start + offset)


def _close_cut(text: _Text, fragment: Fragment) -> None:
    if fragment.line_class is LineClass.CALL_TO_CONTACT:
        text.add(OMISSION, None)
    else:
        text.drop_trailing_blanks()


def _pieces(origins: Sequence[int | None], start: int) -> Iterator[Piece]:
    first = 0
    for index in range(1, len(origins) + 1):
        origin, before = origins[first], origins[index - 1]
        after = origins[index] if index < len(origins) else None
        if before is not None and after == before + 1:
            continue
        if origin is not None and before is not None:
            yield Piece(origin, before + 1, start + first)
        first = index


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


def _spans(content: str, start: int, notes: set[int]) -> Iterator[InlineSpan]:
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
