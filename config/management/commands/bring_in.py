"""Bring many files in with one command."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importers.export import EXPORTS
from articles.importers.kinds import ONE_ARTICLE, SourceKind
from config.bringing_in import bring_in, files_in


class Command(BaseCommand):
    help = (
        "Brings texts and exports in from files and folders. A file that cannot be read does not stop the "
        "others; the exit code is 1 then. Safe to repeat: the same file twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--kind", choices=sorted(ONE_ARTICLE | EXPORTS))
        parser.add_argument("--publish", action="store_true", help="open them to readers at once")
        parser.add_argument(
            "--attachments",
            type=Path,
            metavar="FOLDER|ZIP",
            help="the pictures that belong to an export",
        )
        parser.add_argument(
            "--source", default="", metavar="NAME", help="the source of all of them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = files_in(options["paths"])
        if not files:
            raise CommandError("Hier staat geen enkel bestand dat een artikel kan zijn.")
        failed = 0
        kind = SourceKind(options["kind"]) if options["kind"] else None
        reports = bring_in(
            files,
            kind=kind,
            publish=options["publish"],
            source_name=options["source"].strip(),
            attachments=options["attachments"],
        )
        for number, report in enumerate(reports, start=1):
            line = f"[{number}/{len(files)}] {report.name}: {report.sentence}"
            if report.went_well:
                self.stdout.write(line)
            else:
                failed += 1
                self.stderr.write(line)
        if failed:
            raise CommandError(
                f"{len(files) - failed} van de {len(files)} bestanden zijn ingevoerd; "
                f"{failed} niet, om de reden die erbij staat."
            )
