"""What else waits in the one queue and is decided on a page of its own. A new kind is one more `FurtherKind`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Min
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from articles.models import Claim, Passage

Viewer = User | AnonymousUser
SHOWN = 10


@dataclass(frozen=True)
class FurtherRow:
    """One line: what it is about, what is to be done, where, and since when."""

    title: str
    todo: str
    url: str
    since: datetime


@dataclass(frozen=True)
class FurtherList:
    """The first rows of one kind, and how many there are in all (`count`); `more_url` leads to the rest, "" if none."""

    name: str
    label: "str | Promise"
    count: int
    rows: Sequence[FurtherRow]
    more_url: str


@dataclass(frozen=True)
class FurtherKind:
    """`name` stands in addresses; `load` gives its list for this person in a constant number of queries, empty for who
    may do nothing with it."""

    name: str
    label: "str | Promise"
    load: Callable[[Viewer], tuple[int, Sequence[FurtherRow], str]]

    def listed(self, viewer: Viewer) -> FurtherList:
        count, rows, more_url = self.load(viewer)
        return FurtherList(self.name, self.label, count, rows, more_url)


def _passages(viewer: Viewer) -> tuple[int, Sequence[FurtherRow], str]:
    """Passages whose place is in doubt, one row for each article. One query."""
    if not getattr(viewer, "is_editor", False):
        return 0, (), ""
    found = list(
        Passage.objects.editable_by(viewer)
        .to_check()
        .filter(version=F("version__article__current_version"))
        .values("version__article__slug", "version__title")
        .annotate(number=Count("pk"), since=Min("version__created_at"))
        .order_by("since", "version__article__slug")
    )
    rows = [
        FurtherRow(
            title=row["version__title"],
            todo=ngettext("One passage to check", "%(n)s passages to check", row["number"])
            % {"n": row["number"]},
            url=reverse("passages", args=[row["version__article__slug"]]),
            since=row["since"],
        )
        for row in found[:SHOWN]
    ]
    return len(found), rows, reverse("editor_desk") if len(found) > SHOWN else ""


def _proposals(viewer: Viewer) -> tuple[int, Sequence[FurtherRow], str]:
    """Claims that somebody proposed, the oldest first. Two queries."""
    if not getattr(viewer, "is_editor", False):
        return 0, (), ""
    waiting = Claim.objects.editable_by(viewer).proposed()
    count = waiting.count()
    found = waiting.order_by("pk").values_list(
        "current_wording__statement", "current_wording__since", "article__slug", "number"
    )
    rows = [
        FurtherRow(
            statement, str(_("Judge this claim")), reverse("edit_claim", args=[slug, number]), since
        )
        for statement, since, slug, number in found[:SHOWN]
    ]
    return count, rows, reverse("proposed_claims") if count > SHOWN else ""


FURTHER_KINDS = (
    FurtherKind("passages", _("passages to check"), _passages),
    FurtherKind("voorstellen", _("proposed claims"), _proposals),
)
FURTHER_NAMES = tuple(kind.name for kind in FURTHER_KINDS)


def further_lists(viewer: Viewer, only: str = "") -> list[FurtherList]:
    """What else waits for this person: every kind of which there is something, or the one that is asked for."""
    lists = [kind.listed(viewer) for kind in FURTHER_KINDS if only in ("", kind.name)]
    return [each for each in lists if each.count]
