"""Numbered notes: the lines that hold them, and the references to them in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.cleaning.classes import LineClass
from articles.cleaning.lines import Line
from articles.cleaning.page import Page

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_BRACKETED = re.compile(r"\s*\[(?P<number>\d{1,3})\]\s*(?=\S)")
_RAISED = re.compile(r"\s*(?P<number>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)")
_PLAIN = re.compile(r"\s*(?P<number>\d{1,3})[.):]?\s+(?=\S)")
_REFERENCE = re.compile(r"\[(?P<plain>\d{1,3})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_POWER_OF = re.compile(r"(?<![^\W_])(?:mm|cm|dm|dam|hm|km|[^\W\d_])$", re.IGNORECASE)


@dataclass(frozen=True)
class Marker:
    """The number a note begins with, and where its text begins in the line."""

    number: int
    text_start: int


@dataclass(frozen=True)
class Reference:
    """A reference such as "[12]" at [start, end) of the text it was found in."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Notes:
    """The notes of a page: the line of their heading, if any, and the marker of each note by line number."""

    heading: int | None
    markers: dict[int, Marker]


def note_marker(line: Line, *, under_heading: bool = True) -> Marker | None:
    """The marker of a note line. Bare numbers ("3. Tekst") count only under a heading: elsewhere they are a list."""
    for pattern in (_BRACKETED, _RAISED, _PLAIN) if under_heading else (_BRACKETED, _RAISED):
        match = pattern.match(line.text)
        if match:
            return Marker(int(match["number"].translate(_SUPERSCRIPT)), match.end())
    return None


def references(text: str) -> Iterator[Reference]:
    """Everything in a text that has the form of a reference; whether a note answers to it is for the caller.

    A raised number behind a unit ("m²") or a single letter ("x²") is a power.
    """
    for match in _REFERENCE.finditer(text):
        if match["raised"] and _POWER_OF.search(text, max(0, match.start() - 4), match.start()):
            continue
        number = match["plain"] or match["raised"].translate(_SUPERSCRIPT)
        yield Reference(int(number), match.start(), match.end())


def find_notes(page: Page) -> Notes:
    """The notes under a heading such as *Noten*; without a heading, the closing lines that the text refers to."""
    for heading in reversed(page.filled):
        if page.has_class(heading, LineClass.FOOTNOTE_HEADING):
            markers = dict(_run(page, page.after(heading), under_heading=True))
            if markers:
                return Notes(heading.number, markers)
    return Notes(None, _notes_without_heading(page))


def _run(page: Page, lines: Iterator[Line], *, under_heading: bool) -> Iterator[tuple[int, Marker]]:
    """The unbroken run of notes with rising numbers at the head of `lines`. A line with contact details is passed
    over: it is not published, but the notes after it are."""
    last = 0
    for line in lines:
        marker = note_marker(line, under_heading=under_heading)
        if page.has_class(line, LineClass.CALL_TO_CONTACT):
            continue
        if line.number in page.continued:
            continue
        if page.sign(line) or not marker or marker.number <= last:
            return
        last = marker.number
        yield line.number, marker


def _notes_without_heading(page: Page) -> dict[int, Marker]:
    referred: set[int] = set()
    for line in page.filled:
        marker = note_marker(line, under_heading=False)
        if marker and marker.number in referred and page.unsigned(line):
            run = dict(_run(page, iter([line, *page.after(line)]), under_heading=False))
            return {number: found for number, found in run.items() if found.number in referred}
        offset = marker.text_start if marker else 0
        referred.update(reference.number for reference in references(line.text[offset:]))
    return {}
