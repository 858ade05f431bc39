"""Statements of reasons for the Commission's database, as lines of JSON; stopped when one points at a person."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from discussions.days import midnight
from discussions.models import Duty
from discussions.moderation.law_reports import duties_on
from discussions.reading.statements import load_export


class Command(BaseCommand):
    help = (
        "Writes the statements of reasons of a period to standard output, one JSON object a line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("vanaf", type=date.fromisoformat, help="first day, such as 2026-01-01")
        parser.add_argument("tot", type=date.fromisoformat, help="last day, such as 2026-01-31")
        parser.add_argument(
            "--algemeen",
            action="store_true",
            help="say in general words what happened where the own words point at a person",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Duty.ART24_5 not in duties_on(timezone.localdate()):
            raise CommandError("Deze plicht staat uit: er gaat niets weg. Zie /beheer/plichten/.")
        export = load_export(
            start=midnight(options["vanaf"]),
            end=midnight(options["tot"] + timedelta(days=1)),
            in_general=options["algemeen"],
        )
        if not export.may_leave:
            raise CommandError(
                "Tegengehouden: hierin is iemand te herkennen. Er is niets geschreven.\n"
                + "\n".join(
                    f"{stopped.decision}: "
                    + ", ".join(
                        [
                            *(f"{found.what} ({found.text})" for found in stopped.findings),
                            *(f"{field} {problem}" for field, problem in stopped.wrong.items()),
                        ]
                    )
                    for stopped in export.stopped
                )
            )
        self.stdout.write(export.text, ending="")
