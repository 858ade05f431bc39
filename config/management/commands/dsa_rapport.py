"""The yearly figures of articles 15 and 24, as a file; with --publiceer as the next version on the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from discussions.law.figures import csv_text
from discussions.law.yearly import figures_of, with_duties
from discussions.moderation.law_reports import duties_on, publish_law_report
from discussions.reading.law_figures import count_year


class Command(BaseCommand):
    help = (
        "Writes the figures of a year as CSV to standard output: a draft, or a published version."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jaar", type=int, help="the year, such as 2026")
        parser.add_argument(
            "--publiceer", action="store_true", help="publish these figures; they stay as they are"
        )
        parser.add_argument(
            "--correctie",
            default="",
            help="what a later version corrects; needed for version 2 and on",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        year = options["jaar"]
        with transaction.atomic():
            figures = with_duties(figures_of(count_year(year)), duties_on(today))
            if options["publiceer"]:
                text = self._published(year, figures, options["correctie"])
            else:
                text = csv_text(year=year, version=0, published="", figures=figures)
        self.stdout.write(text, ending="")

    def _published(self, year: int, figures: list[Any], correction: str) -> str:
        try:
            report = publish_law_report(year=year, figures=figures, by=None, correction=correction)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return report.csv
