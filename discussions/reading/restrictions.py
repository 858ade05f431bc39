"""What holds and held in one discussion or for one person, as moderators read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.models import Restriction, Thread
from discussions.models.restriction import EVERYWHERE
from discussions.permissions import Reader

EARLIER_SHOWN = 20


@dataclass(frozen=True)
class Restrictions:
    """The newest first, what is announced among what is in force; of what is over the last twenty."""

    in_force: Sequence[Restriction]
    earlier: Sequence[Restriction]


def load_restrictions(
    viewer: Reader,
    *,
    thread: Thread | None = None,
    article: Article | None = None,
    person: User | None = None,
    everywhere: bool = False,
) -> Restrictions:
    """Of a discussion those of its `article` too, which hold there as well. Two queries."""
    if everywhere:
        about = EVERYWHERE
    elif person is not None:
        about = Q(person=person)
    else:
        about = Q(article=article)
        about |= Q(thread=thread) if thread is not None else Q(pk__in=[])
    of_this = Restriction.objects.visible_to(viewer).filter(about)
    holds = Restriction.objects.not_over(timezone.now()).filter(pk=OuterRef("pk"))
    newest_first = of_this.select_related("set_by", "ended_by").order_by("-pk")
    return Restrictions(
        list(newest_first.filter(Exists(holds))),
        list(newest_first.exclude(Exists(holds))[:EARLIER_SHOWN]),
    )
