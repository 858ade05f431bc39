"""Bring the seed articles and their claims in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from config.seeding import SEEDS, SeedError, import_seeds


class Command(BaseCommand):
    help = "Brings articles and claims in from a folder. Safe to repeat; all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=SEEDS, help="default: seeds/")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(import_seeds(options["folder"]))
        except SeedError as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError(
                "De tabellen ontbreken of zijn verouderd: draai eerst `python manage.py upgrade`."
            ) from error
