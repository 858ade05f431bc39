"""Details by which somebody can be found: telephone number, address, citizen service number and the like.

They are found by the second look, which has the same rules in the browser.
"""

from discussions.filters.facts import Facts, Match
from discussions.second_look import look

CODE = "F-1"
_NAMES = {
    "citizen_number": "een burgerservicenummer",
    "phone": "een telefoonnummer",
    "email": "een e-mailadres",
    "iban": "een rekeningnummer",
    "birth_date": "een geboortedatum",
    "address": "een adres",
}


def personal(text: str, facts: Facts, limit: int) -> Match | None:
    """What looks like a detail of a person. A contact address of an organisation is none."""
    finds = [find for find in look(text) if find.kind in _NAMES]
    if not finds:
        return None
    named = [name for kind, name in _NAMES.items() if kind in {find.kind for find in finds}]
    spans = tuple((find.start, find.end) for find in finds)
    return Match(CODE, f"In je tekst lijkt {_and(named)} te staan.", spans)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
