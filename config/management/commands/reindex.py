"""Tell search anew what every text holds: when a backup lost its words, or to remove doubles."""

from typing import Any

from django.core.management.base import BaseCommand

from config.indexing import index_everything


class Command(BaseCommand):
    help = (
        "Stores the words of all articles, claims and comments again. Safe to repeat and to stop."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(index_everything(self.stdout.write))
