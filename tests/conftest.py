"""The test database: made by its owner, used by the application's role, as in real life."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from config.roles import LOG_TABLES, grant_to_application

OWNER = {key: settings.DATABASE_OWNER[key] for key in ("USER", "PASSWORD")}
APPLICATION = {key: settings.DATABASES["default"][key] for key in ("USER", "PASSWORD")}


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    connection.settings_dict.update(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hand the new database to the application's role; its owner comes back to drop it."""
    with django_db_blocker.unblock():
        grant_to_application(APPLICATION["USER"])
        with connection.cursor() as cursor:
            for table in LOG_TABLES:
                # Only here, because Django empties the tables between transactional tests.
                cursor.execute(
                    "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass"
                    " AND tgname LIKE '%%log_is_never_emptied%%'",
                    [table],
                )
                (trigger,) = cursor.fetchone()
                cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        connection.close()
        connection.settings_dict.update(APPLICATION)
        connection.ops.execute_sql_flush = flush_as_owner
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(OWNER)


def flush_as_owner(sql_list: list[str]) -> None:
    """Empty the tables after a transactional test; the application itself may not truncate."""
    where = connection.settings_dict
    with psycopg.connect(
        dbname=where["NAME"],
        host=where["HOST"],
        port=where["PORT"] or None,
        user=OWNER["USER"],
        password=OWNER["PASSWORD"],
    ) as owner:
        owner.execute("SET lock_timeout = '10s'")
        for statement in sql_list:
            owner.execute(statement)
