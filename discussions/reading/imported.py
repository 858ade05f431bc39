"""The comments from elsewhere that carry somebody's address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min

from accounts.models import User
from accounts.permissions import has_verified_address
from discussions.actions.claim_imported import names_of


@dataclass(frozen=True)
class ImportedName:
    """A name under which comments stand here, and where they came from."""

    name: str
    site: str
    comment_count: int


@dataclass(frozen=True)
class MyImported:
    names: Sequence[ImportedName]
    comment_count: int
    is_verified: bool


def load_my_imported(person: User) -> MyImported:
    """What this person may take over. At most three queries."""
    found = names_of(person).annotate(number=Count("comments"), first=Min("comments__created_at"))
    names = [
        ImportedName(name.name, name.origin.partition(":")[2], name.number)
        for name in found.filter(number__gt=0).order_by("first", "pk")
    ]
    return MyImported(
        names=names,
        comment_count=sum(name.comment_count for name in names),
        is_verified=has_verified_address(person),
    )
