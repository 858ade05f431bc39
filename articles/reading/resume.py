"""Where a reader stopped, in words to offer them: never a jump by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.reading.shapes import PageBlock, Segments

WORDS = 7  # enough to recognise a paragraph by
FIRST_OFFERED = 2  # so near the beginning there is nothing to find again


@dataclass(frozen=True)
class Resume:
    """The beginning of the block where someone was, and the id of its element."""

    words: str
    id: str


@dataclass(frozen=True)
class _Place:
    number: int
    id: str
    segments: Segments


def resume_at(blocks: tuple[PageBlock, ...], position: int) -> Resume | None:
    """What to offer someone who was at block `position` (as stored, from 0) of a page.

    None near the beginning, and at the end: who read it all has nothing to go on with.
    """
    places = list(_places(blocks))
    reached = [place for place in places if place.number <= position]
    if not FIRST_OFFERED < len(reached) < len(places):
        return None
    last = reached[-1]
    words = "".join(part.shown for part in last.segments if part.note_ref is None).split()
    if not words:
        return None
    shown = " ".join(words[:WORDS])
    return Resume(f"{shown} …" if len(words) > WORDS else shown, last.id)


def _places(blocks: tuple[PageBlock, ...]) -> Iterator[_Place]:
    for block in blocks:
        for item in (*block.items, *block.paragraphs):
            yield _Place(item.number, f"alinea-{item.number}", item.segments)
        for row in block.rows:
            words = row.cells[0].segments if row.cells else ()
            yield _Place(row.number, f"alinea-{row.number}", words)
        if block.id:
            yield _Place(block.number, block.id, block.segments)
