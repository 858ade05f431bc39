"""The blocks between the lead and the notes, as a page draws them: lists, tables and figures made whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from articles.cleaning.draft import Block, BlockKind, SpanKind
from articles.models import ArticleVersion, Picture
from articles.reading.shapes import (
    Cell,
    Figure,
    Heading,
    Item,
    PageBlock,
    Row,
    Segments,
)

# The segments of a part of the text, by its start and end.
Cut = Mapping[tuple[int, int], Segments]

_ELSEWHERE = (
    BlockKind.TITLE,
    BlockKind.LEAD,
    BlockKind.FOOTNOTE,
    BlockKind.FOOTNOTE_HEADING,
)
_CELLS = (SpanKind.CELL, SpanKind.HEADER_CELL)
DEEPEST_HEADING = 4


def parts_of(block: Block) -> list[Block]:
    """What of a block is drawn in one piece: the block itself, or each cell of a table row.

    What separates two cells is not drawn, so a passage that ends there shows its number in the
    cell before. The heading above the notes is no part: no passage is drawn in it.
    """
    if block.kind is BlockKind.FOOTNOTE_HEADING:
        return []
    if block.kind is not BlockKind.TABLE_ROW:
        return [block]
    cells = [span for span in block.spans if span.kind in _CELLS]
    inline = tuple(span for span in block.spans if span.kind not in _CELLS)
    return [replace(block, start=cell.start, end=cell.end, spans=inline) for cell in cells]


def body_of(
    version: ArticleVersion, blocks: Sequence[Block], cut: Cut, pictures: Iterable[Picture]
) -> Iterator[PageBlock]:
    """Neighbouring list items are one list, quotes one quotation, rows of one number one table.

    `cut` holds the segments of every part of `blocks` that is not empty (see `parts_of`).
    """
    by_sha256 = {picture.sha256: picture for picture in pictures}
    numbered = [(n, block) for n, block in enumerate(blocks) if block.kind not in _ELSEWHERE]
    lost = _lost_images(version, blocks)
    levels = _levels(block for _, block in numbered if block.kind is BlockKind.HEADING)
    headings = 0
    for _, group in groupby(enumerate(numbered), key=_kept_together):
        members = [placed for _, placed in group]
        number, block = members[0]
        if block.kind is BlockKind.LIST_ITEM:
            yield PageBlock("list", number=number, items=_items(members, cut), first=block.number)
        elif block.kind is BlockKind.QUOTE:
            yield PageBlock("quote", number=number, paragraphs=_items(members, cut))
        elif block.kind is BlockKind.TABLE_ROW:
            drawn = tuple(_rows(members, cut))
            for rows in [drawn] if block.number else _tables(drawn):
                yield PageBlock("table", number=rows[0].number, rows=rows)
        elif block.kind is BlockKind.HEADING:
            for number, block in members:
                level = levels[headings]
                headings += 1
                yield _simple(number, block, cut, id=f"kop-{headings}", level=level)
        else:
            for number, block in members:
                yield _paragraph_or_figure(number, block, cut, lost, by_sha256)


def contents_of(body: Iterable[PageBlock]) -> tuple[Heading, ...]:
    """The headings, each below the last one of a higher level."""
    headings = [block for block in body if block.kind == BlockKind.HEADING]
    return tuple(_below(headings))


def _below(headings: Sequence[PageBlock]) -> Iterator[Heading]:
    at = 0
    while at < len(headings):
        top = headings[at]
        end = at + 1
        while end < len(headings) and headings[end].level > top.level:
            end += 1
        label = "".join(segment.shown for segment in top.segments if segment.note_ref is None)
        yield Heading(label, top.id, tuple(_below(headings[at + 1 : end])))
        at = end


def _kept_together(placed: tuple[int, tuple[int, Block]]) -> tuple[BlockKind, int | None]:
    """Equal for neighbours that belong in one element: of a list both bulleted, or counting on."""
    index, (_, block) = placed
    if block.kind is BlockKind.TABLE_ROW:
        return block.kind, block.number
    counts = block.kind is BlockKind.LIST_ITEM and block.number is not None
    return block.kind, (block.number or 0) - index if counts else None


def _items(members: Iterable[tuple[int, Block]], cut: Cut) -> tuple[Item, ...]:
    return tuple(Item(number, cut[block.start, block.end]) for number, block in members)


def _rows(members: Iterable[tuple[int, Block]], cut: Cut) -> Iterator[Row]:
    for number, block in members:
        cells = tuple(
            Cell(cut.get((span.start, span.end), ()), span.kind is SpanKind.HEADER_CELL)
            for span in block.spans
            if span.kind in _CELLS
        )
        # An empty corner heads nothing, and stands in the head all the same.
        filled = [cell for cell in cells if cell.segments]
        yield Row(number, cells, is_head=bool(filled) and all(c.is_header for c in filled))


def _tables(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Neighbouring rows of no number, from before tables were counted, as tables: a row that heads two columns
    or more, below one that does not, opens the next. Two of which the second has no head stay one.
    """
    table: list[Row] = []
    for row in rows:
        heads = row.is_head and sum(bool(cell.segments) for cell in row.cells) > 1
        if heads and table and not table[-1].is_head:
            yield tuple(table)
            table = []
        table.append(row)
    if table:
        yield tuple(table)


def _simple(number: int, block: Block, cut: Cut, *, id: str, level: int = 2) -> PageBlock:
    segments = cut[block.start, block.end]
    return PageBlock(block.kind.value, segments, number=number, id=id, level=level)


def _paragraph_or_figure(
    number: int,
    block: Block,
    cut: Cut,
    lost: set[Block],
    pictures: Mapping[str, Picture],
) -> PageBlock:
    drawn = _simple(number, block, cut, id=f"alinea-{number}")
    if block.kind is not BlockKind.FIGURE:
        return replace(drawn, lacks_image=block.kind is BlockKind.PARAGRAPH and block in lost)
    picture = pictures.get(block.picture)
    if picture is None:
        return replace(drawn, lacks_image=True)
    caption = "".join(segment.text for segment in drawn.segments).strip()
    # Heard once: words that stand below the picture need not be said of it as well.
    alt = "" if caption == block.alt.strip() else block.alt
    figure = Figure(picture.get_absolute_url(), picture.width, picture.height, alt)
    return replace(drawn, figure=figure)


def _levels(headings: Iterable[Block]) -> list[int]:
    """The levels as written, without a gap: below a heading of 2 the next is at most 3."""
    levels: list[int] = []
    for heading in headings:
        highest = levels[-1] + 1 if levels else 2
        levels.append(max(2, min(heading.level, highest, DEEPEST_HEADING)))
    return levels


def _lost_images(version: ArticleVersion, blocks: Iterable[Block]) -> set[Block]:
    """The blocks after which the source had a picture: a line with only its caption or file name."""
    found: set[Block] = set()
    drawn = [block for block in blocks if block.kind is not BlockKind.FOOTNOTE_HEADING]
    ordered = sorted(drawn, key=lambda block: block.line)
    published = {block.line for block in ordered}
    for caption in version.metadata.get("captions", []):
        before = [block for block in ordered if block.line < caption["line"]]
        if before and caption["line"] not in published:
            found.add(before[-1])
    return found
