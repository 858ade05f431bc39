"""Text of a block under construction, with the place in the source of each of its characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.cleaning.classes import ClassifiedLine, Fragment, LineClass
from articles.cleaning.draft import Piece
from articles.cleaning.lines import is_blank

# Stands where a contact detail was cut out of a line that an editor chose to publish.
OMISSION = "[…]"


@dataclass
class TracedText:
    """Characters with the source offset of each; a joiner that stands in no source has None."""

    characters: list[str] = field(default_factory=list)
    origins: list[int | None] = field(default_factory=list)
    _index: tuple[list[int], list[int]] | None = field(default=None, repr=False, compare=False)

    def add(self, text: str, origin: int | None) -> None:
        self._index = None
        self.characters.extend(text)
        self.origins.extend(
            [None] * len(text) if origin is None else range(origin, origin + len(text))
        )

    def add_line(self, line: ClassifiedLine, offset: int) -> None:
        """Add a line from `offset` on, without the blanks it begins with and without its fragments of furniture."""
        while offset < len(line.text) and is_blank(line.text[offset]):
            offset += 1
        for fragment in line.fragments:
            cut_from, cut_to = fragment.start - line.start, fragment.end - line.start
            self.add(line.text[offset:cut_from], line.start + offset)
            self._close_cut(fragment)
            offset = max(offset, cut_to)
        self.add(line.text[offset:], line.start + offset)

    def _close_cut(self, fragment: Fragment) -> None:
        if fragment.line_class is LineClass.CALL_TO_CONTACT:
            self.add(OMISSION, None)
        else:
            self.drop_trailing_blanks()

    def trim(self) -> None:
        first, last = 0, len(self.characters)
        while first < last and is_blank(self.characters[first]):
            first += 1
        while last > first and is_blank(self.characters[last - 1]):
            last -= 1
        self._index = None
        self.characters, self.origins = self.characters[first:last], self.origins[first:last]

    def drop_trailing_blanks(self) -> None:
        self._index = None
        while self.characters and is_blank(self.characters[-1]):
            self.characters.pop()
            self.origins.pop()

    def place_of(self, source_start: int, source_end: int) -> tuple[int, int] | None:
        """Where source [source_start, source_end) stands in this text, as far as it is here and seen; else None."""
        # Asked once for every span of a long block, so the index is made once.
        if self._index is None:
            known = [(at, origin) for at, origin in enumerate(self.origins) if origin is not None]
            self._index = [at for at, _ in known], [origin for _, origin in known]
        places, offsets = self._index
        first = bisect_left(offsets, source_start)
        last = bisect_left(offsets, source_end)
        if first >= last:
            return None
        start, end = places[first], places[last - 1] + 1
        while start < end and is_blank(self.characters[start]):
            start += 1
        while end > start and is_blank(self.characters[end - 1]):
            end -= 1
        return (start, end) if start < end else None

    def pieces(self, start: int) -> Iterator[Piece]:
        """The stretches that stand in the source unbroken, for a text that begins at `start`."""
        first = 0
        for index in range(1, len(self.origins) + 1):
            origin, before = self.origins[first], self.origins[index - 1]
            after = self.origins[index] if index < len(self.origins) else None
            if before is not None and after == before + 1:
                continue
            if origin is not None and before is not None:
                yield Piece(origin, before + 1, start + first)
            first = index
