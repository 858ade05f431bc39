"""Where the parts of a page begin and end. Found once, before the rules look at the lines one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.cleaning.classes import LineClass
from articles.cleaning.footnotes import Notes, find_notes
from articles.cleaning.lines import Line
from articles.cleaning.meta_line import Part, is_rights, meta_parts
from articles.cleaning.offers import closing_offers
from articles.cleaning.page import Page
from articles.cleaning.title import find_site, find_title
from articles.cleaning.zones import comments_zone, is_teaser_button, see_also_zone

# More text than this above a date means that the date is not the dateline of the article.
_LONGEST_LEAD = 3
# What stands in a dateline; trefwoorden and the like mostly stand below an article.
_DATELINE = {Part.DATE, Part.MODIFIED, Part.AUTHOR, Part.READING_TIME}
_CLOSING = {
    LineClass.COMMENTS,
    LineClass.SHARE,
    LineClass.NAVIGATION,
    LineClass.SEE_ALSO,
    LineClass.WIDGET,
}

_SERIES_WORD = re.compile(
    r"(?:deel|aflevering|part|blog|episode)\s+(?P<part>\d{1,3})(?:\s+(?:van|of|/)\s+\d{1,3})?"
    r"(?:\s+(?:van|in|uit)\s+(?:de|het|onze|een)\s+\w{0,12}(?:reeks|serie|luik)\b[^.!?]{0,80})?",
    re.I,
)
_SERIES_CODE = re.compile(r"(?P<stem>[^\W\d_]{2,})[-–\s](?P<part>\d{1,3})")


@dataclass(frozen=True)
class Outline:
    """Parts of a page by line number.

    `series` holds the part number by line. `last_prose` is the last long paragraph, `text_end` the last line that is
    text or a note; `tail` is the first line of the furniture below all sentences, and `closing` the first below the
    text: from there on, what looks like a date or a name may be that of something else. `frame_end` is the last line
    of the frame above the title, 0 when hiding that frame would hide more than it leaves.
    """

    title: int | None
    site: int | None
    dateline: int | None
    set_apart: int | None
    notes: Notes
    see_also: frozenset[int]
    comments: frozenset[int]
    series: dict[int, int]
    offers: frozenset[int]
    last_prose: int
    text_end: int
    tail: int
    closing: int
    frame_end: int

    def is_interior(self, line: Line) -> bool:
        """Whether text of the article stands both above and below the line."""
        return self.title is not None and self.title < line.number < self.last_prose


def outline_of(page: Page) -> Outline:
    title = find_title(page)
    notes = find_notes(page)
    see_also = see_also_zone(page)
    comments = comments_zone(page)
    outside = see_also | comments
    text = frozenset(page.prose - outside - notes.markers.keys())
    offers = closing_offers(page, text)
    prose = text - offers
    last_prose = max(prose, default=0)
    title_number = title.number if title else 0
    text_end = max(last_prose, *notes.markers, title_number)
    last_kept = _last_kept(page, outside | offers)
    if not prose:
        text_end = max(text_end, last_kept)
    return Outline(
        title=title.number if title else None,
        site=site.number if title and (site := find_site(page, title)) else None,
        dateline=_dateline(page, title, last_prose),
        set_apart=_set_apart(page, title, prose),
        notes=notes,
        see_also=see_also,
        comments=comments,
        series=_series_labels(page, title),
        offers=offers,
        last_prose=last_prose,
        text_end=text_end,
        tail=_first_below(page, max(text_end, last_kept), _CLOSING),
        closing=_first_below(page, text_end, _CLOSING - {LineClass.SEE_ALSO}),
        frame_end=_frame_end(page, title_number),
    )


def _dateline(page: Page, title: Line | None, last_prose: int) -> int | None:
    """The first line with a date, author or reading time below the title, when at most a lead stands between.

    Prose must stand below it: under the text, a date may be that of an event in an agenda.
    """
    text_between = 0
    for line in page.after(title) if title else ():
        if line.number > last_prose:
            return None
        if _DATELINE & {part.part for part in meta_parts(line)} and page.has_class(
            line, LineClass.META
        ):
            return line.number
        if page.unsigned(line) and line.number not in page.continued:
            text_between += 1
        if text_between > _LONGEST_LEAD:
            return None
    return None


def _set_apart(page: Page, title: Line | None, prose: frozenset[int]) -> int | None:
    """The first paragraph, when a layout line parts it from the next and no two other paragraphs are parted so."""
    if title is None:
        return None
    parted = [
        line.number
        for line in page.filled
        if line.number in prose
        and (following := page.next(line))
        and following.number in prose
        and page.stands_apart(line, following)
    ]
    first = page.next(title)
    return first.number if first and parted == [first.number] else None


def _series_labels(page: Page, title: Line | None) -> dict[int, int]:
    """Labels such as "Deel 3", and codes such as "POORT-8" when the page also leads to POORT-7 or POORT-9.

    A code alone proves nothing: "COVID-19" and "NEN-7510" look the same.
    """
    links = [line.content for line in page.filled if page.has_class(line, LineClass.NAVIGATION)]
    codes = {
        (m["stem"].casefold(), int(m["part"]))
        for text in links
        for m in _SERIES_CODE.finditer(text)
    }
    found: dict[int, int] = {}
    for line in page.filled:
        if not page.unsigned(line) or (title and line.number == title.number):
            continue
        word = _SERIES_WORD.fullmatch(line.content)
        if word and line.number < page.first_prose:
            found[line.number] = int(word["part"])
        code = _SERIES_CODE.fullmatch(line.content)
        if code:
            stem, part = code["stem"].casefold(), int(code["part"])
            if (stem, part - 1) in codes or (stem, part + 1) in codes:
                found[line.number] = part
    return found


def _first_below(page: Page, text_end: int, classes: set[LineClass]) -> int:
    """The first line of furniture below the text; one past the last line when there is none."""
    for line in page.filled:
        sign = page.sign(line)
        if line.number <= text_end or sign is None or is_teaser_button(page, line):
            continue
        if sign.line_class in classes or is_rights(line):
            return line.number
    return len(page.lines) + 1


def _last_kept(page: Page, outside: frozenset[int]) -> int:
    """The last line that ends like a sentence; one that stands alone below the links of a site is its slogan.

    On a page of short lines only, each may be text.
    """
    unsigned = [line for line in page.filled if page.unsigned(line) and line.number not in outside]
    if unsigned:
        above = page.previous(unsigned[-1])
        if above is not None and page.has_class(above, LineClass.NAVIGATION):
            unsigned.pop()
    return max(
        (line.number for line in unsigned if line.ends_sentence or not page.prose), default=0
    )


def _frame_end(page: Page, title: int) -> int:
    above = below = 0
    for line in filter(page.unsigned, page.filled):
        if line.number > title:
            below += len(line.content)
        elif line.number < min(title, page.header_end):
            above += len(line.content)
    return page.header_end if below >= above else 0
