"""What the second look did of late, for moderators: numbers, no texts and no people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from discussions.models import SecondLookCount
from discussions.second_look import KINDS

DAYS = 30

NAMES: Mapping[str, str | Promise] = {
    "citizen_number": _("citizen service number"),
    "phone": _("telephone number"),
    "email": _("e-mail address"),
    "iban": _("account number"),
    "birth_date": _("date of birth"),
    "address": _("address of a house"),
    "attack": _("attack on a person"),
}


@dataclass(frozen=True)
class SecondLookRow:
    """A row of a table: what made people pause, how often, and in how many comments it stayed."""

    cells: Sequence[str | int | Promise]


def second_look_of_late() -> list[SecondLookRow]:
    """One row for each kind that made somebody pause in the last thirty days. One query."""
    since = timezone.localdate() - timedelta(days=DAYS)
    counted = {
        kind: (paused, kept)
        for kind, paused, kept in SecondLookCount.objects.filter(day__gt=since)
        .values("kind")
        .annotate(paused=Sum("paused"), kept=Sum("kept"))
        .values_list("kind", "paused", "kept")
    }
    return [SecondLookRow([NAMES[kind], *counted[kind]]) for kind in KINDS if kind in counted]
