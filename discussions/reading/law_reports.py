"""What was published of the yearly figures, and which duties are switched off."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discussions.models import Case, Decision, Dispute, Duty, DutyChange, LawReport
from discussions.models.law_report import SWITCHED
from discussions.moderation.law_reports import duties_on
from discussions.moderation.log import NoSuchPlace
from discussions.permissions import Reader

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


def load_case_links(viewer: Reader, numbers: Sequence[str], *, after: str = "") -> CaseLinks:
    """A way to each case, in order, each once; how often it was counted stands beside it. No way
    leads to what is not this moderator's. Three queries.

    `after` is the last number of the page before. Raises NoSuchPlace for one that the figure did not count.
    """
    times = Counter(numbers)
    order = list(times)
    if after and after not in times:
        raise NoSuchPlace(after)
    start = order.index(after) + 1 if after else 0
    shown = order[start : start + PAGE_SIZE]
    ids = {name: set[uuid.UUID]() for name in ("zaak", "maatregel", "geschil")}
    for number in shown:
        kind, _space, name = number.partition(" ")
        ids[kind].add(uuid.UUID(name))
    known = (
        Case.objects.visible_to(viewer).filter(public_id__in=ids["zaak"]).select_related("appeal")
    )
    urls = {case.public_id: _url_of(case) for case in known}
    taken = Decision.objects.visible_to(viewer).filter(public_id__in=ids["maatregel"])
    lines = dict(taken.values_list("public_id", "pk"))
    disputes = Dispute.objects.visible_to(viewer).filter(public_id__in=ids["geschil"])
    urls |= {dispute.public_id: dispute.get_absolute_url() for dispute in disputes}
    links = []
    for number in shown:
        kind, _space, name = number.partition(" ")
        key = uuid.UUID(name)
        if kind == "zaak":
            named = _("case %(number)s") % {"number": name}
            links.append(CaseLink(named, urls.get(key, ""), times[number]))
        elif kind == "geschil":
            named = _("dispute %(number)s") % {"number": name}
            links.append(CaseLink(named, urls.get(key, ""), times[number]))
        else:
            url = f"{reverse('moderation_log')}?na={lines[key] + 1}" if key in lines else ""
            named = _("decision %(number)s") % {"number": name}
            links.append(CaseLink(named, url, times[number]))
    return CaseLinks(links, shown[-1] if len(order) > start + PAGE_SIZE else "")


def _url_of(case: Case) -> str:
    return str((case.appeal if hasattr(case, "appeal") else case).get_absolute_url())


def _without() -> dict[Duty, str]:
    """What is not done while a duty is off."""
    return {
        Duty.ART15: _("Off: the figures of article 15 are left out of the report of a year."),
        Duty.ART24_1: _(
            "Off: disputes and suspensions are left out of the report of a year. How many people use the site "
            "stays in it: that is asked of everyone."
        ),
        Duty.ART24_5: _("Off: there is no file with statements of reasons to hand over."),
    }


def _always_on() -> list[dict[str, str]]:
    return [
        {
            "label": _(
                "contact, house rules, notices, statements of reasons and danger to life (articles 11 to 18)"
            ),
            "why": _("The law asks this of everyone, small or large."),
        },
        {
            "label": str(Duty.ART20.label),
            "why": _(
                "Every letter promises it, and whoever disagrees would otherwise have to go to court."
            ),
        },
        {
            "label": str(Duty.ART21.label),
            "why": _(
                "Every letter names this way. When the law exempts you, you need not take part in it: say so to "
                "whoever asks."
            ),
        },
        {
            "label": str(Duty.ART23.label),
            "why": _(
                "Nobody is suspended here without a warning before it, an end, and the four things the law weighs."
            ),
        },
    ]


def duty_rows(today: date) -> dict[str, Any]:
    """Each duty as it stands today with what comes of it, what is always on and why, and every change there was, the
    newest first."""
    on, without = duties_on(today), _without()
    return {
        "duties": [
            {"label": duty.label, "is_on": duty in on, "off_means": without[duty]}
            for duty in SWITCHED
        ],
        "always": _always_on(),
        "changes": list(DutyChange.objects.select_related("changed_by").order_by("-pk")),
    }
