"""A hit in its sentence: which part of a text to show, and which words in it to mark."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.search.words import TOKEN

LONGEST = 260  # code points shown of one text
_BEFORE = 80
_SENTENCE = re.compile(
    r"[^\n]*?(?:[.!?…]+[\"'”’)]*(?=\s+[\"'“‘(]?[^\W_a-z]|\s*\Z)|(?=\n)|\Z)", re.DOTALL
)


@dataclass(frozen=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    is_hit: bool


def snippet(text: str, is_hit: Callable[[str], bool]) -> list[Piece]:
    """The sentence with the most different hits, cut around the first of them when it is long.

    Without a hit the text's beginning. `is_hit` is asked once for every different word.
    """
    known: dict[str, bool] = {}
    best: tuple[int, int] | None = None
    most = 0
    for start, end in _sentences(text):
        hits = set()
        for match in TOKEN.finditer(text, start, end):
            word = match.group()
            hit = known.get(word)
            if hit is None:
                hit = known[word] = is_hit(word)
            if hit:
                hits.add(word.lower())
        if len(hits) > most:
            best, most = (start, end), len(hits)
    start, end = best or (0, len(text))
    start, end = _cut(text, start, end, lambda word: known.get(word, False))
    return _marked(text, start, end, lambda word: known.get(word, False))


def _sentences(text: str) -> list[tuple[int, int]]:
    found = []
    at = 0
    while at < len(text):
        match = _SENTENCE.match(text, at)
        end = match.end() if match and match.end() > at else at + 1
        if end - at > 1:
            found.append((at, end))
        at = end
    return found


def _cut(text: str, start: int, end: int, is_hit: Callable[[str], bool]) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    if end - start <= LONGEST:
        return start, end
    first = next((m for m in TOKEN.finditer(text, start, end) if is_hit(m.group())), None)
    if first is not None and first.start() - start > _BEFORE:
        space = text.find(" ", first.start() - _BEFORE, first.start())
        start = space + 1 if space >= 0 else first.start()
    if end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
    return start, end


def _marked(text: str, start: int, end: int, is_hit: Callable[[str], bool]) -> list[Piece]:
    pieces = []
    if start > 0 and text[start - 1] not in "\n" and not _begins(text, start):
        pieces.append(Piece("… ", False))
    at = start
    for match in TOKEN.finditer(text, start, end):
        if is_hit(match.group()):
            pieces.append(Piece(text[at : match.start()], False))
            pieces.append(Piece(match.group(), True))
            at = match.end()
    pieces.append(Piece(text[at:end], False))
    if end < len(text) and text[end] not in "\n" and text[end - 1] not in ".!?…":
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    return text[:start].rstrip(" ")[-1:] in (".", "!", "?", "…", "”", "\n", "")
