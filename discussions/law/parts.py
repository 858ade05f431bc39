"""PURE: counting rows into figures of one part of an article."""

from collections.abc import Iterable
from dataclasses import dataclass

from discussions.law.counted import Asked, Disputed, Handled, Reported, Taken, Undone
from discussions.law.figures import Figure, median_hours


@dataclass(frozen=True)
class Part:
    """Figures of one part of an article, counted in one unit."""

    article: str
    unit: str

    def sum(self, key: str, label: str, rows: Iterable[Taken | Reported], why: str = "") -> Figure:
        rows = list(rows)
        cases = tuple(case for row in rows for case in row.cases)
        count = sum(row.count for row in rows)
        return Figure(key, self.article, label, count, self.unit, why, cases)

    def count(
        self,
        key: str,
        label: str,
        rows: Iterable[Handled | Asked | Undone | Disputed],
        why: str = "",
    ) -> Figure:
        cases = tuple(row.case for row in rows)
        return Figure(key, self.article, label, len(cases), self.unit, why, cases)

    def median(self, key: str, label: str, rows: Iterable[Handled | Asked], why: str) -> Figure:
        rows = list(rows)
        hours = median_hours([row.seconds for row in rows])
        return Figure(key, self.article, label, hours, "uur", why, tuple(row.case for row in rows))
