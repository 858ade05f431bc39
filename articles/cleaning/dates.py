"""Read dates as they stand on Dutch pages; month names are Dutch or English, often both on one page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "febr"),
    ("maart", "march", "mrt", "mar", "maa"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)\b[.,]?\s+)?"
)
_YEAR = r"(?:19|20)\d\d"

# Every form ends at a border, so that "1 mei 20201" is no date.
DATE = (
    rf"(?<!\d){_WEEKDAY}(?:\d{{1,2}}(?:e|st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}"
    rf"|{_YEAR}-\d{{2}}-\d{{2}})(?!\d)"
)
TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*(?:uur|u|h|am|pm)\b)?"

_FORMS = (
    re.compile(
        rf"(?P<day>\d{{1,2}})(?:e|st|nd|rd|th)?\s+(?P<name>{_MONTH}),?\s+(?P<year>{_YEAR})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<name>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>{_YEAR})"),
    re.compile(rf"(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})"),
)
_ANY = re.compile(DATE, re.IGNORECASE)


@dataclass(frozen=True)
class WrittenDate:
    """A date and the words it was read from."""

    value: date
    as_written: str


def find_date(text: str) -> WrittenDate | None:
    """The first date in the text, or None; a day that does not exist (31 february, month 13) is no date.

    Numbers are read day first, as the Dutch write them.
    """
    for match in _ANY.finditer(text):
        for form in _FORMS:
            parts = form.search(match[0])
            if parts and (value := _as_date(parts)):
                return WrittenDate(value, match[0])
    return None


def _as_date(parts: re.Match[str]) -> date | None:
    found = parts.groupdict()
    name = (found.get("name") or "").rstrip(".").casefold()
    month = int(found["month"]) if found.get("month") else MONTHS.get(name, 0)
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
