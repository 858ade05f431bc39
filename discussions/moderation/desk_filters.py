"""Which part of the queue is shown: read from an address, and written back to it in one fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from discussions.models import Case, CaseKind, Report
from discussions.models.case import office_hours
from discussions.moderation.grounds import find_any

NOW, LATER = "nu", "later"
MINE, COLLEAGUES, FREE = "mij", "collega", "niemand"
# The ways from a case to the article it is about.
_OF_AN_ARTICLE = (
    "article",
    "claim__article",
    "comment__thread__article",
    "comment__thread__claim__article",
)
_LONGEST = 80  # characters of a slug


@dataclass(frozen=True)
class DeskFilter:
    """What is asked for; "" asks for everything. Each is called as in the address.

    `soort`: a `CaseKind`, or the name of a further kind; `wanneer`: "nu" or "later"; `regel`: the code of a house rule
    or of a ground in law, that somebody named; `artikel` and `reeks`: a slug; `van`: who has it in hand.
    """

    wanneer: str = ""
    soort: str = ""
    regel: str = ""
    artikel: str = ""
    reeks: str = ""
    van: str = ""

    @property
    def query(self) -> str:
        """As an address writes it, without what is not asked for."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return urlencode({name: value for name, value in given.items() if value})

    def but(self, **values: str) -> "DeskFilter":
        return replace(self, **values)


def read_filter(given: Mapping[str, str], further: tuple[str, ...] = ()) -> DeskFilter:
    """What an address asks for. What is no such value is left out: an old address still opens."""

    def one_of(name: str, *known: str) -> str:
        return given.get(name, "") if given.get(name, "") in known else ""

    rule = given.get("regel", "")
    return DeskFilter(
        wanneer=one_of("wanneer", NOW, LATER),
        soort=one_of("soort", *CaseKind.values, *further),
        regel=rule if find_any(rule) else "",
        artikel=given.get("artikel", "").strip()[:_LONGEST].replace("\x00", ""),
        reeks=given.get("reeks", "").strip()[:_LONGEST].replace("\x00", ""),
        van=one_of("van", MINE, COLLEAGUES, FREE),
    )


def narrowed(
    cases: QuerySet[Case], wanted: DeskFilter, viewer: User | AnonymousUser, now: datetime
) -> QuerySet[Case]:
    """Those of `cases` that are asked for, whichever lane they are in."""
    if wanted.soort:
        cases = cases.filter(kind=wanted.soort)
    if wanted.regel:
        named = Report.objects.filter(case=OuterRef("pk"))
        cases = cases.filter(
            Exists(named.filter(Q(rule_code=wanted.regel) | Q(law_code=wanted.regel)))
        )
    if wanted.artikel:
        cases = cases.filter(_in_article(slug=wanted.artikel))
    if wanted.reeks:
        cases = cases.filter(_in_article(series__slug=wanted.reeks))
    held = Q(leased_until__gte=now)
    if wanted.van == MINE:
        cases = cases.filter(held, leased_by=viewer.pk)
    elif wanted.van == COLLEAGUES:
        cases = cases.filter(held).exclude(leased_by=viewer.pk)
    elif wanted.van == FREE:
        cases = cases.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))
    return cases


def in_lane(cases: QuerySet[Case], lane: str, now: datetime) -> QuerySet[Case]:
    """Needed now: what is due before this day ends. The rest can wait until tomorrow."""
    tonight = office_hours().end_of_day(now)
    return cases.filter(due_at__lt=tonight) if lane == NOW else cases.filter(due_at__gte=tonight)


def _in_article(**lookup: str) -> Q:
    found = Q()
    for path in _OF_AN_ARTICLE:
        found |= Q(**{f"{path}__{name}": value for name, value in lookup.items()})
    return found
