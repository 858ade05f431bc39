"""Everything between an empty database and a site that can be opened, step by step."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from config.demo import assign_demo_topics, create_demo_people
from config.indexing import index_missing
from config.seeding import SeedError, import_seeds
from config.static_collection import collect_static


class Command(BaseCommand):
    help = "Prepares database, files and seed articles. Safe to repeat; keeps what is there."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.step("Database bijwerken", lambda: call_command("upgrade"))
        if not settings.LOCAL:
            refuse_demo_people()
        self.step("Artikelen en stellingen inlezen", import_seeds)
        self.step("Zoeken bijwerken", lambda: index_missing(self.stdout.write))
        self.step("Opmaak en lettertypen klaarzetten", collect_static)
        if settings.LOCAL:
            self.step("Demo-mensen", create_demo_people)
            assign_demo_topics()

    def step(self, name: str, work: Callable[[], str | None]) -> None:
        """Do `work` and print what it did and how long it took, in seconds."""
        started = time.monotonic()
        try:
            result = work()
        except SeedError as error:
            raise CommandError(str(error)) from error
        seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(f"  {name}: {result or 'klaar'} ({seconds} s)")
        self.stdout.flush()


def refuse_demo_people() -> None:
    """Invented people with a printed password may never stand on an open address."""
    if User.objects.filter(is_demo=True).exists():
        raise CommandError(
            "In deze database staan demo-mensen, en hun wachtwoord is bekend. Op een open adres "
            "start Stellingname daarom niet. Neem een lege database (of een lege DATA_DIR) en "
            'maak daar de eerste beheerder met: make manage CMD="make_operator jij@organisatie.nl"'
        )
