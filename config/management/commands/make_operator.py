"""The first real operator: made on the machine itself, because nobody else may give roles yet."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.actions import promote_first_operator
from accounts.models import User
from accounts.names import validate_address


class Command(BaseCommand):
    help = "Makes an operator, or promotes an existing person. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address to log in with")
        parser.add_argument("--name", default="", help="the name shown; default: Beheerder")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read a password from standard input (for when mail does not work yet)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_address(email)
        except ValidationError:
            raise CommandError(
                f"{options['email']!r} is geen e-mailadres. Voorbeeld: "
                f"{_how_to('jij@jouworganisatie.nl')}"
            ) from None
        name = options["name"] or "Beheerder"
        password = self.read_password(email, name) if options["password_stdin"] else None
        try:
            person = promote_first_operator(email=email, display_name=name, password=password)
        except ValidationError as error:
            raise CommandError(f"{email}: {' '.join(error.messages)}") from None
        self.stdout.write(f"{person.display_name} ({person.email}) is beheerder.")
        if person.has_usable_password():
            self.stdout.write(f"Inloggen: {settings.PUBLIC_URL}{reverse('account_login')}")
        else:
            self.stdout.write(
                "Inloggen met een gemailde code: "
                f"{settings.PUBLIC_URL}{reverse('account_request_login_code')}\n"
                "Werkt de mail nog niet? Geef dan een wachtwoord: "
                f"{_how_to(f'{person.email} --password-stdin')}"
            )

    def read_password(self, email: str, name: str) -> str:
        password = sys.stdin.readline().rstrip("\r\n")
        try:
            validate_password(password, User(email=email, display_name=name))
        except ValidationError as error:
            raise CommandError(f"Dit wachtwoord kan niet: {' '.join(error.messages)}") from None
        return password


def _how_to(words: str) -> str:
    """Both ways to run this command: on a server, and with the database that `make run` keeps."""
    return (
        f"python manage.py make_operator {words}\n"
        f'(met de ingebouwde database: make manage CMD="make_operator {words}")'
    )
