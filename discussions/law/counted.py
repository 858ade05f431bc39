"""PURE: what was counted in a year, before it becomes figures. Each row brings the numbers of its cases along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Taken:
    """Decisions that are alike: how many, and their numbers. `about` is comment, thread, person, claim, article or
    site; `automated_decision` is no, partly or fully."""

    outcome: str
    about: str
    rule_code: str
    law_code: str
    source: str
    automated_detection: bool
    automated_decision: str
    unannounced: bool
    count: int
    cases: Sequence[str]


@dataclass(frozen=True)
class Reported:
    """Reports that are alike; `kind` is rule or illegal, `items` how many things they were about."""

    kind: str
    code: str
    count: int
    cases: Sequence[str]


@dataclass(frozen=True)
class Handled:
    """A report that was decided about: how long that took in seconds, on what the decision stood ("law", "terms",
    or "" when nothing was restricted), and whether a program took it."""

    kind: str
    seconds: float
    stood_on: str
    automated: bool
    case: str


@dataclass(frozen=True)
class Asked:
    """A request for another look: who asked ("author" or "reporter"), and its answer so far: "" while it waits,
    else upheld, reversed partly (shortened) or lapsed, with the seconds that took."""

    by: str
    answer: str
    seconds: float
    by_the_same: bool
    filed_this_year: bool
    case: str


@dataclass(frozen=True)
class Undone:
    """A decision that was undone this year: whether a program had taken it."""

    automated: bool
    case: str


@dataclass(frozen=True)
class Disputed:
    """A dispute that came in or ended this year: its outcome, "" unless it ended this year, the days that took, and
    whether that was carried out since. `case` is its own number."""

    came_in_this_year: bool
    outcome: str
    days: int
    carried_out: bool
    case: str


@dataclass(frozen=True)
class Year:
    """Everything that the figures of a year are made from. `months` are members by month, "2026-01" and on."""

    taken: Sequence[Taken] = ()
    reported: Sequence[Reported] = ()
    handled: Sequence[Handled] = ()
    asked: Sequence[Asked] = ()
    undone: Sequence[Undone] = ()
    disputes: Sequence[Disputed] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    by_hand: Mapping[str, int | None] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    laws: Mapping[str, str] = field(default_factory=dict)
