"""Two database roles: the owner makes the tables, the application may not touch the log.

`DATABASE_OWNER_URL` is only used here. With one URL for both, the wall around the log is a
trigger alone; a system check says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.db import connection, connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

LOG_TABLES = ("discussions_decision", "discussions_lawreport", "discussions_dutychange")
# What stands beside the log may be emptied by the application, never taken away.
BESIDE_THE_LOG = (
    "discussions_decisiontext",
    "discussions_commentrevision",
    "discussions_appeal",
    "discussions_memberwarning",
    "discussions_restriction",
    "discussions_move",
    "discussions_dispute",
)
LEAST_POSTGRESQL = 150000


@contextmanager
def as_owner() -> Iterator[None]:
    """Everything inside speaks to the database as its owner, if there is one apart."""
    if not settings.DATABASE_OWNER:
        yield
        return
    holder = connections["default"]
    before = dict(holder.settings_dict)
    holder.close()
    # The same database, whatever it is called at the moment: tests work on a copy.
    holder.settings_dict.update({**settings.DATABASE_OWNER, "NAME": before["NAME"], "OPTIONS": {}})
    try:
        yield
    finally:
        holder.close()
        holder.settings_dict.clear()
        holder.settings_dict.update(before)


def grant_to_application(role: str) -> None:
    """Give `role` what daily work needs, and take from it what would rewrite the log.

    Runs as the owner and may be repeated. Rights are never given to come: a new table is
    granted by the `upgrade` that makes it.
    """
    to = sql.Identifier(role)
    steps = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(to),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(
            to
        ),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(to),
        sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}").format(to),
        *(
            sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(log), to)
            for log in LOG_TABLES
        ),
        *(
            sql.SQL("REVOKE DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(table), to)
            for table in BESIDE_THE_LOG
        ),
        # A temporary table may take the name of a real one.
        sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(
            sql.Identifier(connection.settings_dict["NAME"])
        ),
    ]
    with connection.cursor() as cursor:
        for step in steps:
            cursor.execute(step)
        for log in LOG_TABLES:
            number_the_log_itself(cursor, log, to)


def number_the_log_itself(cursor: CursorWrapper, log: str, to: sql.Identifier) -> None:
    """Take from the application the right to choose the number of a line: the sequence does."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND column_name <> 'id'",
        [log],
    )
    columns = sql.SQL(", ").join(sql.Identifier(name) for (name,) in cursor.fetchall())
    table = sql.Identifier(log)
    cursor.execute(sql.SQL("REVOKE INSERT ON {} FROM {}").format(table, to))
    cursor.execute(sql.SQL("GRANT INSERT ({}) ON {} TO {}").format(columns, table, to))


def keep_triggers_on() -> None:
    """Close the switch by which any session could tell pgtrigger's triggers to look away.

    Runs as the owner, after every `migrate`: making a trigger makes the switch again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)"
            " RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS 'SELECT false'"
        )


@register()
def two_roles(**kwargs: Any) -> list[CheckMessage]:
    """Warn when the application could rewrite its own log."""
    owner = settings.DATABASE_OWNER
    if owner and owner["USER"] != settings.DATABASES["default"]["USER"]:
        return []
    return [
        Warning(
            "The application owns its tables, so it could rewrite the log of decisions.",
            hint="Set DATABASE_OWNER_URL to a second role; docs/running.md shows how.",
            id="stellingname.W001",
        )
    ]
