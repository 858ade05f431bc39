"""PURE: the figures of a year, what each counts, and the file they are published as.

Regulation 2022/2065, article 15 (what was done about notices, measures, complaints, with which automated means) and
article 24 (disputes, suspensions, recipients). Times are in hours. The eleven sheets of regulation 2024/2835 are
another shape of the same figures and are not made here.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

# How figures explain themselves that an operator states.
STATED = "Opgave van de beheerder."
HEADER = (
    "year",
    "version",
    "published",
    "key",
    "article",
    "figure",
    "value",
    "unit",
    "explanation",
)


@dataclass(frozen=True)
class Figure:
    """One number: a permanent `key`, the part of an article that asks for it, what it counts in words, its value
    (None when there is nothing to reckon from, or nobody stated it), and the numbers of what was counted."""

    key: str
    article: str
    label: str
    value: int | float | None
    unit: str
    explanation: str = ""
    cases: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the number above it."""
        return self.label.startswith("waarvan")

    @property
    def is_stated(self) -> bool:
        """Whether an operator states it, since nobody counts it here."""
        return self.explanation == STATED

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "article": self.article,
            "label": self.label,
            "value": self.value,
            "unit": self.unit,
            "explanation": self.explanation,
            "cases": list(self.cases),
        }


def from_json(rows: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """The figures of a published version, as they were stored."""
    return [Figure(**{**row, "cases": tuple(row["cases"])}) for row in rows]


def median_hours(seconds: Sequence[float]) -> float | None:
    """The median of lengths of time, in hours with one decimal; None of nothing."""
    return round(median(seconds) / 3600, 1) if seconds else None


def csv_text(*, year: int, version: int, published: str, figures: Sequence[Figure]) -> str:
    """The file of a version (RFC 4180: lines end with CR LF, quotes are doubled). An unknown value is empty.

    No text begins with a sign that a spreadsheet would take for a formula.
    """
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(HEADER)
    for figure in figures:
        writer.writerow(
            (
                year,
                version,
                published,
                figure.key,
                figure.article,
                _harmless(figure.label),
                "" if figure.value is None else figure.value,
                figure.unit,
                _harmless(figure.explanation),
            )
        )
    return page.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
