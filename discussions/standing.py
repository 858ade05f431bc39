"""Whether somebody may write in a discussion now. If not: which rule says so, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from accounts.models import User
from discussions.models import Comment, Restriction, RestrictionKind, Thread

HOUR = timedelta(hours=1)
# Of what is not somebody's measure: how many comments one person places in an hour.
PACE = "pace"


@dataclass(frozen=True)
class Rule:
    """One rule that holds here now for this person.

    `kind` is one of RestrictionKind, or PACE; `stops_until`: they may not write before that moment, `stops`: nor at any
    known moment. `until` is when the rule itself ends, if that is known; `interval` the time between two comments.
    """

    kind: str
    reason: str = ""
    rule_code: str = ""
    interval: timedelta | None = None
    until: datetime | None = None
    stops_until: datetime | None = None
    stops: bool = False

    @property
    def is_a_stop(self) -> bool:
        return self.stops or self.stops_until is not None


def rules_for(*, person: User | None, thread: Thread | None, now: datetime) -> list[Rule]:
    """What holds in `thread` (None: nobody wrote there yet) for `person` (None: a visitor), the hardest first.

    One query, two for a person. Who moderates or edits may write in a slow or closed discussion, as often as needed:
    somebody must be able to calm it down.
    """
    about = Q(pk__in=[])
    if thread is not None:
        about |= Q(thread=thread)
    if person is not None:
        about |= Q(person=person)
    restrictions = list(Restriction.objects.in_force(now).filter(about)) if about else []
    is_staff = person is not None and (person.is_moderator or person.is_editor)
    if is_staff:
        restrictions = [one for one in restrictions if one.person_id is not None]
    rules = [_standing(one) for one in restrictions if one.interval is None]
    if person is not None:
        paced = [one for one in restrictions if one.interval is not None]
        rules += _paced(person, thread, paced, now, is_staff=is_staff)
    else:
        rules += [_standing(one) for one in restrictions if one.interval is not None]
    return sorted(rules, key=_hardest_first)


def what_stops(*, person: User, thread: Thread | None, now: datetime) -> Rule | None:
    """The rule that forbids this person to write here at this moment, or None."""
    rules = rules_for(person=person, thread=thread, now=now)
    return next((rule for rule in rules if rule.is_a_stop), None)


def what_forbids_changing(*, person: User, thread: Thread, now: datetime) -> Rule | None:
    """The rule that forbids this person to change their words here, or None. How often somebody may
    write is not about that: a slip is mended sooner than the next comment may come."""
    rules = rules_for(person=person, thread=thread, now=now)
    return next((rule for rule in rules if rule.stops), None)


def _standing(restriction: Restriction) -> Rule:
    return Rule(
        kind=restriction.kind,
        reason=restriction.reason,
        rule_code=restriction.rule_code,
        interval=restriction.interval,
        until=restriction.until,
        stops=restriction.interval is None,
    )


def _paced(
    person: User,
    thread: Thread | None,
    restrictions: Sequence[Restriction],
    now: datetime,
    *,
    is_staff: bool,
) -> list[Rule]:
    """The rules about how often, measured against what this person wrote of late. One query."""
    intervals = [one.interval for one in restrictions if one.interval]
    most = settings.COMMENTS_PER_HOUR
    written = list(
        Comment.objects.filter(author=person, created_at__gt=now - max([HOUR, *intervals]))
        .order_by("-created_at", "-id")
        .values_list("created_at", "thread_id")[: most + 1]
    )
    rules = []
    for one in restrictions:
        assert one.interval is not None
        here = one.kind == RestrictionKind.SLOW
        last = next(
            (at for at, where in written if not here or (thread and where == thread.pk)), None
        )
        free = last + one.interval if last else now
        # What ends earlier by itself ends earlier.
        free = min(free, one.until) if one.until else free
        rules.append(
            Rule(
                kind=one.kind,
                reason=one.reason,
                rule_code=one.rule_code,
                interval=one.interval,
                until=one.until,
                stops_until=free if free > now else None,
            )
        )
    in_an_hour = [at for at, _where in written if at > now - HOUR]
    if len(in_an_hour) >= most and not is_staff:
        rules.append(Rule(kind=PACE, stops_until=in_an_hour[most - 1] + HOUR))
    return rules


_ORDER = (
    RestrictionKind.SUSPENDED,
    RestrictionKind.CLOSED,
    RestrictionKind.LIMITED,
    RestrictionKind.SLOW,
    PACE,
)


def _hardest_first(rule: Rule) -> tuple[bool, int]:
    return not rule.is_a_stop, _ORDER.index(rule.kind)
