"""What was decided, month by month, for everyone: by rule and by measure. No people, no texts, no addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from discussions.days import midnight
from discussions.law.charts import Chart, lying_bars
from discussions.models import Outcome
from discussions.reading.counted_rows import TOLD, counted_rows
from discussions.reading.moderation_figures import ground_name

_MONTHS = f"""
    SELECT date_trunc('month', created_at AT TIME ZONE %(zone)s)::date, count(*)
    FROM discussions_decision AS line WHERE {TOLD} GROUP BY 1 ORDER BY 1 DESC
"""  # noqa: S608
_MONTH = f"""
    SELECT CASE WHEN rule_code <> '' THEN rule_code ELSE law_code END, outcome, count(*)
    FROM discussions_decision AS line
    WHERE created_at >= %(start)s AND created_at < %(end)s AND {TOLD}
    GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608


@dataclass(frozen=True)
class LogMonth:
    """One month: how many decisions, by ground and kind as rows of a table, and by ground as a drawing."""

    first: date
    total: int
    columns: Sequence[str]
    rows: Sequence[dict[str, Sequence[str]]]
    chart: Chart


@dataclass(frozen=True)
class PublicLog:
    """The months in which something was decided, the newest first, and the one that is shown, if any."""

    months: Sequence[tuple[date, int]]
    shown: LogMonth | None


def load_public_log(wanted: date | None) -> PublicLog:
    """The month that begins on `wanted`, else the newest. Two statements."""
    months = [
        (month, count) for month, count in counted_rows(_MONTHS, {"zone": settings.TIME_ZONE})
    ]
    known = {month for month, _count in months}
    first = wanted if wanted in known else months[0][0] if months else None
    return PublicLog(months=months, shown=_month(first) if first else None)


def _month(first: date) -> LogMonth:
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    counted = counted_rows(
        _MONTH, {"start": midnight(first.replace(day=1)), "end": midnight(after)}
    )
    labels = dict(Outcome.choices)
    by_ground: dict[str, int] = {}
    for code, _outcome, count in counted:
        by_ground[code] = by_ground.get(code, 0) + count
    total = sum(by_ground.values())
    month = date_format(first, "F Y")
    return LogMonth(
        first=first,
        total=total,
        columns=(_("Rule or law"), _("Decision"), _("How often")),
        rows=[
            {"cells": (_name(code), str(labels.get(outcome, outcome)), str(count))}
            for code, outcome, count in counted
        ],
        chart=lying_bars(
            name="per-regel",
            title=_("Decisions in %(month)s, by rule") % {"month": month},
            summary=ngettext(
                "In %(month)s the editors took one decision.",
                "In %(month)s the editors took %(n)s decisions.",
                total,
            )
            % {"month": month, "n": total},
            columns=(_("Rule or law"), _("Decisions")),
            points=sorted(
                ((_name(code), count) for code, count in by_ground.items()),
                key=lambda point: (-point[1], point[0]),
            ),
        ),
    )


def _name(code: str) -> str:
    return ground_name(code) if code else _("no rule")
