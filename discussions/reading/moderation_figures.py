"""How moderating goes, in numbers: for moderators, as drawings with their tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from discussions.days import midnight
from discussions.law.charts import SPANS, Chart, lying_bars, percentile, spread_of, upright_bars
from discussions.models import Outcome
from discussions.moderation.grounds import find_any
from discussions.reading.counted_rows import TOLD, counted_rows

WEEKS = (13, 26, 52)
# A rule of which so many measures were undone is not clear to those who apply it.
UNCLEAR_ABOVE = 0.2
FEWEST = 5  # of fewer measures a share says nothing
# Measures against somebody, wider than what `policy.AGAINST` holds against the author of a comment.
MEASURES = (
    *("hide", "refuse", "hold", "hide_text", "label", "move"),
    *("limit", "read_first", "suspend", "no_notices", "warn"),
)

_INFLOW = """
    SELECT date_trunc('week', opened_at AT TIME ZONE %(zone)s)::date, count(*)
    FROM discussions_case WHERE opened_at >= %(start)s GROUP BY 1
"""
# Until a person decided: a program that holds a comment makes it wait, and is no answer.
_WAITS = f"""
    SELECT extract(epoch FROM first.created_at - cases.opened_at)::float / 3600
    FROM discussions_case AS cases
    JOIN LATERAL (
        SELECT line.created_at FROM discussions_decision AS line
        WHERE line.case_id = cases.id AND line.automated_decision <> 'fully' AND {TOLD}
        ORDER BY line.id LIMIT 1
    ) AS first ON true
    WHERE cases.opened_at >= %(start)s AND first.created_at >= cases.opened_at
"""  # noqa: S608
_DECISIONS = f"""
    SELECT line.outcome,
           CASE WHEN line.rule_code <> '' THEN line.rule_code ELSE line.law_code END,
           count(*), count(later.id)
    FROM discussions_decision AS line
    LEFT JOIN discussions_decision AS later ON later.reverses_id = line.id AND NOT EXISTS (
        SELECT 1 FROM discussions_decision AS back WHERE back.reverses_id = later.id AND back.unread
    )
    WHERE line.created_at >= %(start)s AND {TOLD}
    GROUP BY 1, 2
"""  # noqa: S608
_APPEALS = """
    SELECT count(*), count(*) FILTER (WHERE outcome NOT IN ('uphold', 'shorten', 'lapse')),
           count(*) FILTER (WHERE outcome = 'shorten')
    FROM discussions_decision WHERE created_at >= %(start)s AND answers_id IS NOT NULL
