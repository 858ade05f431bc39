"""Find a quote in a text, and describe a place in a text so that it can be found again.

All offsets count Unicode code points, as the W3C Web Annotation model asks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from articles.anchoring.matching_text import MatchingText, matching_text

CONTEXT_AT_LEAST = 32
CONTEXT_AT_MOST = 120

_SENTENCE_BORDER = re.compile(r"(?<=[.!?…])[\"'’”)\]»]*(?=\s)|(?=\n\n)")
_SENTENCE_START = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'’”)\]»]))\s+(?=\S)|\n\n")
_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True)
class Quote:
    """The words of a place and what stands around them, exactly as in the canonical text."""

    exact: str
    prefix: str
    suffix: str


def find_literal(canonical_text: str, quote: str) -> list[tuple[int, int]]:
    """Every [start, end) where the quote stands, overlapping places too, in order; compared as matching text.

    White space around the quote does not count. A place that would cut a grapheme in two is none. Raises ValueError
    for a quote without a visible character.
    """
    wanted = matching_text(unicodedata.normalize("NFC", quote).strip()).text
    if not wanted:
        raise ValueError("A quote must hold at least one visible character.")
    return literal_spans(canonical_text, matching_text(canonical_text), wanted)


def literal_spans(canonical_text: str, text: MatchingText, wanted: str) -> list[tuple[int, int]]:
    """The same for words that are matching text already, in a text whose matching text was made before."""
    found = []
    at = text.text.find(wanted)
    while at >= 0:
        span = text.original_span(at, at + len(wanted))
        if span and not any(splits_grapheme(canonical_text, offset) for offset in span):
            found.append(span)
        at = text.text.find(wanted, at + 1)
    return found


def trim_selection(canonical_text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow [start, end) to its first and last visible character. Raises ValueError when nothing is left."""
    _check_range(canonical_text, start, end)
    while start < end and canonical_text[start].isspace():
        start += 1
    while end > start and canonical_text[end - 1].isspace():
        end -= 1
    if start == end:
        raise ValueError(f"The selection at {start} holds only white space.")
    return start, end


def describe(canonical_text: str, start: int, end: int) -> Quote:
    """The quote at [start, end) with its context: from 32 characters on to a sentence border, at most 120 each side.

    Raises ValueError when the range is empty or outside the text, begins or ends with white space (see
    `trim_selection`), or cuts a grapheme in two.
    """
    if (start, end) != trim_selection(canonical_text, start, end):
        raise ValueError(f"The selection {start}-{end} begins or ends with white space.")
    for offset in (start, end):
        if splits_grapheme(canonical_text, offset):
            raise ValueError(f"Offset {offset} lies inside a character that readers see as one.")
    return Quote(
        canonical_text[start:end], _prefix(canonical_text, start), _suffix(canonical_text, end)
    )


def splits_grapheme(text: str, offset: int) -> bool:
    """Whether a cut at this offset parts a letter from its accent, or an emoji from what belongs to it."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if (
        unicodedata.category(after).startswith("M")
        or after == _ZERO_WIDTH_JOINER
        or ord(after) in _SKIN_TONES
    ):
        return True
    if before == _ZERO_WIDTH_JOINER and unicodedata.category(after) == "So":
        return True
    if ord(before) in _REGIONAL and ord(after) in _REGIONAL:
        # Flags are pairs: a cut is wrong after an odd number of regional letters.
        flags = offset
        while flags > 0 and ord(text[flags - 1]) in _REGIONAL:
            flags -= 1
        return (offset - flags) % 2 == 1
    return False


def _prefix(text: str, start: int) -> str:
    earliest = max(0, start - CONTEXT_AT_MOST)
    window = text[earliest:start]
    borders = [
        match.end()
        for match in _SENTENCE_START.finditer(window)
        if len(window) - match.end() >= CONTEXT_AT_LEAST
    ]
    # Up to the nearest border; the beginning of the text is one, a cut at the limit is not and must spare graphemes.
    begin = earliest + (borders[-1] if borders else 0)
    while begin < start and splits_grapheme(text, begin):
        begin += 1
    return text[begin:start]


def _suffix(text: str, end: int) -> str:
    window = text[end : end + CONTEXT_AT_MOST + 1]
    borders = (match.end() for match in _SENTENCE_BORDER.finditer(window))
    border = next(
        (at for at in borders if CONTEXT_AT_LEAST <= at <= CONTEXT_AT_MOST), CONTEXT_AT_MOST
    )
    stop = min(end + border, len(text))
    while stop > end and splits_grapheme(text, stop):
        stop -= 1
    return text[end:stop]


def _check_range(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"The selection {start}-{end} does not lie inside a text of {len(text)} characters."
        )
