"""Metadata of a structured source: what its head tells and what its text proves, each with its lines as evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from articles.cleaning.classify import Classification
from articles.cleaning.dates import WrittenDate, find_date
from articles.cleaning.draft import Metadata
from articles.cleaning.metadata import find_metadata
from articles.importers.blocks import Fact, Source

_LONGEST = {"source_name": 120, "author_name": 200, "category": 120, "source_url": 500}


def metadata_of(
    found: Classification, source: Source, canonical_text: str, body_lines: int
) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata, and hints in Dutch where head and text contradict each other.

    The head goes before the text, for it names what a value is. Its facts are the lines after `body_lines`.
    """
    shown = find_metadata(found, canonical_text)
    evidence = dict(shown.evidence)
    values: dict[str, Any] = {}
    hints: list[str] = []
    for number, fact in enumerate(source.facts, start=body_lines + 1):
        if fact.key in values or fact.key not in _FIELDS:
            continue
        value = _value(fact)
        if value is None:
            continue
        if fact.key == "language":
            # What the text itself shows goes before what a system fills in for every page.
            if shown.language is None:
                values["language"] = value
                evidence["language"] = (number,)
            continue
        values[fact.key] = value
        evidence[fact.key] = (number,)
        if fact.key == "published_on":
            values[fact.key], values["published_on_as_written"] = value.value, value.as_written
            hints += _other_date(shown.published_on, value.value)
    return replace(shown, **values, evidence=evidence), tuple(hints)


_FIELDS = {"published_on", "author_name", "source_name", "source_url", "category", "language"}


def _value(fact: Fact) -> Any:
    if fact.key == "published_on":
        return _date(fact.value)
    if len(fact.value) > _LONGEST.get(fact.key, 120):
        return None
    return fact.value


def _date(written: str) -> WrittenDate | None:
    """A date as machines write it ("2021-03-04T10:00:00+01:00", of which the day counts as written), or in words."""
    try:
        return WrittenDate(date.fromisoformat(written[:10]), written)
    except ValueError:
        return find_date(written)


def _other_date(shown: date | None, told: date) -> list[str]:
    if shown is None or shown == told:
        return []
    return [
        f"De kop van de pagina noemt {told.isoformat()} als datum, de tekst {shown.isoformat()}: kijk welke klopt."
    ]
