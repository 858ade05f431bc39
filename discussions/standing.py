"""Whether somebody may write in a discussion now. If not: which rule says so, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from articles.models import Claim
from discussions.models import (
    Comment,
    CommentStatus,
    HoldReason,
    Restriction,
    RestrictionKind,
    Thread,
)
from discussions.models.restriction import EVERYWHERE

HOUR = timedelta(hours=1)
# Of what is not somebody's measure: how many comments one person places in an hour.
PACE = "pace"
# They were warned, and have not said that they read it.
WARNED = "warned"
# The editors read what somebody new here writes first.
NEWCOMER = "newcomer"
# A filter found something in the text itself: only known once there is a text.
FILTER = "filter"


@dataclass(frozen=True)
class Rule:
    """One rule that holds here now for this person.

    `kind` is one of RestrictionKind, PACE, NEWCOMER or FILTER; `stops_until`: they may not write before that moment,
    `stops`: nor at any known moment; `holds_for`: what they write waits for the editors, for this reason. `until` is
    when the rule itself ends, if that is known; `interval` the time between two comments. `filter_code`: see
    `filtering.py`. `everywhere`: on the whole site. `starts_at`: it is announced, and holds from then on.
    """

    kind: str
    reason: str = ""
    rule_code: str = ""
    interval: timedelta | None = None
    until: datetime | None = None
    stops_until: datetime | None = None
    stops: bool = False
    holds_for: HoldReason | None = None
    restriction_id: int | None = None
    everywhere: bool = False
    starts_at: datetime | None = None
    filter_code: str = ""

    @property
    def is_a_stop(self) -> bool:
        return self.stops or self.stops_until is not None


def rules_for(
    *, person: User | None, thread: Thread | None, now: datetime, article_id: int | None = None
) -> list[Rule]:
    """What holds in `thread` (None: nobody wrote there yet) for `person` (None: a visitor), the hardest first; with
    what is announced. `article_id`: of the article it is about, needed where there is no thread.

    One query, two for a person, three where newcomers are read first. Who moderates or edits may write in a slow or
    closed discussion, as often as needed and without being read first: somebody must be able to calm it down.
    """
    about = EVERYWHERE
    if article_id is not None:
        about |= Q(article=article_id)
    if thread is not None:
        about |= Q(thread=thread)
        if article_id is None:
            of_claim = Claim.objects.filter(thread=thread).values("article")
            about |= Q(article__in=of_claim) if thread.claim_id else Q(article=thread.article_id)
    if person is not None:
        about |= Q(person=person)
    on_writing = Restriction.objects.exclude(kind=RestrictionKind.UNHEARD)
    restrictions = list(on_writing.not_over(now).filter(about))
    of_staff = person is not None and is_staff(person)
    if of_staff:
        restrictions = [one for one in restrictions if one.person_id is not None]
    announced = [one for one in restrictions if one.starts_at > now]
    restrictions = [one for one in restrictions if one.starts_at <= now]
    rules = [_announced(one) for one in announced]
    rules += [_standing(one) for one in restrictions if one.interval is None]
    if person is not None:
        paced = [one for one in restrictions if one.interval is not None]
        rules += _paced(person, thread, paced, now, is_staff=of_staff)
        if not of_staff and is_newcomer(person):
            rules.append(Rule(kind=NEWCOMER, holds_for=HoldReason.NEWCOMER))
    else:
        rules += [_standing(one) for one in restrictions if one.interval is not None]
    if person is not None and person.must_read_since and person.must_read_since <= now:
        rules.append(Rule(kind=WARNED, stops=True))
    return sorted(rules, key=_hardest_first)


def is_staff(person: User) -> bool:
    """Whether they write where others cannot for a while."""
    return bool(person.is_moderator or person.is_editor)


def site_rule(now: datetime) -> Rule | None:
    """What makes the whole site one for reading only at this moment, or None: then nobody takes a stance or appreciates
    anything either. Reporting, asking for a reappraisal and taking back one's own go on. One query."""
    closed = Restriction.objects.in_force(now).filter(EVERYWHERE, kind=RestrictionKind.CLOSED)
    found = closed.order_by("pk").first()
    return _standing(found) if found is not None else None


def reads_only(reader: User | AnonymousUser) -> bool:
    """Whether the site is for reading only. One query for a page, however often it is asked about whoever opened it;
    none where `nothing_holds` was said of them."""
    known: bool | None = getattr(reader, "_reads_only", None)
    if known is None:
        known = site_rule(timezone.now()) is not None
        reader._reads_only = known  # type: ignore[union-attr]
    return known


def nothing_holds(reader: User | AnonymousUser) -> None:
    """Whoever opened this page found out already that no rule holds here for everyone."""
    reader._reads_only = False  # type: ignore[union-attr]


def is_newcomer(person: User) -> bool:
    """Whether fewer of their comments than HOLD_NEWCOMERS_FIRST were ever let stand. No query when that is 0."""
    first = settings.HOLD_NEWCOMERS_FIRST
    if not first:
        return False
    stood = Comment.every.filter(author=person, status=CommentStatus.PUBLISHED)
    return bool(stood[:first].count() < first)


def what_stops(rules: Sequence[Rule]) -> Rule | None:
    """Of `rules_for` the one that forbids to write here at this moment, or None."""
    return next((rule for rule in rules if rule.is_a_stop), None)


def what_holds(rules: Sequence[Rule]) -> Rule | None:
    """Of `rules_for` the one for which a comment waits for the editors, the nearest first, or None."""
    holding = {rule.holds_for: rule for rule in rules if rule.holds_for}
    return next((holding[reason] for reason in HoldReason if reason in holding), None)


def what_forbids_changing(rules: Sequence[Rule]) -> Rule | None:
    """Of `rules_for` the one that forbids somebody to change their words here, or None. How often somebody may
    write is not about that: a slip is mended sooner than the next comment may come."""
    return next((rule for rule in rules if rule.stops), None)


def _announced(restriction: Restriction) -> Rule:
    rule = replace(_standing(restriction), starts_at=restriction.starts_at)
    return replace(rule, stops=False, holds_for=None)


def _standing(restriction: Restriction) -> Rule:
    holds = restriction.kind == RestrictionKind.HELD
    return Rule(
        kind=restriction.kind,
        reason=restriction.reason,
        rule_code=restriction.rule_code,
        interval=restriction.interval,
        until=restriction.until,
        stops=restriction.interval is None and not holds,
        holds_for=_held_for(restriction) if holds else None,
        restriction_id=restriction.pk,
        everywhere=not (restriction.thread_id or restriction.article_id or restriction.person_id),
    )


def _held_for(restriction: Restriction) -> HoldReason:
    if restriction.person_id is not None:
        return HoldReason.PERSON
    if restriction.article_id is not None:
        return HoldReason.ARTICLE
    return HoldReason.THREAD if restriction.thread_id is not None else HoldReason.SITE


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
        # Of what was let through later it is the moment of writing that counts.
        Comment.every.filter(author=person, created_at__gt=now - max([HOUR, *intervals]))
        .annotate(written_at=Coalesce("hold__held_at", "created_at"))
        .order_by("-written_at", "-id")
        .values_list("written_at", "thread_id")[: most + 1]
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
    WARNED,
    RestrictionKind.SUSPENDED,
    RestrictionKind.CLOSED,
    RestrictionKind.LIMITED,
    RestrictionKind.SLOW,
    PACE,
    RestrictionKind.HELD,
    NEWCOMER,
    FILTER,
)


def _hardest_first(rule: Rule) -> tuple[bool, int]:
    return not rule.is_a_stop, _ORDER.index(rule.kind)
