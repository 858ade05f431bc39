"""What differs between two texts: block by block, and within a block word by word. Pure, and bounded in time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_TOKEN = re.compile(r"[\w'’-]+\s*|[^\w\s]\s*|\s+")
# Comparing two sequences takes time with the product of their lengths; beyond this it is said as a whole.
_MOST_WORK = 4_000_000
# Two blocks that share less than this of their words are two blocks, not one that changed.
_SAME_BLOCK = 0.4
_SHORTEST_MOVED = 20


class Change(Enum):
    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A stretch of words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True)
class BlockChange:
    """One block of the new text, or one that is gone. The pieces that are not removed make the new block."""

    change: Change
    pieces: tuple[Piece, ...]


def words_differ(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both, in order; white space alone is no difference."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for tag, i, j, k, end in _steps([t.strip() for t in before], [t.strip() for t in after]):
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(after[k:end])))
            continue
        if j > i:
            # What stayed is written as in the new text, where these words may have ended it.
            apart = " " if i and before[i - 1][-1:].isspace() and _is_tight(pieces) else ""
            pieces.append(Piece(Change.REMOVED, apart + "".join(before[i:j])))
        if end > k:
            pieces.append(Piece(Change.ADDED, "".join(after[k:end])))
    return tuple(pieces)


def _is_tight(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and not pieces[-1].text[-1:].isspace()


def blocks_differ(old: Sequence[str], new: Sequence[str]) -> list[BlockChange]:
    """The blocks of the new text in order, with those that are gone where they stood.

    A block that stands literally somewhere else has moved: it is named where it stands now.
    """
    steps = list(_steps(old, new))
    gone = Counter(t for tag, i, j, _k, _e in steps if tag != "equal" for t in old[i:j])
    come = Counter(t for tag, _i, _j, k, e in steps if tag != "equal" for t in new[k:e])
    moved = {text for text in gone & come if len(text) >= _SHORTEST_MOVED}
    found: list[BlockChange] = []
    for tag, i, j, k, end in steps:
        if tag == "equal":
            found += [BlockChange(Change.SAME, (Piece(Change.SAME, text),)) for text in new[k:end]]
        else:
            found += _replaced([t for t in old[i:j] if t not in moved], new[k:end], moved)
    return found


def words_changed(changes: Iterable[BlockChange]) -> tuple[int, int]:
    """How many words came and how many went in what `blocks_differ` found: those that are drawn so."""
    count = Counter[Change]()
    for block in changes:
        for piece in block.pieces:
            count[piece.change] += len(piece.text.split())
    return count[Change.ADDED], count[Change.REMOVED]


def _replaced(old: Sequence[str], new: Sequence[str], moved: set[str]) -> Iterator[BlockChange]:
    next_old = 0
    for text in new:
        if text in moved:
            yield BlockChange(Change.MOVED, (Piece(Change.SAME, text),))
            continue
        # A few blocks ahead is far enough to see that one was taken out.
        ahead = range(next_old, min(len(old), next_old + 8))
        match = max(ahead, key=lambda at: (_alike(old[at], text), -at), default=None)
        if match is None or _alike(old[match], text) < _SAME_BLOCK:
            yield BlockChange(Change.ADDED, (Piece(Change.ADDED, text),))
            continue
        yield from (_removed(gone) for gone in old[next_old:match])
        yield BlockChange(Change.CHANGED, words_differ(old[match], text))
        next_old = match + 1
    yield from (_removed(gone) for gone in old[next_old:])


def _removed(text: str) -> BlockChange:
    return BlockChange(Change.REMOVED, (Piece(Change.REMOVED, text),))


def _alike(one: str, other: str) -> float:
    """The share of the words of the longer block that both have."""
    a, b = Counter(one.split()), Counter(other.split())
    return (a & b).total() / max(a.total(), b.total(), 1)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Opcodes as difflib names them, with what both begin and end with set apart first."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head:
        yield "equal", 0, head, 0, head
    i, j, k, end = head, len(old) - tail, head, len(new) - tail
    if (j - i) * (end - k) > _MOST_WORK:
        yield "replace", i, j, k, end
    elif i < j or k < end:
        matcher = SequenceMatcher(None, old[i:j], new[k:end], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            yield tag, a + i, b + i, c + k, d + k
    if tail:
        yield "equal", j, len(old), end, len(new)
