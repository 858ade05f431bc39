"""Find the places in a text that are most like a pattern, counting insertions, deletions and replacements.

The bit-vector method of G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
programming", Journal of the ACM 46(3), 1999: one column of the table of edit distances is kept as the differences
between neighbours, one bit each, so that a whole column costs about a dozen operations on whole numbers, of any length
in Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# With at most this share of errors some piece of the pattern still stands in the text as it was (see `_windows`).
_FEW_ERRORS = 6
# A pattern of one letter that changed is like every letter: so many ends near the old place are looked at, no more.
MOST_ENDS = 200


@dataclass(frozen=True)
class Likeness:
    """A place [start, end) of the text, and how many errors lie between it and the pattern."""

    start: int
    end: int
    errors: int


def most_alike(text: str, pattern: str, most_errors: int, *, near: int = 0) -> list[Likeness]:
    """Every place with the lowest number of errors, in order; none when that is over `most_errors`.

    A place may have several ends and several starts: all pairs are given. Where very many places are equally like,
    only those with the `MOST_ENDS` ends nearest to `near` are. A place without a character is none.
    """
    if not pattern or most_errors < 0:
        return []
    lowest, ends = _best_ends(text, pattern, most_errors)
    if len(ends) > MOST_ENDS:
        ends = sorted(sorted(ends, key=lambda end: (abs(end - near), end))[:MOST_ENDS])
    backwards = pattern[::-1]
    found = []
    for end in ends:
        reach = max(0, end - len(pattern) - lowest)
        before = text[reach:end][::-1]
        for length, errors in enumerate(_distances(before, backwards, anchored=True), start=1):
            if errors == lowest:
                found.append(Likeness(end - length, end, lowest))
    return sorted(found, key=lambda place: (place.start, place.end))


def fewest_errors(text: str, pattern: str) -> int:
    """The errors between `pattern` and the stretch of `text` most like it; its length when nothing is."""
    return min([len(pattern), *_distances(text, pattern)]) if pattern else 0


def _best_ends(text: str, pattern: str, most_errors: int) -> tuple[int, list[int]]:
    few = min(most_errors, len(pattern) // _FEW_ERRORS)
    windows = _windows(text, pattern, few)
    if sum(end - start for start, end in windows) < len(text) // 2:
        lowest, ends = _lowest(text, pattern, windows, few)
        if ends:
            return lowest, ends
    return _lowest(text, pattern, [(0, len(text))], most_errors)


def _lowest(
    text: str, pattern: str, windows: Sequence[tuple[int, int]], most_errors: int
) -> tuple[int, list[int]]:
    lowest, ends = min(most_errors, len(pattern) - 1), []
    for start, stop in windows:
        for end, errors in enumerate(_distances(text[start:stop], pattern), start=start + 1):
            if errors < lowest:
                lowest, ends = errors, [end]
            elif errors == lowest:
                ends.append(end)
    return lowest, ends


def _windows(text: str, pattern: str, errors: int) -> list[tuple[int, int]]:
    """The stretches of the text outside which no place has so few errors.

    Cut the pattern in one piece more than there may be errors: no error can lie in two pieces, so one piece at least
    stands in the text unharmed, and the place lies around it.
    """
    borders = [len(pattern) * piece // (errors + 1) for piece in range(errors + 2)]
    found = []
    for first, last in pairwise(borders):
        piece = pattern[first:last]
        at = text.find(piece)
        while at >= 0:
            begin = at - first - errors
            found.append((max(0, begin), min(len(text), at - first + len(pattern) + errors)))
            at = text.find(piece, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _distances(text: str, pattern: str, *, anchored: bool = False) -> Iterator[int]:
    """For each end in the text, from 1 on: the fewest errors between the pattern and what ends there.

    It may begin anywhere; with `anchored` it begins where the text does. Names as in the article: `pv` and `mv` are the
    rises and falls down the column, `ph` and `mh` those along the rows.
    """
    places: dict[str, int] = {}
    for index, character in enumerate(pattern):
        places[character] = places.get(character, 0) | (1 << index)
    mask = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    first_row = int(anchored)
    pv, mv, errors = mask, 0, len(pattern)
    at = places.get
    for character in text:
        eq = at(character, 0)
        xv = eq | mv
        xh = (((eq & pv) + pv) ^ pv) | eq
        ph = mv | ~(xh | pv)
        mh = pv & xh
        if ph & last:
            errors += 1
        elif mh & last:
            errors -= 1
        ph = (ph << 1) | first_row
        pv = ((mh << 1) | ~(xv | ph)) & mask
        mv = ph & xv
        yield errors
