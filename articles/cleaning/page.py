"""The lines of one page with their signs and neighbours: what every later step looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from articles.cleaning.classes import LineClass
from articles.cleaning.contact import ContactDetail, contact_details, details_across
from articles.cleaning.lines import PROSE_CHARACTERS, Line, split_lines
from articles.cleaning.signs import Sign, contact_sign, sign_of

# Lines broken by hand at a fixed width are about this long; a next line that starts with a capital may then run on.
_WRAP_WIDTH = range(60, 101)
_BROKEN_LABEL_WORDS = 2


@dataclass(frozen=True)
class Page:
    """Lines are looked up by their number, which counts from 1."""

    lines: tuple[Line, ...]
    signs: tuple[Sign | None, ...]
    details: Mapping[int, tuple[ContactDetail, ...]]

    @classmethod
    def of(cls, text: str) -> Page:
        lines = split_lines(text)
        return cls.with_details(lines, details_in(lines))

    @classmethod
    def with_details(
        cls, lines: tuple[Line, ...], details: Mapping[int, tuple[ContactDetail, ...]]
    ) -> Page:
        """A page of these lines, for who knows better where their contact details stand: see `details_in`."""
        signs = (
            contact_sign(details[line.number]) if line.number in details else sign_of(line)
            for line in lines
        )
        return cls(lines, tuple(signs), details)

    def __getitem__(self, number: int) -> Line:
        return self.lines[number - 1]

    def sign(self, line: Line) -> Sign | None:
        return self.signs[line.number - 1]

    @cached_property
    def filled(self) -> tuple[Line, ...]:
        """The lines that hold something visible."""
        return tuple(line for line in self.lines if not line.is_empty)

    @cached_property
    def _place(self) -> dict[int, int]:
        return {line.number: place for place, line in enumerate(self.filled)}

    def after(self, line: Line) -> Iterator[Line]:
        """The filled lines after a filled line, nearest first."""
        for place in range(self._place[line.number] + 1, len(self.filled)):
            yield self.filled[place]

    def before(self, line: Line) -> Iterator[Line]:
        """The filled lines before a filled line, nearest first."""
        for place in range(self._place[line.number] - 1, -1, -1):
            yield self.filled[place]

    def next(self, line: Line) -> Line | None:
        return next(self.after(line), None)

    def previous(self, line: Line) -> Line | None:
        return next(self.before(line), None)

    def unsigned(self, line: Line) -> bool:
        return not line.is_empty and self.sign(line) is None

    @cached_property
    def continued(self) -> frozenset[int]:
        """Numbers of lines that run on from the line directly above: one paragraph broken over lines by hand."""
        found: set[int] = set()
        for above, line in pairwise(self.lines):
            if (
                not (self.unsigned(above) and self.unsigned(line))
                or line.bullet_end
                or line.ordinal
            ):
                continue
            inside_wrapped_text = above.number in found and len(above.content) in _WRAP_WIDTH
            open_ended = not above.ends_sentence and not above.content.endswith((":", ";"))
            if inside_wrapped_text or (line.starts_lower and open_ended):
                found.add(line.number)
        return frozenset(found)

    @cached_property
    def broken_labels(self) -> frozenset[int]:
        """Numbers of lines that are the second half of a label: "Filter op" with "content" directly below."""
        furniture = (LineClass.WIDGET, LineClass.NAVIGATION, LineClass.SHARE)
        return frozenset(
            line.number
            for above, line in pairwise(self.lines)
            if self.has_class(above, *furniture)
            and self.unsigned(line)
            and line.starts_lower
            and not line.ends_sentence
            and len(line.words) <= _BROKEN_LABEL_WORDS
        )

    @cached_property
    def prose(self) -> frozenset[int]:
        """Numbers of the lines of paragraphs that are long enough to be text by their length alone."""
        found: set[int] = set()
        for paragraph in self._paragraphs():
            length = sum(len(line.content) for line in paragraph)
            if paragraph[0].is_long or (len(paragraph) > 1 and length >= PROSE_CHARACTERS):
                found.update(line.number for line in paragraph)
        return frozenset(found)

    def _paragraphs(self) -> Iterator[list[Line]]:
        paragraph: list[Line] = []
        for line in self.filled:
            if line.number in self.continued:
                if paragraph:
                    paragraph.append(line)
                continue
            if paragraph:
                yield paragraph
            paragraph = [line] if self.unsigned(line) and not line.bullet_end else []
        if paragraph:
            yield paragraph

    @cached_property
    def first_prose(self) -> int:
        """Number of the first line of prose; one past the last line when the page has none."""
        return min(self.prose, default=len(self.lines) + 1)

    @cached_property
    def header_end(self) -> int:
        """Number of the last line of the frame above the text; 0 when there is none.

        Among short lines alone, words such as *Contact* may be text: there only the unbroken run at the top counts.
        """
        header: Iterable[Line] = takewhile(lambda line: self.sign(line) is not None, self.filled)
        if self.prose:
            header = (line for line in self.filled if line.number < self.first_prose)
        return max((line.number for line in header if self._is_header(line)), default=0)

    def _is_header(self, line: Line) -> bool:
        sign = self.sign(line)
        return sign is not None and sign.header

    def is_numbered_item(self, line: Line) -> bool:
        """Whether a line such as "2. Tekst" stands in a row with the number before or after it.

        One numbered line alone is a numbered heading, or a sentence that begins with a number.
        """
        if line.ordinal is None:
            return False
        above, below = self.previous(line), self.next(line)
        follows = (
            above is not None
            and above.ordinal is not None
            and above.ordinal[0] == line.ordinal[0] - 1
        )
        leads = (
            below is not None
            and below.ordinal is not None
            and below.ordinal[0] == line.ordinal[0] + 1
        )
        return follows or leads

    @cached_property
    def numbered_headings(self) -> frozenset[int]:
        """Numbers of the lines "1. Inleiding", "2. Aanpak" … that count on from 1 with text between them.

        One of them must stand above a paragraph; the others are headings too then, however short the text below.
        """
        found: list[Line] = []
        for line in self.filled:
            if line.ordinal is None or line.ordinal[0] != len(found) + 1 or self.sign(line):
                continue
            if line.is_heading_shaped and not self.is_numbered_item(line) and self.next(line):
                found.append(line)
        heads_prose = any(
            (below := self.next(line)) and below.number in self.prose for line in found
        )
        return frozenset(line.number for line in found if heads_prose and len(found) > 1)

    def stands_apart(self, line: Line, later: Line) -> bool:
        """Whether a layout line (blank, but not empty: mostly one U+00A0) stands between two filled lines."""
        return any(between.text for between in self.lines[line.number : later.number - 1])

    def has_class(self, line: Line, *classes: LineClass) -> bool:
        sign = self.sign(line)
        return sign is not None and sign.line_class in classes


def details_in(lines: tuple[Line, ...]) -> dict[int, tuple[ContactDetail, ...]]:
    """The contact details in each line that has any, with the halves of those that a line break cut in two."""
    found = {line.number: list(contact_details(line.text)) for line in lines}
    for above, below in pairwise(lines):
        halves = details_across(above.text, below.text)
        if halves and not _covers(found[above.number], halves[0]):
            found[above.number].append(halves[0])
            found[below.number].insert(0, halves[1])
    return {number: tuple(details) for number, details in found.items() if details}


def _covers(details: list[ContactDetail], half: ContactDetail) -> bool:
    """Whether the half is a detail by itself, which merely happens to read on in the next line."""
    return any(detail.start <= half.start < detail.end for detail in details)
