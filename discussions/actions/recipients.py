"""Who of these people may be told about words of this author. The one place where that is decided."""

from collections.abc import Collection

from accounts.models import Mute, User


def may_be_told(people: Collection[int], author_id: int | None) -> list[int]:
    """The ids that remain, in order: whoever is here still, is not the author and did not mute them.
    One query."""
    here = User.objects.filter(pk__in=people, is_active=True, anonymised_at__isnull=True)
    if author_id is not None:
        deaf = Mute.objects.filter(muted=author_id).values("person")
        here = here.exclude(pk=author_id).exclude(pk__in=deaf)
    return list(here.order_by("pk").values_list("pk", flat=True))
