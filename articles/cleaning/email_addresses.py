"""E-mail addresses, also as people write them to keep robots away: "an [at] zorg.nl", "an at zorg punt nl"."""

from __future__ import annotations

import re

MAIL_WORD = re.compile(r"\be?-?mail(?:t|en)?\b", re.IGNORECASE)

# The possessive quantifier and the border before it keep a line of a million letters without an @ linear.
_NAME = r"(?<![\w.+%'-])[\w.+%'-]++"
_PLAIN_NAME = r"(?<![\w.+%-])[\w.+%-]++"
_AT = (
    r"\s?(?:\(at\)|\[at\]|\{at\}|\(apenstaartje\)|\[apenstaartje\]|\(@\)|\[@\]"
    r"|\(add\)|\[add\])\s?"
)
_DOT = r"\s?(?:\.|\((?:dot|punt)\)|\[(?:dot|punt)\])\s?"
_DOT_IN_WORDS = r"\s?(?:\.|\b(?:dot|punt)\b)\s?"
_TOP_LEVEL = r"(?:nl|com|org|net|eu|be|de|info|nu|frl|amsterdam|example|online|email|uk|edu)\b"
_MAILBOXES = (
    r"(?:gmail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|kpn|planet|xs4all|upcmail)\b"
)

_ALWAYS = (
    re.compile(rf"{_NAME}@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}"),
    re.compile(rf"{_NAME}@{_MAILBOXES}", re.IGNORECASE),
    re.compile(r"(?<=mailto:)[\w.+%'-]++@[\w.-]+", re.IGNORECASE),
    re.compile(rf"{_PLAIN_NAME}{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE),
    re.compile(rf"{_PLAIN_NAME}[(\[]a[)\]][\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}", re.IGNORECASE),
    re.compile(rf"{_PLAIN_NAME}\s{{1,3}}AT\s{{1,3}}[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}"),
    re.compile(
        rf"{_PLAIN_NAME}\s{{1,3}}at\s{{1,3}}[\w-]+(?:\s(?:dot|punt)\s[\w-]+)*?"
        rf"\s(?:dot|punt)\s{_TOP_LEVEL}",
        re.IGNORECASE,
    ),
)
# "An @ zorg . nl" is an address beside the word mail; elsewhere an @ between spaces is a name on some platform.
_BESIDE_MAIL = (
    re.compile(
        rf"{_PLAIN_NAME}\s@\s?[\w-]+(?:{_DOT_IN_WORDS}[\w-]+)*?{_DOT_IN_WORDS}[^\W\d_]{{2,}}"
    ),
)


def email_addresses(text: str) -> list[tuple[int, int]]:
    """The [start, end) of each, in any order; they may overlap."""
    patterns = _ALWAYS + _BESIDE_MAIL if MAIL_WORD.search(text) else _ALWAYS
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]
