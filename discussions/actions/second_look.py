"""Counting the use of the second look."""

from collections.abc import Collection

from django.db import connection, transaction
from django.utils import timezone


def count_second_look(*, seen: Collection[str], kept: Collection[str]) -> None:
    """Add a placed comment that made its writer pause for the kinds in `seen`; `kept` are those it holds."""
    rows = [(timezone.localdate(), kind, int(kind in kept)) for kind in sorted(seen)]
    if not rows:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO discussions_secondlookcount (day, kind, paused, kept) VALUES (%s, %s, 1, %s)"
            " ON CONFLICT (day, kind) DO UPDATE SET"
            " paused = discussions_secondlookcount.paused + 1,"
            " kept = discussions_secondlookcount.kept + EXCLUDED.kept",
            rows,
        )
