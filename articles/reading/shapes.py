"""The parts of a reading page, as `discussions/article.html` and `components/segments.html` name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Opposing:
    """A claim in another article that says the opposite."""

    url: str
    statement: str
    article_title: str


@dataclass(frozen=True)
class End:
    """Where a passage stops: the numbered link to its claim, which is also where one returns to.

    `anchor` is `passage-<claim>-<ordinal>`. `opposed_by` is filled at the first passage only.
    """

    number: int
    url: str
    anchor: str
    comment_count: int = 0
    opposed_by: Sequence[Opposing] = ()


@dataclass(frozen=True)
class Segment:
    """A stretch of one block in which nothing changes: the same claims, one reference, one link.

    `claims` holds the numbers of the claims it belongs to, low to high. With `note_ref` (the number
    of a footnote) the text is what the source printed ("[12]") and the page draws a reference
    with the id `note_anchor` instead. `begins` holds the claims of which a passage begins here.
    `href` makes the text a link: neighbours of one link are drawn in one element, which the first
    `opens_link` and the last `closes_link`; a number of a claim is never inside. The texts of all
    segments of a block, one after the other, are the text of that block. `shown` is the text as a
    page prints it: its white space is narrower, and a reference has none before it.
    """

    text: str
    shown: str = ""
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[End, ...] = ()
    note_ref: int | None = None
    note_anchor: str = ""
    href: str = ""
    opens_link: bool = False
    closes_link: bool = False
    emphasis: bool = False
    strong: bool = False


Segments = tuple[Segment, ...]


@dataclass(frozen=True)
class Item:
    """An item of a list, and where it stands: the id `alinea-<number>`."""

    number: int
    segments: Segments


@dataclass(frozen=True)
class Cell:
    """A cell of a table. A header in a row of headers heads its column, else its row."""

    segments: Segments
    is_header: bool


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[Cell, ...]
    is_head: bool


@dataclass(frozen=True)
class Figure:
    """An image at `url`, `width` by `height` pixels. `alt` is empty when its caption says it all,
    or when it only decorates."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class PageBlock:
    """One block below the lead.

    `kind`: paragraph, heading, caption, quote (`paragraphs`), list (`items`), table (`rows`) or
    figure, whose `segments` are its caption. `number` counts the stored blocks from 0: where a
    reader is. `id` is what a link jumps to; a list and a table have none, their parts do. `level`
    is that of a heading, 2 to 4 without a gap. `first` is the number of the first item of a
    numbered list, None for a list with bullets. `lacks_image`: the source had a picture here that
    did not come along; a figure without `figure` is one, too.
    """

    kind: str
    segments: Segments = ()
    number: int = 0
    id: str = ""
    level: int = 2
    items: tuple[Item, ...] = ()
    first: int | None = None
    paragraphs: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    figure: Figure | None = None
    lacks_image: bool = False


@dataclass(frozen=True)
class Footnote:
    """A note with the id `noot-<number>`; `back_refs` are the anchors of its references, in order."""

    number: int
    segments: Segments
    back_refs: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents, with the headings of a lower level below it."""

    label: str
    id: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class SeeAlsoItem:
    label: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True)
class SeeAlso:
    """Texts that the source pointed at; their addresses did not come along."""

    intro: str
    items: tuple[SeeAlsoItem, ...]


@dataclass(frozen=True)
class SeriesPosition:
    """The place in a series. A neighbour that is not here has a label and an empty address."""

    title: str
    url: str
    part: int | None
    part_label: str
    previous_label: str
    previous_url: str
    next_label: str
    next_url: str


@dataclass(frozen=True)
class Meta:
    """What is known about the article; what its page did not prove is empty."""

    source_name: str
    published_on: date | None
    category: str
    reading_minutes: int
    source_comment_count: int | None


@dataclass(frozen=True)
class ClaimEntry:
    """A line in the list of claims; `anchor` is its first place in the text, if that is known."""

    number: int
    statement: str
    url: str
    anchor: str
    tone: str
    tone_label: str | Promise
    comment_count: int
    passage_missing: bool
    new_count: int = 0


@dataclass(frozen=True)
class ReadingPage:
    """An article as it is read. `lead` holds the segments of each of its paragraphs."""

    title: str
    url: str
    title_segments: Segments
    lead: tuple[Segments, ...]
    blocks: tuple[PageBlock, ...]
    footnotes: tuple[Footnote, ...]
    footnotes_title: str
    see_also: SeeAlso | None
    series: SeriesPosition | None
    contents: tuple[Heading, ...]
    claims: tuple[ClaimEntry, ...]
    meta: Meta

    @property
    def has_contents(self) -> bool:
        """From three headings on, a list of them helps."""
        return sum(block.kind == "heading" for block in self.blocks) > 2
