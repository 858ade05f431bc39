"""PURE: how many members used the site, by half of the year (regulation 2022/2065, article 24(2))."""

from collections.abc import Mapping

from discussions.law.figures import Figure
from discussions.law.wording import RECIPIENTS


def recipients_of(members_by_month: Mapping[str, int]) -> list[Figure]:
    """The mean of the months of each half of the year; months are "2026-01" and on."""
    halves: dict[bool, list[int]] = {True: [], False: []}
    for month, members in members_by_month.items():
        halves[int(month[5:]) <= 6].append(members)
    return [
        Figure(
            key,
            "24(2)",
            f"Gemiddeld aantal actieve leden per maand, {period}",
            round(sum(halves[first]) / len(halves[first]), 1) if halves[first] else None,
            "leden",
            RECIPIENTS,
        )
        for key, period, first in (
            ("recipients_1", "januari tot en met juni", True),
            ("recipients_2", "juli tot en met december", False),
        )
    ]
