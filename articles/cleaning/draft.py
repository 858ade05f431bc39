"""What an importer hands over: an article that is read but not yet stored. Frozen, and as JSON in format 2.

Format 1 had no quotes, tables, figures or emphasis; it reads as it always did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from articles.cleaning.classes import ClassifiedLine, Fragment, LineClass

FORMAT = 2
_READABLE = (1, 2)


class BlockKind(StrEnum):
    TITLE = "title"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    FOOTNOTE_HEADING = "footnote-heading"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    QUOTE = "quote"
    TABLE_ROW = "table-row"
    FIGURE = "figure"


class SpanKind(StrEnum):
    NOTE_REFERENCE = "note-ref"
    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CELL = "cell"
    HEADER_CELL = "header-cell"


@dataclass(frozen=True)
class InlineSpan:
    """Something inside a block, at [start, end) of the canonical text.

    A reference to a note, an address, words that are stressed, or a cell of a table row.
    """

    kind: SpanKind
    start: int
    end: int
    note: int | None = None
    href: str | None = None


@dataclass(frozen=True)
class Block:
    """A published block at [start, end) of the canonical text; `line` is the source line it begins on.

    `number` is that of a footnote or of an item in a numbered list. The number itself ("[12]", "3.") and the bullet of
    an item are not part of the text: a page draws them, so that a quote from a note begins with its first word.
    `level` is that of a heading below the title, 2 to 4. Neighbouring table rows of one `number` are one table, the
    first, second and so on of its source; rows of texts that were read before tables were counted have none. Their
    cells are spans. The text of a figure is its caption; `picture` is the SHA-256 of the image and
    `alt` its description, empty when it only decorates. A figure without a caption holds `alt`, or a
    word for picture, as its text, so that no block is empty.
    """

    kind: BlockKind
    start: int
    end: int
    line: int
    number: int | None = None
    spans: tuple[InlineSpan, ...] = ()
    level: int = 2
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class DraftPicture:
    """An image that came along, made anew without hidden data; `sha256` is that of `data`."""

    sha256: str
    media_type: str
    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Piece:
    """Where a stretch of canonical text comes from: source [source_start, source_end) stands at `start`."""

    source_start: int
    source_end: int
    start: int


@dataclass(frozen=True)
class Footnote:
    """A note, the line it stands on, and the lines that refer to it (none: the note is never mentioned)."""

    number: int
    note_line: int
    reference_lines: tuple[int, ...]


@dataclass(frozen=True)
class ListedText:
    """A text that is shown beside the article: an entry of *Zie ook*, or a caption. `is_intro`: introduces entries."""

    text: str
    line: int
    is_intro: bool = False


@dataclass(frozen=True)
class SeriesPlace:
    """The place in a series, as far as the text proves it; labels are as written ("POORT-8")."""

    title: str | None = None
    part: int | None = None
    part_label: str | None = None
    previous_label: str | None = None
    next_label: str | None = None


@dataclass(frozen=True)
class Metadata:
    """What the text proves about the article. What it does not prove is None; a guess is a hint.

    `source_url` is the address the page gives as its own, http or https.
    `evidence` gives for each field that has a value the line numbers it was read from.
    """

    published_on: date | None = None
    published_on_as_written: str | None = None
    source_name: str | None = None
    author_name: str | None = None
    category: str | None = None
    source_comment_count: int | None = None
    series: SeriesPlace = SeriesPlace()
    language: str | None = None
    source_url: str | None = None
    evidence: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ArticleDraft:
    """An article as read from its source.

    `canonical_text` holds the published blocks only, title first, NFC, joined by an empty line; all offsets of blocks
    and spans count its code points. `lines` holds every line of the source, hidden ones too, each with the reason for
    its class: it is for editors and is never published, searched or exported.
    """

    title: str
    canonical_text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    footnotes: tuple[Footnote, ...]
    see_also: tuple[ListedText, ...]
    captions: tuple[ListedText, ...]
    hints: tuple[str, ...]
    pieces: tuple[Piece, ...] = field(repr=False)
    lines: tuple[ClassifiedLine, ...] = field(repr=False)
    raw_sha256: str
    pictures: tuple[DraftPicture, ...] = field(default=(), repr=False)

    def text_of(self, block: Block) -> str:
        return self.canonical_text[block.start : block.end]

    @property
    def lead(self) -> tuple[Block, ...]:
        """The introduction; empty when the text does not set one apart."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.LEAD)

    def canonical_offset(self, source_offset: int) -> int | None:
        """Where a code point of the source text stands in the canonical text; None when it is not published."""
        for piece in self.pieces:
            if piece.source_start <= source_offset < piece.source_end:
                return piece.start + source_offset - piece.source_start
        return None

    def to_dict(self) -> dict[str, Any]:
        """Plain values only, ready for JSON; `from_dict` gives an equal draft back, without pictures."""
        return {
            "format": FORMAT,
            "title": self.title,
            "canonical_text": self.canonical_text,
            "blocks": [block_to_dict(block) for block in self.blocks],
            "metadata": _metadata_to_dict(self.metadata),
            "footnotes": [
                {
                    "number": note.number,
                    "note_line": note.note_line,
                    "reference_lines": list(note.reference_lines),
                }
                for note in self.footnotes
            ],
            "see_also": [dict(vars(entry)) for entry in self.see_also],
            "captions": [dict(vars(entry)) for entry in self.captions],
            "hints": list(self.hints),
            "pieces": [
                [piece.source_start, piece.source_end, piece.start] for piece in self.pieces
            ],
            "lines": [_line_to_dict(line) for line in self.lines],
            "raw_sha256": self.raw_sha256,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ArticleDraft:
        """The draft that `to_dict` wrote. Raises ValueError for another format number."""
        if data.get("format") not in _READABLE:
            raise ValueError(
                f"An article draft of format {data.get('format')!r} cannot be read; this is format {FORMAT}."
            )
        return cls(
            title=data["title"],
            canonical_text=data["canonical_text"],
            blocks=tuple(block_from_dict(block) for block in data["blocks"]),
            metadata=_metadata_from_dict(data["metadata"]),
            footnotes=tuple(
                Footnote(note["number"], note["note_line"], tuple(note["reference_lines"]))
                for note in data["footnotes"]
            ),
            see_also=tuple(ListedText(**entry) for entry in data["see_also"]),
            captions=tuple(ListedText(**entry) for entry in data["captions"]),
            hints=tuple(data["hints"]),
            pieces=tuple(Piece(*piece) for piece in data["pieces"]),
            lines=tuple(_line_from_dict(line) for line in data["lines"]),
            raw_sha256=data["raw_sha256"],
        )


def block_to_dict(block: Block) -> dict[str, Any]:
    """A block as it is stored with an article version; keys without a value are left out of spans."""
    spans = [
        {key: value for key, value in vars(span).items() if value is not None}
        | {"kind": span.kind.value}
        for span in block.spans
    ]
    return vars(block) | {"kind": block.kind.value, "spans": spans}


def block_from_dict(data: Mapping[str, Any]) -> Block:
    spans = tuple(InlineSpan(**{**span, "kind": SpanKind(span["kind"])}) for span in data["spans"])
    return Block(**{**data, "kind": BlockKind(data["kind"]), "spans": spans})


def _metadata_to_dict(metadata: Metadata) -> dict[str, Any]:
    return vars(metadata) | {
        "published_on": metadata.published_on.isoformat() if metadata.published_on else None,
        "series": dict(vars(metadata.series)),
        "evidence": {name: list(lines) for name, lines in metadata.evidence.items()},
    }


def _metadata_from_dict(data: Mapping[str, Any]) -> Metadata:
    written = data["published_on"]
    return Metadata(
        **{
            **data,
            "published_on": date.fromisoformat(written) if written else None,
            "series": SeriesPlace(**data["series"]),
            "evidence": {name: tuple(lines) for name, lines in data["evidence"].items()},
        }
    )


def _line_to_dict(line: ClassifiedLine) -> dict[str, Any]:
    fragments = [
        vars(fragment) | {"line_class": fragment.line_class.value} for fragment in line.fragments
    ]
    return vars(line) | {"line_class": line.line_class.value, "fragments": fragments}


def _line_from_dict(data: Mapping[str, Any]) -> ClassifiedLine:
    fragments = tuple(
        Fragment(**{**fragment, "line_class": LineClass(fragment["line_class"])})
        for fragment in data["fragments"]
    )
    return ClassifiedLine(
        **{**data, "line_class": LineClass(data["line_class"]), "fragments": fragments}
    )
