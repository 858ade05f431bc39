"""The test database: made by its owner, used by the application's role, as in real life."""

import socket
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import settings as property_settings
from pytest_django import DjangoDbBlocker

from config.roles import LOG_TABLES, grant_to_application, keep_triggers_on

# Hashing a password is slow on purpose; tests make hundreds of people.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Names by content need `collectstatic` first; that it works has a test of its own.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Tests let one person say hundreds of things; that somebody is slowed down has tests of its own.
settings.COMMENTS_PER_HOUR = 10_000
# Letters leave at once; the tests about the time to undo give them theirs.
settings.LETTERS_WAIT = timedelta(0)

# How long one example takes says how busy the machine is, nothing about the code.
property_settings.register_profile("ours", deadline=None)
property_settings.load_profile("ours")

OWNER = {key: settings.DATABASE_OWNER[key] for key in ("USER", "PASSWORD")}
APPLICATION = {key: settings.DATABASES["default"][key] for key in ("USER", "PASSWORD")}


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    connection.settings_dict.update(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hand the new database to the application's role; its owner comes back to drop it."""
    with django_db_blocker.unblock():
        keep_triggers_on()
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
        # On the class: a browser test and its server each have a connection of their own.
        DatabaseOperations.execute_sql_flush = flush_as_owner  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        end_forgotten_sessions()
        connection.close()
        connection.settings_dict.update(OWNER)


def end_forgotten_sessions() -> None:
    """A thread of a test server may have left its connection open; the database cannot go then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user"
            " AND pid <> pg_backend_pid()"
        )


def flush_as_owner(self: DatabaseOperations, sql_list: Iterable[str]) -> None:
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
            _truncate(owner, statement)
        # Django does not make this table, so it does not empty it: jobs would stay for other tests.
        _truncate(owner, "TRUNCATE procrastinate_jobs CASCADE")


def _truncate(owner: psycopg.Connection, statement: str) -> None:
    """A test server may still be answering what the browser did not wait for: the two may wait for each
    other, and PostgreSQL then ends one of them. The answer is there a moment later."""
    for turn in range(5):
        try:
            with owner.transaction():
                owner.execute(statement)
        except (psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable):
            if turn == 4:
                raise
        else:
            return


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Tests speak to this machine only."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and host not in ("127.0.0.1", "localhost", "::1"):
            raise OSError(f"a test tried to reach {host}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect_here)
    yield
    patch.undo()


@pytest.fixture
def seeded(db: None) -> None:
    """The five articles with their claims and relations."""
    from config.seeding import import_seeds

    import_seeds()
