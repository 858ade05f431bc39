"""Tables: which ones hold data and which only lay out a page, and their rows as lines of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.etree import _Element

from articles.cleaning.draft import BlockKind, SpanKind
from articles.importers.blocks import BETWEEN_CELLS, EMPTY_CELL, Mark, SourceBlock

# What stands in a cell that lays out a page, and never in one that holds a value.
_LAYOUT = frozenset(
    {"table", "article", "section", "header", "footer", "nav", "aside", "form", "figure", "iframe"}
    | {"h1", "h2", "h3", "blockquote", "hr"}
)
_MOST_COLUMNS = 40
_LONGEST_CELL = 1_500
# A cell that spans rows or columns is printed in each of them, so that every row can be read by itself.
_WIDEST_SPAN = 20

Flatten = Callable[[_Element], tuple[str, tuple[Mark, ...], bool]]


def is_data(table: _Element) -> bool:
    """Whether a table holds values: two rows and two columns or more, and no part of a page in any cell."""
    if (table.get("role") or "").casefold() in {"presentation", "none"}:
        return False
    rows = list(_rows(table))
    widths = [len(_cells(row)) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2 or max(widths) > _MOST_COLUMNS:
        return False
    for row in rows:
        for cell in _cells(row):
            if sum(1 for inner in cell.iter() if inner.tag in {"p", "div"}) > 3:
                return False
            if any(inner.tag in _LAYOUT for inner in cell.iter()):
                return False
            if sum(len(text) for text in cell.itertext()) > _LONGEST_CELL:
                return False
    return True


def table_rows(table: _Element, flatten: Flatten) -> Iterator[SourceBlock]:
    """One block a row. The cells are joined by a tab; an empty one holds a dash, so that each has words of its own."""
    hanging: dict[int, tuple[int, tuple[str, tuple[Mark, ...]], bool]] = {}
    for row in _rows(table):
        line: list[tuple[str, tuple[Mark, ...], bool]] = []
        has_contact_link = False

        def fill(line: list[tuple[str, tuple[Mark, ...], bool]] = line) -> None:
            while len(line) in hanging:
                left, (text, marks), is_header = hanging.pop(len(line))
                if left > 1:
                    hanging[len(line)] = (left - 1, (text, marks), is_header)
                line.append((text, marks, is_header))

        for cell in _cells(row):
            fill()
            text, marks, mails = flatten(cell)
            has_contact_link = has_contact_link or mails
            is_header = cell.tag == "th"
            for _ in range(_span(cell, "colspan")):
                rows_down = _span(cell, "rowspan")
                if rows_down > 1:
                    hanging[len(line)] = (rows_down - 1, (text, marks), is_header)
                line.append((text, marks, is_header))
        fill()
        if any(text for text, _, _ in line):
            yield replace(_row(line[:_MOST_COLUMNS]), has_contact_link=has_contact_link)


def _row(line: list[tuple[str, tuple[Mark, ...], bool]]) -> SourceBlock:
    texts: list[str] = []
    marks: list[Mark] = []
    start = 0
    for text, inner, is_header in line:
        words = text or EMPTY_CELL
        kind = SpanKind.HEADER_CELL if is_header else SpanKind.CELL
        marks.append(Mark(kind, start, start + len(words)))
        marks += [replace(m, start=m.start + start, end=m.end + start) for m in inner]
        texts.append(words)
        start += len(words) + len(BETWEEN_CELLS)
    return SourceBlock(BETWEEN_CELLS.join(texts), BlockKind.TABLE_ROW, marks=tuple(marks))


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _span(cell: _Element, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return (
        max(1, min(int(written), _WIDEST_SPAN))
        if written.isascii() and written.isdigit() and len(written) < 6
        else 1
    )
