"""Bring the database up to date: tables, cache table, rights of the application's role."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from config.roles import LEAST_POSTGRESQL, as_owner, grant_to_application, keep_triggers_on


class Command(BaseCommand):
    help = "Brings the database up to date. Safe to repeat."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        # Read before `as_owner`, which changes these very settings while it lasts.
        role = str(settings.DATABASES["default"]["USER"])
        try:
            with as_owner():
                refuse_old_server()
                call_command("migrate", verbosity=0, interactive=False)
                keep_triggers_on()
                call_command("createcachetable", verbosity=0)
                if settings.DATABASE_OWNER and settings.DATABASE_OWNER["USER"] != role:
                    with transaction.atomic():
                        grant_to_application(role)
            connection.ensure_connection()  # the application's own address must work too
        except DatabaseError as error:
            raise CommandError(
                "De database werkt niet mee. Controleer of PostgreSQL draait en of "
                f"DATABASE_URL en DATABASE_OWNER_URL kloppen. PostgreSQL zegt: {first_line(error)}"
            ) from error


def refuse_old_server() -> None:
    """Raise `CommandError` for a server older than PostgreSQL 15."""
    connection.ensure_connection()
    version = connection.connection.info.server_version
    if version < LEAST_POSTGRESQL:
        raise CommandError(
            f"Deze PostgreSQL is versie {version // 10000}. Stellingname vraagt versie 15 of "
            "nieuwer: werk de server bij, of laat DATABASE_URL leeg voor de ingebouwde database."
        )


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
