"""Read a line that says something *about* the article: date, author, section, number of comments, reading time.

Such a line is a row of parts ("12 maart 2021 | Door: An de Wit | 3 reacties"). It counts as one only
when its parts are understood: a part that is not makes it an ordinary sentence, and those are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from articles.cleaning.dates import DATE, TIME
from articles.cleaning.lines import Line


class Part(StrEnum):
    """What one part of a meta line tells. The values are the Dutch words a reason is made of."""

    DATE = "de datum"
    MODIFIED = "de datum van wijziging"
    AUTHOR = "de auteur"
    CATEGORY = "de rubriek"
    COMMENTS = "het aantal reacties"
    READING_TIME = "de leestijd"
    TAGS = "trefwoorden"
    VIEWS = "een teller"
    TIME = "een tijdstip"
    RIGHTS = "de rechten"


@dataclass(frozen=True)
class MetaPart:
    """One part; `value` is the part without its label, as written. It may be a name, so `repr` leaves it out."""

    part: Part
    value: str = field(repr=False)


NUMBER_WORDS = {
    "geen": 0, "no": 0, "één": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4,
    "four": 4, "vijf": 5, "five": 5, "zes": 6, "six": 6, "zeven": 7, "seven": 7, "acht": 8, "eight": 8,
    "negen": 9, "nine": 9, "tien": 10, "ten": 10,
}  # fmt: skip

# Longer lines are prose, and prose must not be searched by patterns this loose.
_LONGEST = 200

_COUNT = rf"(?:\d{{1,6}}|{'|'.join(NUMBER_WORDS)})"
_NAME_WORD = (
    r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|van|de|der|den|het|ten|ter|te|von|la|le|en|and|&|['’]t)"
)
_NAME = rf"{_NAME_WORD}(?:,?\s+{_NAME_WORD}){{0,9}}"
_PUBLISHED = (
    r"(?:geplaatst|gepubliceerd|gepost|publicatiedatum|publicatie|datum|nieuwsbericht|bericht"
    r"|posted|published)"
)
_MODIFIED = (
    r"(?:laatste?\s+(?:gewijzigd|bijgewerkt|aangepast|update|wijziging)|bijgewerkt|gewijzigd"
    r"|last\s+updated|updated)"
)
_ON = r"(?:\s+(?:op|on))?\s*:?\s*"

_SEPARATOR = re.compile(
    r"\s*[|·•]\s*|(?:^|\s+)/(?:\s+|$)|\s+[–—-]\s+|,\s+(?=\d{1,2}[:.]\d\d)|(?<=\d)\s+(?=©)"
)

_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, flags))
    for part, pattern, flags in (
        (
            Part.DATE,
            rf"(?:{_PUBLISHED}{_ON})?(?P<value>{DATE})(?:,?\s*(?:om|at)?\s*{TIME})?\.?",
            re.IGNORECASE,
        ),
        (
            Part.MODIFIED,
            rf"{_MODIFIED}{_ON}(?P<value>{DATE})(?:,?\s*(?:om|at)?\s*{TIME})?\.?",
            re.IGNORECASE,
        ),
        (Part.TIME, TIME, re.IGNORECASE),
        (Part.COMMENTS, rf"(?P<value>{_COUNT})\s+(?:reacties?|comments?)", re.IGNORECASE),
        (
            Part.COMMENTS,
            rf"(?:reacties?|comments?)\s*(?:\((?P<value>{_COUNT})\)|:\s*(?P<n>{_COUNT}))",
            re.IGNORECASE,
        ),
        (
            Part.COMMENTS,
            rf"(?P<value>{_COUNT})\s+(?:reacties?|comments?)\s+(?:op|on)\s+[‘'\"“«].*",
            re.IGNORECASE,
        ),
        (
            Part.READING_TIME,
            r"leestijd:?\s*(?P<value>(?:ca\.?|circa|ongeveer)?\s*\d{1,3}\s*min(?:\.|uten|uut)?)",
            re.IGNORECASE,
        ),
        (
            Part.READING_TIME,
            r"(?P<value>\d{1,3}\s*-?\s*min(?:\.|uten|uut|ute|utes)?)\s+(?:leestijd|lezen|leeswerk|read|reading\s+time)",
            re.IGNORECASE,
        ),
        (
            Part.VIEWS,
            r"(?:dit (?:artikel|bericht) is )?"
            r"(?P<value>\d[\d.]{0,9})\s*(?:keer|x|×)?\s*(?:bekeken|gelezen|weergaven|views?|hits)\.?",
            re.IGNORECASE,
        ),
        (
            Part.TAGS,
            r"(?:tags?|trefwoord(?:en)?|labels?|getagd(?:\s+met)?|tagged(?:\s+with)?)\s*:\s*(?P<value>\S.*)",
            re.IGNORECASE,
        ),
        (
            Part.CATEGORY,
            r"(?:categorie(?:ën)?|category|categories|rubriek|thema|dossier|soort)\s*:\s*(?P<value>\S.{0,60})",
            re.IGNORECASE,
        ),
        (
            Part.CATEGORY,
            r"(?:geplaatst in|posted in|filed under|gepubliceerd in)\s*:?\s+(?P<value>[^.]{1,60})",
            re.IGNORECASE,
        ),
        (
            Part.RIGHTS,
            r"(?:(?:copyright\s*)?(?:©|\(c\))|copyright)\s*(?:\d{4}\b.*|.*\b\d{4}|.*voorbehouden\.?|.*reserved\.?)",
            re.IGNORECASE,
        ),
        (Part.RIGHTS, r"alle rechten voorbehouden\.?|all rights reserved\.?", re.IGNORECASE),
        # Names are told from other words by their capitals, so case counts here.
        (
            Part.AUTHOR,
            rf"(?:[Aa]uteurs?|[Tt]ekst|[Aa]uthor|[Dd]oor|[Bb]y|[Gg]eschreven door)\s*:\s*(?P<value>{_NAME})",
            0,
        ),
        (
            Part.AUTHOR,
            rf"(?:[Dd]oor|[Bb]y|[Gg]eschreven door|[Ww]ritten by)\s+(?P<value>{_NAME_WORD}\s+{_NAME})",
            0,
        ),
    )
)
# "in Zorg" is a section only in the company of other parts; alone it could be any heading.
_IN_SECTION = re.compile(r"in\s+(?P<value>[^.]{1,60})")
_WHEN = rf"(?i:(?:{_PUBLISHED}{_ON})?{DATE}(?:,?\s*(?:om|at)?\s*{TIME})?)"
_WHO = rf"(?:[Dd]oor|[Bb]y):?\s+{_NAME}"
_WHERE = r"(?:\s+(?P<section>in\s+[^.|]{1,60}))?"
_BYLINES = (
    re.compile(rf"(?P<author>{_WHO}?)(?:,|\s+(?:op|on))\s+(?P<date>{_WHEN}){_WHERE}"),
    re.compile(rf"(?P<date>{_WHEN})\s+(?P<author>{_WHO}?){_WHERE}"),
)
# In a row with a date, a few words that mean nothing to us ("Binnenland") do not make it a sentence.
_UNKNOWN_WORDS = 4


def meta_parts(line: Line) -> tuple[MetaPart, ...]:
    """The parts of a meta line in order, or nothing when any part of the line is not understood."""
    text = line.content
    if not text or len(text) > _LONGEST:
        return ()
    written = _split(text)
    read = [_read(part, in_company=len(written) > 1) for part in written]
    parts = tuple(part for part in read if part)
    unknown = [text for text, part in zip(written, read, strict=True) if part is None]
    if unknown and not _may_pass(unknown, parts):
        return ()
    # A time of day says nothing when it stands alone.
    return parts if any(part.part is not Part.TIME for part in parts) else ()


def is_rights(line: Line) -> bool:
    """Whether a line says whose rights the page is under: the foot of a site."""
    return any(part.part is Part.RIGHTS for part in meta_parts(line))


def explains_itself(line: Line) -> bool:
    """Whether a meta line says what it tells about: a row of parts, or a label ("Geplaatst op 2 mei", "Auteur: …").

    A bare date does not, and "Door An de Wit" may be said of anything.
    """
    parts = meta_parts(line)
    if len(parts) != 1:
        return bool(parts)
    label = line.content.partition(parts[0].value)[0].strip(" /|·")
    return bool(label) and (parts[0].part is not Part.AUTHOR or ":" in label)


def has_lost_its_first_part(line: Line) -> bool:
    """Whether a meta line begins with a separator: what stood before it, mostly the date, is gone."""
    return bool(re.match(r"[/|·]\s", line.content))


def count_of(part: MetaPart) -> int:
    """The number in a part such as "3 reacties" or "One Comment"."""
    written = part.value.casefold()
    return NUMBER_WORDS[written] if written in NUMBER_WORDS else int(written)


def _split(text: str) -> list[str]:
    written: list[str] = []
    for part in filter(None, _SEPARATOR.split(text)):
        byline = next((match for form in _BYLINES if (match := form.fullmatch(part))), None)
        written += [group for group in byline.groups() if group] if byline else [part]
    return written


def _may_pass(unknown: list[str], known: tuple[MetaPart, ...]) -> bool:
    return (
        len(unknown) <= len(known)
        and any(part.part is Part.DATE for part in known)
        and all(len(text.split()) <= _UNKNOWN_WORDS and text[-1] not in ".!?" for text in unknown)
    )


def _read(written: str, *, in_company: bool) -> MetaPart | None:
    for part, pattern in _PARTS:
        match = pattern.fullmatch(written)
        if match:
            groups = match.groupdict()
            return MetaPart(part, groups.get("value") or groups.get("n") or written)
    section = _IN_SECTION.fullmatch(written) if in_company else None
    return MetaPart(Part.CATEGORY, section["value"]) if section else None
