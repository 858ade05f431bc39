"""A mail that came back later: for a hook of the mail server, or by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.bounces import is_stopped, record_bounce
from accounts.models import User


class Command(BaseCommand):
    help = "Counts a mail that came back. One --hard, or others on four days within 30 days, stop news to it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the address it was sent to")
        parser.add_argument("--hard", action="store_true", help="it will never arrive there")
        parser.add_argument(
            "--code", default="reported", help="a code of the mail server, as 5.1.1"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"].strip()
        person = User.objects.filter(email__iexact=address, anonymised_at__isnull=True).first()
        if person is None:
            raise CommandError("Dit adres is van niemand hier.")
        record_bounce(person=person, address=address, is_hard=options["hard"], code=options["code"])
        stopped = is_stopped(person)
        self.stdout.write(
            "Geteld. Naar dit adres gaat nu geen nieuws meer." if stopped else "Geteld."
        )
