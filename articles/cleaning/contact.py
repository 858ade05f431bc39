"""Find personal data that is never published from a scraped page: e-mail addresses, telephone numbers, BSNs.

What each of them looks like is in `email_addresses` and `telephone_numbers`; here they come together, with the place
of each in the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from articles.cleaning.email_addresses import MAIL_WORD, email_addresses
from articles.cleaning.lines import INVISIBLE
from articles.cleaning.telephone_numbers import CALL_WORD, telephone_numbers

EMAIL_ADDRESS = "een e-mailadres"
TELEPHONE_NUMBER = "een telefoonnummer"
CITIZEN_NUMBER = "een burgerservicenummer"
MASKED_DETAILS = "weggelakte contactgegevens"

_CITIZEN_NUMBER = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi-?nummer)\b\D{0,20}(?P<detail>\d(?:[ .-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)
_MASK = re.compile(r"[•●█]{4,}|[•●█]{2,}(?:\s[•●█]{2,})+")
_CONTACT_WORD = re.compile(rf"{CALL_WORD.pattern}|{MAIL_WORD.pattern}|\bcontact\b", re.IGNORECASE)
# Longer than any half of a number or an address that is worth looking for.
_LONGEST_HALF = 60
# Stands for a detail that was found: no letter, no digit, and nothing that belongs to a number or an address.
_FOUND = "…"
# A detail that only shows once its neighbour is gone is looked for this many times.
_ROUNDS = 4
_FULL_WIDTH = range(0xFF01, 0xFF5F)
# Nearly all lines hold neither of these, and every number and address needs one of them.
_FEWEST_DIGITS = 5
_DIGIT = re.compile(r"\d")
_AT = re.compile(r"@|[(\[{](?:at|add|a|apenstaartje)[)\]}]|\sat\s", re.IGNORECASE)
# Whether a text may hold a character that `_plain_character` changes, or that nobody sees.
_MAY_HIDE = re.compile(r"[^\x00-\xac\xae-\xff‘’“”…€•]")


@dataclass(frozen=True)
class ContactDetail:
    """A contact detail at [start, end) of the text it was found in. `kind` is Dutch: it goes into a reason."""

    start: int
    end: int
    kind: str


def contact_details(text: str) -> tuple[ContactDetail, ...]:
    """All personal data of these kinds in a line, in order of place; masked details are not among them."""
    plain, offsets = _plain(text)
    if len(_DIGIT.findall(plain)) < _FEWEST_DIGITS and not _AT.search(plain):
        return ()
    found: list[ContactDetail] = []
    for _ in range(_ROUNDS):
        spans = [(*span, EMAIL_ADDRESS) for span in email_addresses(plain)]
        spans += [(*span, TELEPHONE_NUMBER) for span in telephone_numbers(plain)]
        spans += [(*span, CITIZEN_NUMBER) for span in _citizen_numbers(plain)]
        if not spans:
            break
        characters = list(plain)
        for start, end, kind in spans:
            found.append(ContactDetail(offsets[start], offsets[end - 1] + 1, kind))
            characters[start:end] = _FOUND * (end - start)
        plain = "".join(characters)
    return _without_overlap(sorted(found, key=lambda detail: (detail.start, -detail.end)))


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


def _citizen_numbers(text: str) -> list[tuple[int, int]]:
    """Numbers beside a word for BSN that pass its test: 9 × the first digit … 2 × the eighth − the ninth, by 11."""
    found = []
    for match in _CITIZEN_NUMBER.finditer(text):
        digits = [int(character) for character in match["detail"] if character.isdigit()]
        digits = [0] * (9 - len(digits)) + digits
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(map(int.__mul__, digits, weights)) % 11 == 0:
            found.append(match.span("detail"))
    return found


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text as a reader sees it, and where each of its characters stands in `text`.

    A zero-width space between two digits, a full-width digit or a dash of another length hides a number from a pattern,
    not from a reader. Raised digits stay as they are: they are notes and units, and no part of a number.
    """
    if not _MAY_HIDE.search(text):
        return text, range(len(text))
    kept = [
        (offset, _plain_character(character))
        for offset, character in enumerate(text)
        if character not in INVISIBLE
    ]
    return "".join(character for _, character in kept), [offset for offset, _ in kept]


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if ord(character) in _FULL_WIDTH:
        return unicodedata.normalize("NFKC", character)
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    return character


def _without_overlap(details: list[ContactDetail]) -> tuple[ContactDetail, ...]:
    kept: list[ContactDetail] = []
    for detail in details:
        if not kept or detail.start >= kept[-1].end:
            kept.append(detail)
        elif detail.end > kept[-1].end:
            kept[-1] = ContactDetail(kept[-1].start, detail.end, kept[-1].kind)
    return tuple(kept)
