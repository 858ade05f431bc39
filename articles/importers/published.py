"""Rows of an import → canonical text with its blocks: the text readers see and passages are anchored in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.cleaning.blocks import BETWEEN_BLOCKS, spans_in_text
from articles.cleaning.classes import ClassifiedLine, LineClass
from articles.cleaning.contact import contact_details
from articles.cleaning.draft import Block, BlockKind, InlineSpan, Piece, SpanKind
from articles.cleaning.footnotes import note_marker
from articles.cleaning.lines import Line
from articles.cleaning.traced_text import TracedText
from articles.importers.blocks import SourceBlock

_KINDS = {
    LineClass.TITLE: BlockKind.TITLE,
    LineClass.LEAD: BlockKind.LEAD,
    LineClass.HEADING: BlockKind.HEADING,
    LineClass.FOOTNOTE_HEADING: BlockKind.FOOTNOTE_HEADING,
    LineClass.FOOTNOTE: BlockKind.FOOTNOTE,
    LineClass.FIGURE: BlockKind.FIGURE,
}
# What a block of the text keeps of its form in the source; another form becomes a paragraph.
_FORMS = {BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_ROW}
_CELLS = {SpanKind.CELL, SpanKind.HEADER_CELL}
_HIGHEST, _LOWEST = 2, 4


@dataclass(frozen=True)
class Row:
    """A line with the block it was made of."""

    block: SourceBlock
    line: ClassifiedLine


def build(rows: Sequence[Row]) -> tuple[str, tuple[Block, ...], tuple[Piece, ...]]:
    """The canonical text, its blocks in reading order with the title first, and where each stretch comes from."""
    ordered = sorted(
        (row for row in rows if row.line.is_published),
        key=lambda row: row.line.line_class is not LineClass.TITLE,
    )
    notes = _note_numbers(ordered)
    levels = _levels(ordered)
    contents: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    start = 0
    for row in ordered:
        kind = _kind(row)
        text = TracedText()
        text.add_line(row.line, _text_start(row, kind))
        text.trim()
        if not text.characters:
            continue
        content = "".join(text.characters)
        contents.append(content)
        pieces += text.pieces(start)
        blocks.append(
            Block(
                kind,
                start,
                start + len(content),
                row.line.number,
                _number(row, kind, notes),
                _spans(row, kind, text, content, start, set(notes.values())),
                levels.get(row.block.level, _HIGHEST),
                picture=row.block.picture.sha256 if row.block.picture else "",
                alt=_alt(row) if kind is BlockKind.FIGURE else "",
            )
        )
        start += len(content) + len(BETWEEN_BLOCKS)
    return BETWEEN_BLOCKS.join(contents), tuple(blocks), tuple(pieces)


def _kind(row: Row) -> BlockKind:
    if row.line.line_class in _KINDS:
        return _KINDS[row.line.line_class]
    return row.block.kind if row.block.kind in _FORMS else BlockKind.PARAGRAPH


def _note_numbers(rows: Sequence[Row]) -> dict[int, int]:
    """Line number → number of the note on it; of two notes with one number only the first counts."""
    found: dict[int, int] = {}
    for row in rows:
        if row.line.line_class is not LineClass.FOOTNOTE:
            continue
        marker = note_marker(Line(1, row.line.text, 0))
        number = row.block.number
        if number is None and marker is not None:
            number = marker.number
        if number is not None and number not in found.values():
            found[row.line.number] = number
    return found


def _levels(rows: Sequence[Row]) -> dict[int, int]:
    """Level in the source → level on our page: the highest that is used becomes 2, and none is skipped."""
    used = sorted(
        {
            row.block.level
            for row in rows
            if row.line.line_class is LineClass.HEADING and row.block.level
        }
    )
    return {level: min(_HIGHEST + place, _LOWEST) for place, level in enumerate(used)}


def _number(row: Row, kind: BlockKind, notes: Mapping[int, int]) -> int | None:
    if kind is BlockKind.FOOTNOTE:
        return notes.get(row.line.number)
    if kind is BlockKind.TABLE_ROW:
        return row.block.table or None
    return row.block.number if kind is BlockKind.LIST_ITEM else None


def _text_start(row: Row, kind: BlockKind) -> int:
    """Where the text begins behind what a page draws itself: the number of a note, the label of a fact."""
    if kind is BlockKind.FOOTNOTE and row.block.number is None:
        marker = note_marker(Line(1, row.line.text, 0))
        return marker.text_start if marker else 0
    if row.block.kind is BlockKind.FOOTNOTE and kind is not BlockKind.FOOTNOTE:
        return 0
    return row.block.text_start


def _alt(row: Row) -> str:
    return "" if contact_details(row.block.alt) else row.block.alt


def _spans(
    row: Row, kind: BlockKind, text: TracedText, content: str, start: int, notes: set[int]
) -> tuple[InlineSpan, ...]:
    """The marks of the source as far as their words are published, and what the text itself shows: notes, addresses."""
    found: list[InlineSpan] = []
    for mark in row.block.marks:
        place = text.place_of(row.line.start + mark.start, row.line.start + mark.end)
        if place is None or (mark.kind is SpanKind.NOTE_REFERENCE and mark.note not in notes):
            continue
        if mark.kind in _CELLS and kind is not BlockKind.TABLE_ROW:
            continue
        if mark.kind is SpanKind.STRONG and kind in {
            BlockKind.TITLE,
            BlockKind.HEADING,
            BlockKind.LEAD,
        }:
            continue
        if mark.href is not None and contact_details(content[place[0] : place[1]]):
            continue
        found.append(
            InlineSpan(mark.kind, start + place[0], start + place[1], mark.note, mark.href)
        )
    taken = [span for span in found if span.kind in {SpanKind.LINK, SpanKind.NOTE_REFERENCE}]
    found += [
        span
        for span in spans_in_text(content, start, notes)
        if not any(span.start < other.end and other.start < span.end for other in taken)
    ]
    return tuple(sorted(_inside_cells(found), key=lambda span: (span.start, -span.end)))


def _inside_cells(spans: Sequence[InlineSpan]) -> Iterator[InlineSpan]:
    """The spans, none of which runs from one cell of a row into the next."""
    cells = [span for span in spans if span.kind in _CELLS]
    for span in spans:
        if span.kind in _CELLS or not cells:
            yield span
            continue
        for cell in cells:
            first, last = max(span.start, cell.start), min(span.end, cell.end)
            if first < last:
                yield replace(span, start=first, end=last)
