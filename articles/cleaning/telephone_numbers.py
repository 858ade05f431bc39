"""Telephone numbers: Dutch ones (06, area codes, 088/085, 0800/0900, 14 0xx), and those of other countries with a
plus or 00 before them. Local numbers count beside a word for calling.

Dates, times, account numbers and book numbers are masked first, since they too are runs of ten digits.
"""

from __future__ import annotations

import re

CALL_WORD = re.compile(
    r"\b(?:bel|belt|bellen|telefoon|telefonisch|telefoonnummer|tel)\b", re.IGNORECASE
)

_BETWEEN = r"[\s.\-/()_:]{0,5}"
# A number does not begin inside another one: "2019-0612", "52.0907006" and "12/06 …" are something else.
_FRESH = r"(?<!\d)(?<!\d[.,/:-])"
_YEARS = r"(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d)"
# "12.345.678" and "12 345 678" are amounts, also with a plus before them.
_AMOUNT = r"\d{1,3}(?:(?:\.\d{3})+|(?: \d{3}){1,2})(?!\s?\d)"

_NOT_A_NUMBER = (
    # A date with a full year, with or without a time; and one with two digits that no further digits follow.
    re.compile(
        r"(?<!\d)(?<!\d[-./])\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d(?:\s+(?:om\s+)?\d{1,2}[:.]\d{2})?(?![-./]?\d)"
    ),
    re.compile(r"(?<!\d)(?<!\d[-./])\d{1,2}[-./]\d{1,2}[-./]\d\d(?![\s./-]*\d)"),
    re.compile(r"(?<!\d)(?:19|20)\d\d-\d{2}-\d{2}(?!\d)"),
    # A time of day, unless it is the beginning of "06:12 34 56 78".
    re.compile(r"(?<!\d)[0-2]?\d:[0-5]\d(?!\d)(?!\s\d\d\s\d)"),
    # IBAN and ISBN.
    re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){7,18}"),
    re.compile(r"\bISBN(?:-1[03])?:?\s*[\dX -]{9,17}", re.IGNORECASE),
)

_ALWAYS = (
    re.compile(rf"{_FRESH}\(?06\)?(?:{_BETWEEN}\d){{8}}(?!\d)"),
    re.compile(rf"{_FRESH}\(?0[1-57-9]\d\)?(?:{_BETWEEN}\d){{7}}(?!\d)"),
    re.compile(rf"{_FRESH}\(?0[1-57-9]\d\d\)?(?:{_BETWEEN}\d){{6}}(?!\d)"),
    # Service numbers look like opening hours ("0900-1230 uur") when the word after them says so.
    re.compile(
        rf"{_FRESH}0(?:800|900|906|909)\s?-?\s?\d{{4}}(?:\d{{3}})?(?!\d)(?!\s*(?:uur|u\b|h\b))"
    ),
    # The countries around, then any country: there an amount with a plus looks the same.
    re.compile(rf"(?<![\w,.])(?:\+\s?|00)(?:3[1-49]|352|4[1345-9])(?:{_BETWEEN}\d){{8,11}}(?!\d)"),
    re.compile(rf"(?<![\w,.])(?:\+(?!{_AMOUNT})|00\s?)\(?[1-9](?:{_BETWEEN}\d){{7,13}}(?!\d)"),
    # Without the plus, as in a link to a chat.
    re.compile(rf"{_FRESH}316\d{{8}}(?!\d)"),
    re.compile(r"(?<=wa\.me/)\+?\d{8,15}"),
)
# The short numbers of town halls ("14 020") are only numbers to call when the line says that one can.
_TOWN_HALL = re.compile(rf"{_FRESH}14\s?0\d{{2,3}}(?!\d)(?!\s\d)")
_LOCAL_NUMBER = rf"(?P<number>\(?(?:0(?:{_BETWEEN}\d){{9}}|[1-9](?:{_BETWEEN}\d){{5,7}}))(?!\d)"
# Local numbers right behind the word: "Tel. 1234567", "Bel 123 45 67". A verb may also have an amount behind it.
_LOCAL = (
    re.compile(
        rf"\b(?:tel|telefoon|telefoonnummer|fax|mobiel|gsm)\b[\s.:]{{0,4}}(?!{_YEARS})"
        rf"{_LOCAL_NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:bel|belt|bellen)(?:\s(?:naar|op|met|ons|mij|nummer)){{0,2}}[\s:]{{1,3}}(?!{_YEARS})"
        rf"(?!{_AMOUNT}){_LOCAL_NUMBER}",
        re.IGNORECASE,
    ),
)


def telephone_numbers(text: str) -> list[tuple[int, int]]:
    """The [start, end) of each, in any order; they may overlap. Dashes are hyphens and digits are 0-9 here."""
    for pattern in _NOT_A_NUMBER:
        text = pattern.sub(lambda match: "#" * len(match[0]), text)
    found = [match.span() for pattern in _ALWAYS for match in pattern.finditer(text)]
    found += [match.span("number") for pattern in _LOCAL for match in pattern.finditer(text)]
    if CALL_WORD.search(text):
        found += [match.span() for match in _TOWN_HALL.finditer(text)]
    return found
