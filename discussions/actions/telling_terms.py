"""Telling everyone who had an account that the terms changed (regulation 2022/2065, article 14(2))."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from discussions.models import Notification
from discussions.models.notification import NotificationKind

CHUNK = 200


def tell_about_terms(*, number: int, since: datetime) -> int:
    """Give everyone whose account is active and older than `since` one message about version `number`. How many were
    told now.

    Some hundreds in one transaction. Killed half-way it goes on where it was: who was told has a row, and PostgreSQL
    takes no second one.
    """
    told, last = 0, 0
    while people := _next(number, since, last):
        told += _tell(people, number)
        last = people[-1]
    return told


def _next(number: int, since: datetime, last: int) -> list[int]:
    has = Notification.objects.filter(person=OuterRef("pk"), terms_version=number)
    waiting = User.objects.filter(
        ~Exists(has), is_active=True, anonymised_at=None, date_joined__lt=since, pk__gt=last
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK])


@transaction.atomic
def _tell(people: list[int], number: int) -> int:
    rows = [
        Notification(person_id=person, kind=NotificationKind.TERMS, terms_version=number)
        for person in people
    ]
    return len(Notification.objects.bulk_create(rows, ignore_conflicts=True))
