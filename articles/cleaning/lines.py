"""A source text as lines, and the shape of one line: long, short, a sentence, a list item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

# Limits in characters and words. They follow what the pages we have seen hold, with room on both sides.
PROSE_CHARACTERS = 80
LABEL_CHARACTERS = 240
PROSE_WORDS = 25
HEADING_CHARACTERS = 90
HEADING_WORDS = 14

_SENTENCE_END = re.compile(r"[.!?…][\"'’”)\]»]*(?=\s|$)")
_BULLET = re.compile(r"\s*[•●▪◦‣·*–—-]\s+(?=\S)")
_ORDINAL = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_QUOTES = "\"'‘’“”„«»"
_NO_HEADING_ENDS_SO = re.compile(rf"[.,;:…][{_QUOTES})\]]*$")
_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")


def is_blank(character: str) -> bool:
    return character.isspace() or character in INVISIBLE


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow [start, end) until both ends hold a visible character; white space includes U+00A0 and zero width."""
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return start, end


@dataclass(frozen=True)
class Line:
    """One line as it stands in the source: `number` from 1, `start` in code points, `text` without its line feed.

    The text is left out of `repr`, for it may hold personal data.
    """

    number: int
    text: str = field(repr=False)
    start: int

    @cached_property
    def content(self) -> str:
        start, end = trimmed_span(self.text, 0, len(self.text))
        return self.text[start:end]

    @cached_property
    def key(self) -> str:
        """For comparing with a vocabulary: lower case, single spaces, without the arrows and colon of a label."""
        return " ".join(self.content.casefold().split()).strip(" :»«›‹→←↓↑>…|·")

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.content))

    @cached_property
    def is_empty(self) -> bool:
        return not self.content

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(re.search(r"[.!?…][\"'’”)\]»]*$", self.content))

    @cached_property
    def sentences(self) -> int:
        return len(_SENTENCE_END.findall(self.content))

    @cached_property
    def is_long(self) -> bool:
        """Long enough to be a paragraph by its length alone, whatever its place on the page."""
        enough = len(self.content) >= PROSE_CHARACTERS and self.sentences > 0
        return enough or len(self.words) >= PROSE_WORDS

    @cached_property
    def starts_lower(self) -> bool:
        return self.content[:1].islower()

    @cached_property
    def bullet_end(self) -> int:
        """Where the text of a bulleted item begins in `text`; 0 when the line has no bullet."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0

    @cached_property
    def ordinal(self) -> tuple[int, int] | None:
        """(number, where the text begins) of a line such as "2. Tekst" or "2) Tekst"."""
        match = _ORDINAL.match(self.text)
        return (int(match[1]), match.end()) if match else None

    @cached_property
    def is_heading_shaped(self) -> bool:
        """Short, starts like a heading and does not end like a sentence; a question may be a heading."""
        return (
            0 < len(self.content) <= HEADING_CHARACTERS
            and 0 < len(self.words) <= HEADING_WORDS
            and not self.starts_lower
            and not self.bullet_end
            and not _NO_HEADING_ENDS_SO.search(self.content)
            and not (self.content[0] in _QUOTES and self.content[-1] in _QUOTES)
        )


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut at line feeds only; a line feed at the very end closes the last line and opens no new one."""
    lines = []
    start = 0
    for number, part in enumerate(text.removesuffix("\n").split("\n"), start=1):
        lines.append(Line(number, part, start))
        start += len(part) + 1
    return tuple(lines)
