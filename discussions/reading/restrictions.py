"""What holds and held in one discussion or for one person, as moderators read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from discussions.models import Restriction, Thread
from discussions.permissions import Reader

EARLIER_SHOWN = 20


@dataclass(frozen=True)
class Restrictions:
    """The newest first; of what is over the last twenty."""

    in_force: Sequence[Restriction]
    earlier: Sequence[Restriction]


def load_restrictions(
    viewer: Reader,
    *,
    thread: Thread | None = None,
    person: User | None = None,
    everywhere: bool = False,
) -> Restrictions:
    """Two queries, none for a discussion that nobody began."""
    if thread is None and person is None and not everywhere:
        return Restrictions((), ())
    of_this = Restriction.objects.visible_to(viewer).filter(thread=thread, person=person)
    now = timezone.now()
    holds = Restriction.objects.in_force(now).filter(pk=OuterRef("pk"))
    newest_first = of_this.select_related("set_by", "ended_by").order_by("-pk")
    return Restrictions(
        list(newest_first.filter(Exists(holds))),
        list(newest_first.exclude(Exists(holds))[:EARLIER_SHOWN]),
    )
