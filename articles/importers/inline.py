"""Running text inside a block: white space as a page shows it, and which words are stressed or linked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from articles.cleaning.contact import contact_details
from articles.cleaning.draft import SpanKind
from articles.cleaning.lines import is_blank, trimmed_span
from articles.importers.blocks import Mark
from articles.importers.characters import plain_characters

# Only what HTML collapses: a no-break space is the writer's own.
_SPACES = re.compile(r"[ \t\n\r\f]+")
LONGEST_ADDRESS = 2_000
# Words behind which a mark is not worth keeping: more than this in one block is a page of links.
_MOST_MARKS = 500
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass
class _Open:
    kind: SpanKind
    start: int
    href: str | None


@dataclass
class InlineText:
    """Collects the text of one block piece by piece; `take` gives it and starts anew.

    Marks that are still open then go on in the next block.
    """

    base: str = ""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _marks: list[Mark] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    has_contact_link: bool = False

    def add(self, text: str | None, *, as_written: bool = False) -> None:
        """Add text of the source; `as_written` keeps its spaces, as in computer code, but still on one line."""
        if not text:
            return
        text = plain_characters(text)
        text = text.replace("\n", " ") if as_written else _SPACES.sub(" ", text)
        ends_blank = not self._parts or self._parts[-1].endswith(" ")
        if text.startswith(" ") and ends_blank and not as_written:
            text = text[1:]
        if text:
            self._parts.append(text)
            self._length += len(text)

    def add_reference(self, number: int) -> None:
        """A reference to a note, printed as "[3]" whatever the page makes of it."""
        start = self._length
        self.add(f"[{number}]")
        self._marks.append(Mark(SpanKind.NOTE_REFERENCE, start, self._length, note=number))

    def open(self, kind: SpanKind, href: str | None = None) -> None:
        self._open.append(_Open(kind, self._length, href))

    def close(self, kind: SpanKind) -> None:
        """Close the innermost open mark of this kind."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].kind is kind:
                self._add_mark(self._open.pop(place))
                return

    def open_link(self, href: str | None) -> None:
        address = web_address(href, self.base)
        if href and href.strip().casefold().startswith(("mailto:", "tel:", "sms:", "whatsapp:")):
            self.has_contact_link = True
        self.open(SpanKind.LINK, address)

    def take(self) -> tuple[str, tuple[Mark, ...], bool]:
        """The text, trimmed at both ends and NFC, its marks, and whether a link to mail or call stands in it."""
        for opened in self._open:
            self._add_mark(opened)
            opened.start = 0
        text, marks = composed("".join(self._parts), self._marks)
        start, end = trimmed_span(text, 0, len(text))
        found = tuple(_moved(text, marks, start, end))
        taken = text[start:end], found, self.has_contact_link
        self._parts, self._length, self._marks, self.has_contact_link = [], 0, [], False
        return taken

    @property
    def is_empty(self) -> bool:
        return all(is_blank(character) for part in self._parts for character in part)

    def _add_mark(self, opened: _Open) -> None:
        if opened.start >= self._length or len(self._marks) >= _MOST_MARKS:
            return
        if opened.kind is SpanKind.LINK and opened.href is None:
            return
        same = (m for m in self._marks if m.kind is opened.kind)
        if not any(opened.start < m.end and m.start < self._length for m in same):
            self._marks.append(Mark(opened.kind, opened.start, self._length, href=opened.href))


def composed(text: str, marks: Iterable[Mark]) -> tuple[str, list[Mark]]:
    """Text and marks in NFC: a letter in one element and its accent in the next are one character."""
    if unicodedata.is_normalized("NFC", text):
        return text, list(marks)

    def place(offset: int) -> int:
        return len(unicodedata.normalize("NFC", text[:offset]))

    moved = [replace(mark, start=place(mark.start), end=place(mark.end)) for mark in marks]
    return unicodedata.normalize("NFC", text), moved


def _moved(text: str, marks: Iterable[Mark], start: int, end: int) -> Iterable[Mark]:
    """The marks within [start, end), counted from there, without blanks at their ends and in order."""
    found = []
    for mark in marks:
        first, last = trimmed_span(text, max(mark.start, start), min(mark.end, end))
        if first < last:
            found.append(replace(mark, start=first - start, end=last - start))
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def web_address(href: str | None, base: str = "") -> str | None:
    """The whole address of a link to the web, or None: for another scheme, a place on the page itself, a relative one
    without `base`, one with a password or with somebody's contact details in it."""
    address = _SPACES.sub("", plain_characters(href or "")).strip()
    if not address or address.startswith("#") or len(address) > LONGEST_ADDRESS:
        return None
    try:
        whole = urljoin(base, address) if base else address
        parts = urlsplit(whole)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    if len(whole) > LONGEST_ADDRESS or any(is_blank(character) for character in whole):
        return None
    if contact_details(whole):
        return None
    return whole
