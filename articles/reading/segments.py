"""Cut a block at every border of a passage, a reference and a link.

Marks are drawn from this without nesting, so that passages may overlap in any way.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.anchoring.spans import PassageSpan, Span
from articles.anchoring.spans import Segment as CutSegment
from articles.anchoring.spans import segments as cut_into_segments
from articles.cleaning.draft import Block, InlineSpan, SpanKind
from articles.reading.shapes import End, Segment, Segments

# What closes a sentence belongs before the number, as with a footnote: "… te krijgen.³"
_CLOSING = re.compile(r"[.,;:!?…)\]’”'\"»]+(?=\s|$)")


# A single no-break space is the author's; in a longer stretch a browser would draw it as a gap.
_GAP = re.compile(r"\s{2,}")


def collapsed(text: str) -> str:
    """`text` with each stretch of white space as wide as one space."""
    return _GAP.sub(" ", text)


@dataclass(frozen=True)
class Place:
    """A drawn passage at [start, end) of the canonical text, and the link that stands at its end."""

    start: int
    end: int
    mark: End


@dataclass
class NoteAnchors:
    """Hands out an id for each reference to a note, in reading order: noot-ref-12, noot-ref-12-2."""

    seen: Counter[int] = field(default_factory=Counter)
    by_note: dict[int, list[str]] = field(default_factory=dict)

    def next_for(self, note: int) -> str:
        self.seen[note] += 1
        nth = self.seen[note]
        anchor = f"noot-ref-{note}" if nth == 1 else f"noot-ref-{note}-{nth}"
        self.by_note.setdefault(note, []).append(anchor)
        return anchor


def marks_in(text: str, blocks: Sequence[Block], places: Iterable[Place]) -> dict[int, list[End]]:
    """At which offset each passage shows its number: in the last of `blocks` that it touches,
    after the references and the punctuation that follow it. A passage outside shows none."""
    marks: dict[int, list[End]] = {}
    for place in sorted(places, key=lambda place: place.mark.number):
        touched = [block for block in blocks if block.start < place.end and place.start < block.end]
        if not touched:
            continue
        last = touched[-1]
        offset = _after_closing(text, last, min(place.end, last.end))
        marks.setdefault(offset, []).append(place.mark)
    return marks


def _after_closing(text: str, block: Block, offset: int) -> int:
    """`offset`, or the end of what still belongs to its sentence: "… innoveren [13].⁶"."""
    references = sorted(
        (span for span in block.spans if span.kind is SpanKind.NOTE_REFERENCE),
        key=lambda span: span.start,
    )
    for span in references:
        if span.end > offset and not text[offset : span.start].strip():
            offset = span.end
    closing = _CLOSING.match(text, offset, block.end)
    return closing.end() if closing else offset


def segments_of(
    text: str,
    block: Block,
    places: Sequence[Place],
    marks: Mapping[int, Sequence[End]],
    anchors: NoteAnchors,
) -> Segments:
    """The segments of `block`, whose texts together are exactly its text."""
    passages = [
        PassageSpan(place.mark.number, *_around_references(block, place)) for place in places
    ]
    # A mark after a full stop must end a segment too: what follows it is a stretch of its own.
    rests = [_Rest(offset, block.end) for offset in marks if block.start < offset < block.end]
    inlines: list[InlineSpan | _Rest] = [*block.spans, *rests]
    return _as_shown(
        [
            _segment(text, cut, marks, anchors)
            for cut in cut_into_segments(block.start, block.end, passages, inlines)
        ]
    )


def _as_shown(segments: Sequence[Segment]) -> Segments:
    """Say of each segment what a page prints: one space for a stretch of white space, also where
    that is cut in two, and none before a reference, which stands against its word."""
    told: list[Segment] = []
    ends_in_space = False
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        if segment.note_ref is not None:
            told.append(segment)
            ends_in_space = False
            continue
        shown = collapsed(segment.text)
        if ends_in_space:
            shown = shown.lstrip()
        if following is not None and following.note_ref is not None and not segment.ends:
            shown = shown.rstrip()
        ends_in_space = shown[-1:].isspace() if shown else ends_in_space
        told.append(replace(segment, shown=shown))
    return tuple(told)


@dataclass(frozen=True)
class _Rest:
    """What is left of a block after a mark."""

    start: int
    end: int


def _segment(
    text: str,
    cut: CutSegment[int, InlineSpan | _Rest],
    marks: Mapping[int, Sequence[End]],
    anchors: NoteAnchors,
) -> Segment:
    spans = [inline for inline in cut.inlines if isinstance(inline, InlineSpan)]
    note = next((span.note for span in spans if span.kind is SpanKind.NOTE_REFERENCE), None)
    href = next((span.href for span in spans if span.kind is SpanKind.LINK), None)
    return Segment(
        text=text[cut.start : cut.end],
        claims=tuple(sorted(cut.claims)),
        ends=tuple(marks.get(cut.end, ())),
        note_ref=note,
        note_anchor=anchors.next_for(note) if note is not None else "",
        href=href or "",
    )


def _around_references(block: Block, place: Span) -> tuple[int, int]:
    """The place, widened to hold a reference whole: half of "[12]" would be a scrap on the page."""
    start, end = place.start, place.end
    for span in block.spans:
        if span.kind is SpanKind.NOTE_REFERENCE:
            start = span.start if span.start < start < span.end else start
            end = span.end if span.start < end < span.end else end
    return start, end
