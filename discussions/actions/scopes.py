"""Saying for which sources and series somebody moderates."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from accounts.permissions import may_manage_people
from articles.models import Series, Source
from discussions.models import ModeratorScope


@transaction.atomic
def set_scope(
    *, operator: User, person: User, sources: Iterable[Source], series: Iterable[Series]
) -> None:
    """`person` moderates these from now on, and nothing else; with none of either everything."""
    if not may_manage_people(operator):
        raise PermissionDenied
    User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    ModeratorScope.objects.filter(person=person).delete()
    ModeratorScope.objects.bulk_create(
        [
            *(ModeratorScope(person=person, source=one) for one in sources),
            *(ModeratorScope(person=person, series=one) for one in series),
        ]
    )
