"""Looking at a text with the rules that the browser has too."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RULES = Path(__file__).resolve().parents[2] / "static/js/second-look-rules.json"
KINDS = ("citizen_number", "phone", "email", "iban", "birth_date", "address", "attack")
_REACH = 80  # characters before a find that may explain it
_LIST = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Find:
    """A stretch [start, end) of the text, in code points, and which of `KINDS` it may be."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class _Rule:
    kind: str
    pattern: re.Pattern[str]
    passes: Callable[[str], bool]
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None


def look(text: str) -> list[Find]:
    """What is worth a second look, in order of place; of two that overlap the first, then the longest."""
    found = [
        Find(rule.kind, *match.span())
        for rule in _RULES
        for match in rule.pattern.finditer(text)
        if rule.passes(match.group()) and _fits(rule, text[: match.start()][-_REACH:])
    ]
    kept: list[Find] = []
    for find in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or find.start >= kept[-1].end:
            kept.append(find)
    return kept


def _fits(rule: _Rule, before: str) -> bool:
    if rule.after is not None and not rule.after.search(before):
        return False
    return rule.unless is None or not rule.unless.search(before)


def _digits(text: str) -> list[int]:
    return [int(sign) for sign in text if "0" <= sign <= "9"]


def passes_eleven(text: str) -> bool:
    """The test of a citizen service number: 9 × the first digit … 2 × the eighth − the ninth, by 11.

    Wet algemene bepalingen burgerservicenummer; a number of eight digits has a zero before it.
    """
    digits = _digits(text)
    digits = [0] * (9 - len(digits)) + digits
    total = sum(map(int.__mul__, digits, (9, 8, 7, 6, 5, 4, 3, 2, -1)))
    return any(digits) and total % 11 == 0


def passes_mod97(text: str) -> bool:
    """The test of an IBAN (ISO 13616): its first four signs at the end, letters as 10…35, is 1 by 97."""
    signs = text.replace(" ", "").upper()
    number = "".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])
    return 15 <= len(signs) <= 34 and int(number) % 97 == 1


def _has_ten(text: str) -> bool:
    """A Dutch number has ten digits with its zero, whatever stands in the zero's place abroad."""
    digits = "".join(map(str, _digits(text)))
    national = re.sub(r"^(?:0031|31)0?", "0", digits)
    return len(national) == 10


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "": lambda _text: True,
    "eleven": passes_eleven,
    "mod97": passes_mod97,
    "ten": _has_ten,
}


def _read(path: Path) -> list[_Rule]:
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def compiled(pattern: str, *, exact: bool = False) -> re.Pattern[str]:
        full = _LIST.sub(lambda name: f"(?:{said['lists'][name[1]]})", pattern)
        return re.compile(full, 0 if exact else re.IGNORECASE)

    before = {name: compiled(pattern) for name, pattern in said["before"].items()}
    return [
        _Rule(
            kind=rule["kind"],
            pattern=compiled(rule["pattern"], exact=rule.get("exact", False)),
            passes=_TESTS[rule.get("test", "")],
            after=before.get(rule.get("after", "")),
            unless=before.get(rule.get("unless", "")),
        )
        for rule in said["rules"]
    ]


_RULES = _read(RULES)
