"""Matching text: a text in the form in which quotes are looked for. Derived each time, never stored or shown.

Browsers give a selection back with plain spaces where the source has no-break ones, and people retype quotes with
straight quotes and hyphens. Case is kept: it is part of what was said.
"""

from __future__ import annotations

from dataclasses import dataclass

_REPLACEMENTS = {
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑‒–—―", "-"),
    "…": "...",
}


@dataclass(frozen=True)
class MatchingText:
    """`index_map` gives for each character of `text` the [start, end) of what it stands for in the original text.

    A run of white space became one space, and one … became three full stops, so neighbours may share an origin.
    """

    text: str
    index_map: tuple[tuple[int, int], ...]

    def original_span(self, start: int, end: int) -> tuple[int, int] | None:
        """[start, end) of the original text for [start, end) of this one; None for an empty span, and for one that
        begins or ends inside a character that was written out, such as one of the three full stops of …"""
        if start >= end:
            return None
        if start > 0 and self.index_map[start - 1] == self.index_map[start]:
            return None
        if end < len(self.text) and self.index_map[end] == self.index_map[end - 1]:
            return None
        return self.index_map[start][0], self.index_map[end - 1][1]


def matching_text(text: str) -> MatchingText:
    """Each run of white space (U+00A0 too) → one space; curly quotes → straight; dashes → -; … → three full stops."""
    characters: list[str] = []
    index_map: list[tuple[int, int]] = []
    offset = 0
    while offset < len(text):
        end = offset + 1
        if text[offset].isspace():
            while end < len(text) and text[end].isspace():
                end += 1
            replacement = " "
        else:
            replacement = _REPLACEMENTS.get(text[offset], text[offset])
        characters.append(replacement)
        index_map.extend([(offset, end)] * len(replacement))
        offset = end
    return MatchingText("".join(characters), tuple(index_map))