"""


@dataclass(frozen=True)
class RuleRow:
    """A ground: how many measures stood on it, and how many of these were undone. `is_unclear`: too many."""

    name: str
    taken: int
    undone: int

    @property
    def share(self) -> float:
        return self.undone / self.taken if self.taken else 0

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def is_unclear(self) -> bool:
        return self.taken >= FEWEST and self.share > UNCLEAR_ABOVE


@dataclass(frozen=True)
class ModerationFigures:
    """Everything on the page. Hours are None when nothing was decided."""

    opened: int
    median: float | None
    ninetieth: float | None
    decided: int
    undone: int
    appeals: int
    appeals_won: int
    appeals_partly: int
    rules: Sequence[RuleRow]
    charts: Sequence[Chart]

    @property
    def appeals_percent(self) -> int:
        return round(100 * self.appeals_won / self.appeals) if self.appeals else 0


def load_moderation_figures(weeks: int) -> ModerationFigures:
    """Of the last `weeks` weeks, this one included. Four statements; that a moderator asks is the view's business."""
    this_week = _monday(timezone.localdate())
    first = this_week - timedelta(weeks=weeks - 1)
    asked = {"start": midnight(first), "zone": settings.TIME_ZONE}
    inflow = dict(counted_rows(_INFLOW, asked))
    waits = [hours for (hours,) in counted_rows(_WAITS, asked)]
    decisions = counted_rows(_DECISIONS, asked)
    ((appeals, appeals_won, appeals_partly),) = counted_rows(_APPEALS, asked)
    rules = _by_rule(decisions)
    return ModerationFigures(
        opened=sum(inflow.values()),
        median=percentile(waits, 0.5),
        ninetieth=percentile(waits, 0.9),
        decided=sum(count for _o, _g, count, _u in decisions),
        # Of measures only: taking up again what was left alone undoes none.
        undone=sum(undone for outcome, _g, _c, undone in decisions if outcome in MEASURES),
        appeals=appeals,
        appeals_won=appeals_won,
        appeals_partly=appeals_partly,
        rules=rules,
        charts=[
            _inflow_chart(inflow, first, weeks),
            _waits_chart(waits),
            _rules_chart(rules),
            _measures_chart(decisions),
        ],
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def ground_name(code: str) -> str:
    """How a rule or a ground in the law is called; its bare code when it is neither any more."""
    ground = find_any(code)
    return ground.label if ground is not None else code


def _by_rule(decisions: list[tuple[Any, ...]]) -> list[RuleRow]:
    counts: dict[str, list[int]] = {}
    for outcome, code, taken, undone in decisions:
        if code and outcome in MEASURES:
            kept = counts.setdefault(code, [0, 0])
            kept[0] += taken
            kept[1] += undone
    ordered = sorted(counts.items(), key=lambda each: (-each[1][0], each[0]))
    return [RuleRow(ground_name(code), taken, undone) for code, (taken, undone) in ordered]


def _inflow_chart(inflow: dict[date, int], first: date, weeks: int) -> Chart:
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    points = [(date_format(day, "j b"), inflow.get(day, 0)) for day in days]
    total = sum(value for _day, value in points)
    busiest = max(points, key=lambda point: point[1])
    summary = (
        _("%(total)s cases were opened. Most in the week of %(week)s: %(most)s.")
        % {"total": total, "week": busiest[0], "most": busiest[1]}
        if total
        else _("No case was opened in this time.")
    )
    return upright_bars(
        name="instroom",
        title=_("New cases per week"),
        summary=summary,
        columns=(_("Week of"), _("Cases")),
        points=points,
    )


def _waits_chart(waits: list[float]) -> Chart:
    names = [
        *(
            _("up to %(time)s") % {"time": _hours(hours) if hours < 24 else _days(hours // 24)}
            for hours in SPANS
        ),
        _("longer"),
    ]
    counts = spread_of(waits)
    within_a_day = sum(counts[: SPANS.index(24) + 1])
    summary = (
        _("Of %(all)s cases %(some)s were decided within a day.")
        % {"all": len(waits), "some": within_a_day}
        if waits
        else _("Nothing was decided in this time.")
    )
    return lying_bars(
        name="wachttijd",
        title=_("How long cases waited"),
        summary=summary,
        columns=(_("Until the first decision"), _("Cases")),
        points=list(zip(names, counts, strict=True)),
    )


def _hours(count: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _rules_chart(rules: Sequence[RuleRow]) -> Chart:
    total = sum(row.taken for row in rules)
    summary = (
        _("Of %(total)s measures most stood on %(rule)s: %(most)s.")
        % {"total": total, "rule": rules[0].name, "most": rules[0].taken}
        if rules
        else _("No measure was taken in this time.")
    )
    return lying_bars(
        name="per-regel",
        title=_("Measures per rule"),
        summary=summary,
        columns=(_("Rule or law"), _("Measures")),
        points=[(row.name, row.taken) for row in rules],
    )


def _measures_chart(decisions: list[tuple[Any, ...]]) -> Chart:
    counts: dict[str, int] = {}
    for outcome, _code, taken, _undone in decisions:
        counts[outcome] = counts.get(outcome, 0) + taken
    labels = dict(Outcome.choices)
    points = sorted(
        ((str(labels.get(outcome, outcome)), count) for outcome, count in counts.items()),
        key=lambda point: (-point[1], point[0]),
    )
    summary = (
        _("In all %(total)s decisions were taken. Most often: %(what)s.")
        % {"total": sum(counts.values()), "what": points[0][0]}
        if points
        else _("Nothing was decided in this time.")
    )
    return lying_bars(
        name="per-maatregel",
        title=_("Decisions by kind"),
        summary=summary,
        columns=(_("Decision"), _("How often")),
        points=points,
    )
