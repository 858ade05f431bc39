"""Cut a block of text into sentences, for who chooses a passage without a mouse."""

from __future__ import annotations

import re
from itertools import pairwise

# A sentence ends at closing punctuation before white space and something that starts a sentence.
_BORDER = re.compile(r"(?<=[.!?…])[’”'\")\]]*\s+(?=[\[(‘“'\"]*[A-ZÀ-ÖØ-Þ0-9])")


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of text[start:end] begin, in code points; the first is `start` itself."""
    return [start, *(match.end() for match in _BORDER.finditer(text, start, end))]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) of each sentence, without the white space around it; none of an empty stretch."""
    found = []
    for first, last in pairwise([*sentence_starts(text, start, end), end]):
        stretch = text[first:last]
        if stretch.strip():
            begin = first + len(stretch) - len(stretch.lstrip())
            found.append((begin, begin + len(stretch.strip())))
    return found
