"""Asking PostgreSQL for counts."""

from typing import Any

from django.db import connection

# Of a line of the log called `line`: somebody was told of it. What was taken back before anybody read of it, and the
# line that took it back, are no part of any figure.
TOLD = """
    NOT line.unread AND NOT EXISTS (
        SELECT 1 FROM discussions_decision AS back WHERE back.reverses_id = line.id AND back.unread
    )
"""


def counted_rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that one statement gives, all at once."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
