"""PURE: the gate that keeps personal data in: what in a text points at a person.

It would rather stop a sentence too many than let one person out: who sees a finding writes other words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.cleaning.email_addresses import email_addresses
from articles.cleaning.telephone_numbers import telephone_numbers
from discussions.law.names import Names
from discussions.second_look.look import look, passes_eleven, passes_mod97

NAME = "name"
EMAIL = "email"
PHONE = "phone"
PROFILE = "profile"
CITIZEN_NUMBER = "citizen_number"
IBAN = "iban"


@dataclass(frozen=True)
class Finding:
    """What was found where: [start, end) counts code points in the text that was given. `kind` is one of those
    above, or what a second look at a comment finds too: address, birth_date."""

    kind: str
    start: int
    end: int
    text: str


_LOOSE_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s{0,2}@\s{0,2}[\w-]++(?:\s{0,2}\.\s{0,2}[\w-]++)+"
)
# The digits of a telephone number with anything small between each two.
_LOOSE_PHONE = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(?:0[\s.-]{0,2}|(?:\+|00)\s{0,2}3[\s.-]{0,2}1(?:[\s.\-/()]{0,3}0?[()]?)?[\s.-]{0,3})"
    r"[1-9](?:[\s.\-/()]{0,3}\d){8}(?!\d)"
)
_PROFILE = re.compile(
    r"""
      \b(?:linkedin\.com/(?:in|pub|profile)/[\w%.-]+
      | (?:facebook|fb|instagram|twitter|x|threads|pinterest|snapchat)\.(?:com|net)/(?:@|add/)?[\w%.-]+
      | (?:tiktok\.com|youtube\.com|medium\.com)/@[\w%.-]+
      | bsky\.app/profile/[\w%.:-]+
      | (?:github|gitlab)\.com/[\w-]+
      | t\.me/\w+
      | wa\.me/\+?\d+)
    | https?://[^\s/]+/@[\w.-]+
    | (?:https?://[^\s/]+)?/(?:mensen|leden|lid|profiel|profile|profiles|users?|u|gebruikers?|people|authors?|auteurs?)
      /[\w%.@-]+/?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "@jan" and "@jan@example.org": how people are called on some platform.
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z_][\w.-]*\w(?:@[\w-]+(?:\.[\w-]+)+)?")
_LOOSE_CITIZEN_NUMBER = re.compile(r"(?<![\d.,/-])\d(?:[ .-]?\d){8}(?![.,-]?\d)(?! \d)")
_SAYS_CITIZEN_NUMBER = re.compile(
    r"\b(?:bsn|burger\s?service\s?nummer|sofi-?\s?nummer)\b\D{0,20}(?P<number>\d(?:[ .-]?\d){6,9})",
    re.IGNORECASE,
)
_LOOSE_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])"
)
_LOOKS_LIKE = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’ʼ`´", "'")}


def find_personal_data(text: str, names: Names) -> list[Finding]:
    """Everything in `text` that points at a person, in order of place. Of what overlaps, what begins first
    and then what is longest."""
    plain, places = _plain(text)
    spans = sorted(
        {
            (places[start], places[end - 1] + 1, kind)
            for kind, found in _recognisers(plain, names)
            for start, end in found
            if end > start
        },
        key=lambda span: (span[0], -span[1], span[2]),
    )
    findings: list[Finding] = []
    for start, end, kind in spans:
        if not findings or start >= findings[-1].end:
            findings.append(Finding(kind, start, end, text[start:end]))
    return findings


def _recognisers(plain: str, names: Names) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    for find in look(plain):
        if find.kind != "attack":
            yield find.kind, [(find.start, find.end)]
    yield EMAIL, email_addresses(plain)
    yield PHONE, telephone_numbers(plain)
    yield NAME, names.found_in(plain)
    for kind, pattern in (
        (EMAIL, _LOOSE_EMAIL),
        (PHONE, _LOOSE_PHONE),
        (PROFILE, _PROFILE),
        (PROFILE, _HANDLE),
    ):
        yield kind, (match.span() for match in pattern.finditer(plain))
    yield CITIZEN_NUMBER, (match.span("number") for match in _SAYS_CITIZEN_NUMBER.finditer(plain))
    yield (
        CITIZEN_NUMBER,
        (m.span() for m in _LOOSE_CITIZEN_NUMBER.finditer(plain) if passes_eleven(m[0])),
    )
    yield (
        IBAN,
        (m.span() for m in _LOOSE_IBAN.finditer(plain) if passes_mod97(re.sub(r"[ .-]", "", m[0]))),
    )


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with one kind of dash, space, quote and digit, without what nobody sees, and for each of its
    code points the place in the text it came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign not in "\n\t" and unicodedata.category(sign) in ("Cf", "Cc"):
            continue
        for part in _LOOKS_LIKE.get(sign) or unicodedata.normalize("NFKC", sign):
            signs.append(str(unicodedata.digit(part)) if part.isdigit() else part)
            places.append(place)
    return "".join(signs), places
