"""One import at a time."""

from django.db import connection

# Any number, as long as no other advisory lock in this database uses it.
_IMPORT_LOCK = 5_230_411


def hold_import_lock() -> None:
    """Wait until no other import is running, and keep others waiting until this transaction ends.

    Addresses, sources and version numbers are chosen after a look at what is there; the lock makes
    that look hold. May be taken again inside the same transaction. Must run inside one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORT_LOCK])
