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


@dataclass(frozen=True)
class _Rest:
    """What is left of a block after a mark."""

    start: int
    end: int


Cut = CutSegment[int, InlineSpan | _Rest]


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
    spans = [span for span in block.spans if span.start < span.end]
    inlines: list[InlineSpan | _Rest] = [*spans, *rests]
    cuts = cut_into_segments(block.start, block.end, passages, inlines)
    return _as_shown(_linked([_segment(text, cut, marks, anchors) for cut in cuts], cuts))


def _linked(segments: list[Segment], cuts: Sequence[Cut]) -> list[Segment]:
    """Say where the element of a link opens and closes: around neighbours of the same span, but
    never around the number of a claim or a reference, which are links themselves."""
    links = [
        _of_kind(cut, SpanKind.LINK) if segment.href and segment.note_ref is None else None
        for segment, cut in zip(segments, cuts, strict=True)
    ]
    told = []
    opens = True
    for index, (segment, link) in enumerate(zip(segments, links, strict=True)):
        follows = links[index + 1] if index + 1 < len(links) else None
        closes = bool(segment.ends) or follows is not link
        if link is not None:
            segment = replace(segment, opens_link=opens, closes_link=closes)
        told.append(segment)
        opens = closes or link is None
    return told


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


def _segment(
    text: str, cut: Cut, marks: Mapping[int, Sequence[End]], anchors: NoteAnchors
) -> Segment:
    reference, link = _of_kind(cut, SpanKind.NOTE_REFERENCE), _of_kind(cut, SpanKind.LINK)
    note = reference.note if reference else None
    return Segment(
        text=text[cut.start : cut.end],
        claims=tuple(sorted(cut.claims)),
        begins=tuple(sorted(cut.starts)),
        ends=tuple(marks.get(cut.end, ())),
        note_ref=note,
        note_anchor=anchors.next_for(note) if note is not None else "",
        href=_followed(link.href or "") if link else "",
        emphasis=_of_kind(cut, SpanKind.EMPHASIS) is not None,
        strong=_of_kind(cut, SpanKind.STRONG) is not None,
    )


def _followed(href: str) -> str:
    """An address that leads to a page or a mailbox; of any other the words stay and no link."""
    return href if href.lower().startswith(("https://", "http://", "mailto:")) else ""


def _of_kind(cut: Cut, kind: SpanKind) -> InlineSpan | None:
    spans = (span for span in cut.inlines if isinstance(span, InlineSpan))
    return next((span for span in spans if span.kind is kind), None)


def _around_references(block: Block, place: Span) -> tuple[int, int]:
    """The place, widened to hold a reference whole: half of "[12]" would be a scrap on the page."""
    start, end = place.start, place.end
    for span in block.spans:
        if span.kind is SpanKind.NOTE_REFERENCE:
            start = span.start if span.start < start < span.end else start
            end = span.end if span.start < end < span.end else end
    return start, end
