"""The classes a line can have, and what the classifier says about one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class LineClass(StrEnum):
    """What a line of a scraped page is. The values are the class names editors and golden tests use."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    FOOTNOTE_HEADING = "footnote-heading"
    CAPTION = "caption"
    FIGURE = "figure"
    META = "meta"
    SERIES = "series"
    NAVIGATION = "navigation"
    WIDGET = "widget"
    SHARE = "share"
    COMMENTS = "comments"
    COUNTER = "counter"
    SEE_ALSO = "see-also"
    CALL_TO_CONTACT = "call-to-contact"
    TAGLINE = "tagline"
    SPACER = "spacer"


# A caption is content only when its image exists: then the line is a figure. In plain text no image ever does.
PUBLISHED = frozenset(
    {
        LineClass.TITLE,
        LineClass.LEAD,
        LineClass.BODY,
        LineClass.HEADING,
        LineClass.FOOTNOTE,
        LineClass.FOOTNOTE_HEADING,
        LineClass.FIGURE,
    }
)


@dataclass(frozen=True)
class Verdict:
    """A class with the reason for it, in Dutch an editor understands. A reason never quotes a line."""

    line_class: LineClass
    reason: str


@dataclass(frozen=True)
class Fragment:
    """A part of a line with a class of its own; `start` and `end` count code points in the source text."""

    start: int
    end: int
    line_class: LineClass
    reason: str


@dataclass(frozen=True)
class ClassifiedLine:
    """One line of the source text.

    `number` counts from 1, `start` is the offset of its first code point in the source text.
    The text is left out of `repr`: a hidden line may hold a stranger's phone number, and test output is read by many.
    """

    number: int
    text: str = field(repr=False)
    start: int
    line_class: LineClass
    reason: str
    fragments: tuple[Fragment, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_published(self) -> bool:
        return self.line_class in PUBLISHED

    @property
    def has_contact_details(self) -> bool:
        """Whether an e-mail address or telephone number stands in the line, whatever its class."""
        return any(part.line_class is LineClass.CALL_TO_CONTACT for part in self.fragments)
