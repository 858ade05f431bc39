"""PURE: one statement of reasons as the Commission's database takes it, and whether it would be taken.

The field names are those of the database. `validate` holds every rule of its documentation, with two of our own: an
end never lies before the beginning, and the territorial scope is always sent.
"""

import json
import re
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from discussions.law import vocabulary as words

EARLIEST_CONTENT = date(2000, 1, 1)
EARLIEST_APPLICATION = date(2020, 1, 1)
LATEST = date(2038, 1, 1)
_PUID = re.compile(r"[a-zA-Z0-9_-]+")


@dataclass(frozen=True)
class StatementOfReasons:
    """One statement. Empty words and empty tuples are left out when it is sent."""

    puid: str
    decision_ground: str
    category: str
    content_type: tuple[str, ...]
    territorial_scope: tuple[str, ...]
    content_date: date
    application_date: date
    decision_facts: str
    source_type: str
    automated_detection: str
    automated_decision: str

    decision_visibility: tuple[str, ...] = ()
    decision_visibility_other: str = ""
    decision_monetary: str = ""
    decision_monetary_other: str = ""
    decision_provision: str = ""
    decision_account: str = ""
    account_type: str = ""
    decision_ground_reference_url: str = ""
    illegal_content_legal_ground: str = ""
    illegal_content_explanation: str = ""
    incompatible_content_ground: str = ""
    incompatible_content_explanation: str = ""
    incompatible_content_illegal: str = ""
    content_type_other: str = ""
    category_addition: tuple[str, ...] = ()
    category_specification: tuple[str, ...] = ()
    category_specification_other: str = ""
    content_language: str = ""
    end_date_visibility_restriction: date | None = None
    end_date_monetary_restriction: date | None = None
    end_date_service_restriction: date | None = None
    end_date_account_restriction: date | None = None
    source_identity: str = ""

    def as_json(self) -> str:
        """One line of JSON with the fields that say something."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.source_type == words.VOLUNTARY:
            said.pop("source_identity")
        return json.dumps(
            {name: _plain(value) for name, value in said.items() if value not in ("", (), None)},
            ensure_ascii=False,
        )


def _plain(value: str | date | tuple[str, ...]) -> str | list[str]:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


# What each field may be at most, in characters.
LONGEST = {
    "puid": 500,
    "decision_visibility_other": 500,
    "decision_monetary_other": 500,
    "decision_ground_reference_url": 500,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000,
    "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2000,
    "content_type_other": 500,
    "category_specification_other": 500,
    "decision_facts": 5000,
    "source_identity": 500,
}
# What may be chosen; the first ones must be chosen.
_REQUIRED_CHOICES: tuple[tuple[str, frozenset[str]], ...] = (
    ("decision_ground", words.GROUNDS),
    ("category", words.CATEGORIES),
    ("source_type", words.SOURCES),
    ("automated_detection", words.YES_NO),
    ("automated_decision", words.AUTOMATED_DECISIONS),
)
_CHOICES: tuple[tuple[str, frozenset[str]], ...] = (
    ("decision_monetary", words.MONETARY),
    ("decision_provision", words.PROVISIONS),
    ("decision_account", words.ACCOUNTS),
    ("account_type", words.ACCOUNT_TYPES),
    ("incompatible_content_illegal", words.YES_NO),
    ("content_language", words.LANGUAGES),
)
_REQUIRED_LISTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("content_type", words.CONTENT_TYPES),
    ("territorial_scope", words.EEA),
)
_LISTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("decision_visibility", words.VISIBILITIES),
    ("category_addition", words.CATEGORIES),
    ("category_specification", words.KEYWORDS),
)
MEASURES = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
_ENDS = (
    "end_date_visibility_restriction",
    "end_date_monetary_restriction",
    "end_date_service_restriction",
    "end_date_account_restriction",
)


def validate(record: StatementOfReasons) -> dict[str, str]:
    """What is wrong, by field; empty when the database would take it."""
    wrong: dict[str, str] = {}
    for check in (_choices, _lists, _measure, _ground, _dates, _texts):
        for name, problem in check(record):
            wrong.setdefault(name, problem)
    return wrong


_Problems = list[tuple[str, str]]


def _choices(record: StatementOfReasons) -> _Problems:
    found = []
    for name, allowed in _REQUIRED_CHOICES + _CHOICES:
        value = getattr(record, name)
        if not value and (name, allowed) in _REQUIRED_CHOICES:
            found.append((name, "is required"))
        elif value and value not in allowed:
            found.append((name, "is none of the allowed values"))
    return found


def _lists(record: StatementOfReasons) -> _Problems:
    found = []
    for name, allowed in _REQUIRED_LISTS + _LISTS:
        values = getattr(record, name)
        if not values and (name, allowed) in _REQUIRED_LISTS:
            found.append((name, "needs at least one value"))
        elif not allowed.issuperset(values):
            found.append((name, "has a value that is not allowed"))
        elif len(set(values)) != len(values):
            found.append((name, "says one value twice"))
    return found


def _measure(record: StatementOfReasons) -> _Problems:
    if any(getattr(record, name) for name in MEASURES):
        return []
    return [("decision_visibility", "is required without another measure")]


def _ground(record: StatementOfReasons) -> _Problems:
    """Each ground asks its own two texts; those of the other ground say something else than the decision did."""
    asked = {
        words.ILLEGAL: ("illegal_content_legal_ground", "illegal_content_explanation"),
        words.INCOMPATIBLE: ("incompatible_content_ground", "incompatible_content_explanation"),
    }
    found = []
    for ground, names in asked.items():
        for name in names:
            said = getattr(record, name).strip()
            if ground == record.decision_ground and not said:
                found.append((name, "is required with this ground"))
            elif ground != record.decision_ground and said:
                found.append((name, "belongs to the other ground"))
    if record.decision_ground == words.ILLEGAL and record.incompatible_content_illegal:
        found.append(("incompatible_content_illegal", "belongs to the other ground"))
    return found


def _dates(record: StatementOfReasons) -> _Problems:
    found = []
    if not EARLIEST_CONTENT <= record.content_date <= LATEST:
        found.append(("content_date", "lies outside 2000 to 2038"))
    if not EARLIEST_APPLICATION <= record.application_date <= LATEST:
        found.append(("application_date", "lies outside 2020 to 2038"))
    for name in _ENDS:
        end = getattr(record, name)
        if end is not None and end < record.application_date:
            found.append((name, "lies before the application date"))
        elif end is not None and end > LATEST:
            found.append((name, "lies after 2038-01-01"))
    return found


def _texts(record: StatementOfReasons) -> _Problems:
    found = [
        (name, f"is longer than {longest} characters")
        for name, longest in LONGEST.items()
        if len(getattr(record, name)) > longest
    ]
    if not _PUID.fullmatch(record.puid):
        found.append(("puid", "may hold letters, digits, - and _ only, and at least one"))
    if not record.decision_facts.strip():
        found.append(("decision_facts", "is required"))
    for name, chosen, other in (
        ("decision_visibility_other", record.decision_visibility, "DECISION_VISIBILITY_OTHER"),
        ("decision_monetary_other", (record.decision_monetary,), "DECISION_MONETARY_OTHER"),
        ("content_type_other", record.content_type, "CONTENT_TYPE_OTHER"),
    ):
        if other in chosen and not getattr(record, name).strip():
            found.append((name, "is required with the choice of something else"))
    url = record.decision_ground_reference_url
    if url and not _is_address(url):
        found.append(("decision_ground_reference_url", "is no address"))
    return found


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.hostname) and not set(url) & set(" \n\t")
    )
