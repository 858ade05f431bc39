"""Bring the catalogues of visible words up to date with the sources, and compile them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.messages import compile_catalogues, find_messages, update_catalogue


class Command(BaseCommand):
    help = "Updates locale/*/LC_MESSAGES/django.po from the sources and compiles them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        messages = find_messages(settings.BASE_DIR)
        for language in ("nl", "en"):
            path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
            catalogue = update_catalogue(path, messages, language=language)
            waiting = [entry.msgid for entry in catalogue if not entry.translated()]
            self.stdout.write(f"{language}: {len(catalogue)} messages, {len(waiting)} to translate")
            for msgid in waiting:
                self.stdout.write(f"  {msgid!r}")
        compile_catalogues(settings.BASE_DIR)
