"""What was published of the yearly figures, and which duties are switched off."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discussions.models import Case, Decision, Duty, DutyChange, LawReport
from discussions.moderation.law_reports import duties_on


@dataclass(frozen=True)
class CaseLink:
    """One thing that a figure counted. `url` is empty when nothing here has that number any more."""

    name: str
    url: str
    times: int


def published_reports() -> list[LawReport]:
    """Every version, the newest first, without its figures."""
    return list(LawReport.objects.defer("figures", "csv", "words").newest_first())


def newest_version_of(year: int) -> int:
    """The number of the last version of a year; 0 when it was never published."""
    newest = LawReport.objects.filter(year=year).newest_first().values_list("version", flat=True)
    return newest.first() or 0


def load_case_links(numbers: Sequence[str]) -> list[CaseLink]:
    """A way to each case, in order, each once; how often it was counted stands beside it. Two queries."""
    times: dict[str, int] = {}
    for number in numbers:
        times[number] = times.get(number, 0) + 1
    ids = {"zaak": set[uuid.UUID](), "maatregel": set[uuid.UUID]()}
    for number in times:
        kind, _space, name = number.partition(" ")
        ids[kind].add(uuid.UUID(name))
    known = set(Case.objects.filter(public_id__in=ids["zaak"]).values_list("public_id", flat=True))
    lines = dict(
        Decision.objects.filter(public_id__in=ids["maatregel"]).values_list("public_id", "pk")
    )
    links = []
    for number, count in times.items():
        kind, _space, name = number.partition(" ")
        key = uuid.UUID(name)
        if kind == "zaak":
            url = reverse("moderation_case", args=[key]) if key in known else ""
            links.append(CaseLink(_("case %(number)s") % {"number": name}, url, count))
        else:
            url = f"{reverse('moderation_log')}?na={lines[key] + 1}" if key in lines else ""
            links.append(CaseLink(_("decision %(number)s") % {"number": name}, url, count))
    return links


def duty_rows(today: date) -> dict[str, Any]:
    """Each duty as it stands today, and every change there was, the newest first."""
    on = duties_on(today)
    return {
        "duties": [{"label": duty.label, "is_on": duty in on} for duty in Duty],
        "changes": list(DutyChange.objects.select_related("changed_by").order_by("-pk")),
    }
