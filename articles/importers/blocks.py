"""The form every structured source is brought in before anything is judged: its blocks, in order, each with its place.

HTML, Markdown and Word all become these. A block becomes one numbered line for the editor, hidden or published.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import BlockKind, DraftPicture, SpanKind

BETWEEN_CELLS = "\t"
EMPTY_CELL = "–"


@dataclass(frozen=True)
class Mark:
    """Words of a block that are stressed, a link, a reference to a note or a cell, at [start, end) of its text."""

    kind: SpanKind
    start: int
    end: int
    href: str | None = None
    note: int | None = None


@dataclass(frozen=True)
class Region:
    """A part of the page that is no article by what the page itself calls it: its menu, its comments.

    A `certain` one goes before the verdict on where the article stands, the others after it. `key` tells regions apart.
    """

    key: int
    line_class: LineClass
    reason: str
    certain: bool = True


@dataclass(frozen=True)
class SourceBlock:
    """One block of a source, as it stands there.

    `text` is one line: NFC, white space as a page shows it. `kind` is its form, whatever becomes of it. `level` is that
    of a heading as the source has it, 1 to 6, else 0. `number` is that of a note or of an item in a numbered list;
    `text_start` is where the text begins behind a number that is printed with it. `table` says which table of the
    source a row belongs to, from 1; else 0.
    `lacks_picture` is the reason, in Dutch, why the picture of a figure did not come along.
    `role` is what the page calls the block itself: "lead", "meta" or "title", else "".
    `scope` numbers the innermost part that the page calls an article or its main part, 0 for none.
    """

    text: str = field(repr=False)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    number: int | None = None
    text_start: int = 0
    table: int = 0
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    picture: DraftPicture | None = None
    lacks_picture: str = ""
    alt: str = field(default="", repr=False)
    regions: tuple[Region, ...] = ()
    role: str = ""
    scope: int = 0
    has_contact_link: bool = False

    @property
    def is_figure(self) -> bool:
        return self.kind is BlockKind.FIGURE

    @property
    def cells(self) -> tuple[Mark, ...]:
        return tuple(m for m in self.marks if m.kind in {SpanKind.CELL, SpanKind.HEADER_CELL})


@dataclass(frozen=True)
class Fact:
    """What a source tells about itself outside its text: `key` is a name of Metadata or "title" or "description".

    `label` says where it stands ("og:title"); `value` is what it tells.
    """

    key: str
    label: str
    value: str = field(repr=False)

    @property
    def line(self) -> str:
        return f"{self.label}: {self.value}"


@dataclass(frozen=True)
class Source:
    """Everything that was read, before it is judged. `hints` are Dutch sentences for the editor."""

    blocks: tuple[SourceBlock, ...]
    facts: tuple[Fact, ...] = ()
    hints: tuple[str, ...] = ()
