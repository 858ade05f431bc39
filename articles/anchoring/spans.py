"""Cut a block of text at every border of a passage, so that overlapping passages are drawn without nesting.

Each segment knows all claims it belongs to. A passage that runs over several blocks begins in one and ends in another;
in the blocks between it does neither, so it is announced once and linked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

Claim = TypeVar("Claim")


class Span(Protocol):
    """Anything that stands at [start, end) of the canonical text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Inline = TypeVar("Inline", bound=Span)


@dataclass(frozen=True)
class PassageSpan(Generic[Claim]):
    """One passage of a claim, trimmed of white space; `claim` is whatever the caller knows it by."""

    claim: Claim
    start: int
    end: int


@dataclass(frozen=True)
class Segment(Generic[Claim, Inline]):
    """A stretch of one block in which nothing begins or ends.

    `claims`: every claim with a passage over it, in the order in which the passages were given, each once. `starts` and
    `ends`: the claims of which a passage begins at its first, or ends at its last character. `inlines`, `opens` and
    `closes` say the same of note references and links: neighbours that share one belong to the same link.
    """

    start: int
    end: int
    claims: tuple[Claim, ...] = ()
    starts: tuple[Claim, ...] = ()
    ends: tuple[Claim, ...] = ()
    inlines: tuple[Inline, ...] = ()
    opens: tuple[Inline, ...] = ()
    closes: tuple[Inline, ...] = ()


def segments(
    block_start: int,
    block_end: int,
    passages: Sequence[PassageSpan[Claim]],
    inlines: Sequence[Inline] = (),
) -> list[Segment[Claim, Inline]]:
    """The block as segments that follow each other from `block_start` to `block_end`; an empty block has none.

    Passages and inline spans may lie partly or wholly outside the block. Raises ValueError for a span that is empty
    or runs backwards.
    """
    everything: list[Span] = [*passages, *inlines]
    for span in everything:
        if span.start >= span.end:
            raise ValueError(f"A span must end after it begins, not {span.start}-{span.end}.")
    here = [
        passage for passage in passages if passage.start < block_end and passage.end > block_start
    ]
    inside = [inline for inline in inlines if inline.start < block_end and inline.end > block_start]
    borders = {block_start, block_end}
    touching: list[Span] = [*here, *inside]
    for span in touching:
        borders.update(
            border for border in (span.start, span.end) if block_start < border < block_end
        )
    cuts = sorted(borders)
    return [_segment(start, end, here, inside) for start, end in pairwise(cuts)]


def _segment(
    start: int, end: int, passages: Sequence[PassageSpan[Claim]], inlines: Sequence[Inline]
) -> Segment[Claim, Inline]:
    # Cut at every border, so a span that touches a segment at all covers it whole.
    over = [passage for passage in passages if passage.start <= start and passage.end >= end]
    around = tuple(inline for inline in inlines if inline.start <= start and inline.end >= end)
    return Segment(
        start,
        end,
        claims=_claims(over),
        starts=_claims(passage for passage in over if passage.start == start),
        ends=_claims(passage for passage in over if passage.end == end),
        inlines=around,
        opens=tuple(inline for inline in around if inline.start == start),
        closes=tuple(inline for inline in around if inline.end == end),
    )


def _claims(passages: Iterable[PassageSpan[Claim]]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(passage.claim for passage in passages))
