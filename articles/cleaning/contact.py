"""Find e-mail addresses and telephone numbers: personal data that is never published from a scraped page.

The patterns know Dutch numbers (06, area codes, 088/085, 0800/0900, 14 0xx) and those of neighbouring countries.
Dates, account numbers and book numbers are masked first, since they too are runs of ten digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.cleaning.lines import INVISIBLE

EMAIL_ADDRESS = "een e-mailadres"
TELEPHONE_NUMBER = "een telefoonnummer"
MASKED_DETAILS = "weggelakte contactgegevens"

_BETWEEN = r"[\s.\-–—/()]{0,3}"
# A number does not begin inside another one: "2019-0612", "52.0907006" and "12/06 …" are something else.
_FRESH = r"(?<!\d)(?<!\d[.,/-])"

_NOT_A_NUMBER = (
    # A date with a full year, with or without a time; and one with two digits that no further digits follow.
    re.compile(
        r"(?<!\d)(?<!\d[-./])\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d(?:\s+(?:om\s+)?\d{1,2}[:.]\d{2})?(?![-./]?\d)"
    ),
    re.compile(r"(?<!\d)(?<!\d[-./])\d{1,2}[-./]\d{1,2}[-./]\d\d(?![\s./-]*\d)"),
    re.compile(r"(?<!\d)(?:19|20)\d\d-\d{2}-\d{2}(?!\d)"),
    # IBAN and ISBN.
    re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){7,18}"),
    re.compile(r"\bISBN(?:-1[03])?:?\s*[\dX -]{9,17}", re.IGNORECASE),
)

_TELEPHONE = (
    re.compile(rf"{_FRESH}\(?06\)?(?:{_BETWEEN}\d){{8}}(?!\d)"),
    re.compile(rf"{_FRESH}\(?0[1-57-9]\d\)?(?:{_BETWEEN}\d){{7}}(?!\d)"),
    re.compile(rf"{_FRESH}\(?0[1-57-9]\d\d\)?(?:{_BETWEEN}\d){{6}}(?!\d)"),
    # Service numbers look like opening hours ("0900-1230 uur") when the word after them says so.
    re.compile(
        rf"{_FRESH}0(?:800|900|906|909)\s?-?\s?\d{{4}}(?:\d{{3}})?(?!\d)(?!\s*(?:uur|u\b|h\b))"
    ),
    re.compile(
        rf"(?<![\w,.])(?:\+\s?|00)(?:3[1-49]|352|4[1345-9])(?:{_BETWEEN}\d){{8,11}}(?!\d)",
    ),
)
# The short numbers of town halls ("14 020") are only numbers to call when the line says that one can.
_TOWN_HALL = re.compile(rf"{_FRESH}14\s?0\d{{2,3}}(?!\d)(?!\s\d)")
_CALL = re.compile(
    r"\b(?:bel|belt|bellen|telefoon|telefonisch|telefoonnummer|tel)\b", re.IGNORECASE
)

# The possessive quantifier keeps a line of a million letters without an @ linear.
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]++[@＠][\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_AT = r"\s?(?:\(at\)|\[at\]|\{at\}|\(apenstaartje\)|\[apenstaartje\]|\(@\)|\[@\])\s?"
_DOT = r"\s?(?:\.|\((?:dot|punt)\)|\[(?:dot|punt)\])\s?"
_EMAIL_IN_WORDS = re.compile(rf"(?<![\w.+%-])[\w.+%-]++{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)
_EMAIL_WITH_SPACES = re.compile(r"(?<![\w.+%-])[\w.+%-]++\s@\s?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_MAIL = re.compile(r"\be?-?mail(?:t|en)?\b", re.IGNORECASE)

_MASK = re.compile(r"[•●█]{4,}|[•●█]{2,}(?:\s[•●█]{2,})+")
_CONTACT_WORD = re.compile(rf"{_CALL.pattern}|{_MAIL.pattern}|\bcontact\b", re.IGNORECASE)
# Longer than any half of a number or an address that is worth looking for.
_LONGEST_HALF = 60


@dataclass(frozen=True)
class ContactDetail:
    """A contact detail at [start, end) of the text it was found in. `kind` is Dutch: it goes into a reason."""

    start: int
    end: int
    kind: str


def contact_details(text: str) -> tuple[ContactDetail, ...]:
    """All e-mail addresses and telephone numbers in a line, in order of place; the masked ones are not among them."""
    visible, offsets = _without_invisible(text)
    found = [(match, EMAIL_ADDRESS) for match in _emails(visible)]
    found += [(match, TELEPHONE_NUMBER) for match in _telephone_numbers(visible)]
    details = [
        ContactDetail(offsets[m.start()], offsets[m.end() - 1] + 1, kind) for m, kind in found
    ]
    return _without_overlap(sorted(details, key=lambda detail: (detail.start, -detail.end)))


def details_across(above: str, below: str) -> tuple[ContactDetail, ContactDetail] | None:
    """The two halves, one in each text, of a contact detail that a line break cut in two; None when there is none."""
    for joiner in (" ", ""):
        first, second = above[-_LONGEST_HALF:], below[:_LONGEST_HALF]
        for detail in contact_details(first + joiner + second):
            rest = detail.end - len(first) - len(joiner)
            if detail.start < len(first) and rest > 0:
                offset = len(above) - len(first)
                half = ContactDetail(offset + detail.start, len(above), detail.kind)
                return half, ContactDetail(0, rest, detail.kind)
    return None


def has_masked_details(text: str) -> bool:
    """Whether someone before us blotted out contact details: a run of blots beside a word such as *bel* or *mail*."""
    return bool(_MASK.search(text) and _CONTACT_WORD.search(text))


def _emails(text: str) -> list[re.Match[str]]:
    found = [*_EMAIL.finditer(text), *_EMAIL_IN_WORDS.finditer(text)]
    if _MAIL.search(text):
        found += _EMAIL_WITH_SPACES.finditer(text)
    return found


def _telephone_numbers(text: str) -> list[re.Match[str]]:
    for pattern in _NOT_A_NUMBER:
        text = pattern.sub(lambda match: "#" * len(match[0]), text)
    found = [match for pattern in _TELEPHONE for match in pattern.finditer(text)]
    if _CALL.search(text):
        found += _TOWN_HALL.finditer(text)
    return found


def _without_invisible(text: str) -> tuple[str, list[int]]:
    """A zero-width space between two digits hides a number from a pattern, not from a reader."""
    kept = [
        (offset, character) for offset, character in enumerate(text) if character not in INVISIBLE
    ]
    return "".join(character for _, character in kept), [offset for offset, _ in kept]


def _without_overlap(details: list[ContactDetail]) -> tuple[ContactDetail, ...]:
    kept: list[ContactDetail] = []
    for detail in details:
        if not kept or detail.start >= kept[-1].end:
            kept.append(detail)
        elif detail.end > kept[-1].end:
            kept[-1] = ContactDetail(kept[-1].start, detail.end, kept[-1].kind)
    return tuple(kept)
