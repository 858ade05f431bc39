"""Asking PostgreSQL for counts."""

from typing import Any

from django.db import connection


def counted_rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that one statement gives, all at once."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
