"""What was published of the yearly figures, and which duties are switched off."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discussions.models import Case, Decision, Duty, DutyChange, LawReport
from discussions.moderation.law_reports import duties_on
from discussions.moderation.queue import NoSuchPlace

PAGE_SIZE = 50


@dataclass(frozen=True)
class CaseLink:
    """One thing that a figure counted. `url` is empty when nothing here has that number any more."""

    name: str
    url: str
    times: int


@dataclass(frozen=True)
class CaseLinks:
    """`next_key` leads to the rest; empty on the last page."""

    links: Sequence[CaseLink]
    next_key: str


def published_reports() -> list[LawReport]:
    """Every version, the newest first, without its figures."""
    return list(LawReport.objects.defer("figures", "csv", "words").newest_first())


def newest_version_of(year: int) -> int:
    """The number of the last version of a year; 0 when it was never published."""
    newest = LawReport.objects.filter(year=year).newest_first().values_list("version", flat=True)
    return newest.first() or 0


def load_case_links(numbers: Sequence[str], *, after: str = "") -> CaseLinks:
    """A way to each case, in order, each once; how often it was counted stands beside it. Two queries.

    `after` is the last number of the page before. Raises NoSuchPlace for one that the figure did not count.
    """
    times = Counter(numbers)
    order = list(times)
    if after and after not in times:
        raise NoSuchPlace(after)
    start = order.index(after) + 1 if after else 0
    shown = order[start : start + PAGE_SIZE]
    ids = {"zaak": set[uuid.UUID](), "maatregel": set[uuid.UUID]()}
    for number in shown:
        kind, _space, name = number.partition(" ")
        ids[kind].add(uuid.UUID(name))
    known = Case.objects.filter(public_id__in=ids["zaak"]).select_related("appeal")
    urls = {case.public_id: _url_of(case) for case in known}
    lines = dict(
        Decision.objects.filter(public_id__in=ids["maatregel"]).values_list("public_id", "pk")
    )
    links = []
    for number in shown:
        kind, _space, name = number.partition(" ")
        key = uuid.UUID(name)
        if kind == "zaak":
            named = _("case %(number)s") % {"number": name}
            links.append(CaseLink(named, urls.get(key, ""), times[number]))
        else:
            url = f"{reverse('moderation_log')}?na={lines[key] + 1}" if key in lines else ""
            named = _("decision %(number)s") % {"number": name}
            links.append(CaseLink(named, url, times[number]))
    return CaseLinks(links, shown[-1] if len(order) > start + PAGE_SIZE else "")


def _url_of(case: Case) -> str:
    return str((case.appeal if hasattr(case, "appeal") else case).get_absolute_url())


def duty_rows(today: date) -> dict[str, Any]:
    """Each duty as it stands today, and every change there was, the newest first."""
    on = duties_on(today)
    return {
        "duties": [{"label": duty.label, "is_on": duty in on} for duty in Duty],
        "changes": list(DutyChange.objects.select_related("changed_by").order_by("-pk")),
    }
