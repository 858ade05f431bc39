"""People to log in as, and the code that was mailed to them."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.actions import create_person
from accounts.models import Mail, Role, User

PASSWORD = "zeven zwarte zwanen"


@pytest.fixture(autouse=True)
def no_limits_used(db: None) -> None:
    cache.clear()


@pytest.fixture
def an(db: None) -> User:
    return create_person(email="an@example.org", display_name="An", password=PASSWORD)


@pytest.fixture
def bas(db: None) -> User:
    return create_person(email="bas@example.org", display_name="Bas", password=PASSWORD)


@pytest.fixture
def mo(db: None) -> User:
    return create_person(
        email="mo@example.org", display_name="Mo", password=PASSWORD, roles=[Role.MODERATOR]
    )


@pytest.fixture
def olga(db: None) -> User:
    return create_person(
        email="olga@example.org", display_name="Olga", password=PASSWORD, roles=[Role.OPERATOR]
    )


def mailed_code(address: str) -> str:
    """The code in the newest mail to `address` that is not sent yet."""
    mail = Mail.objects.waiting().filter(address=address).order_by("-pk").first()
    assert mail is not None, f"no mail to {address}"
    found = re.search(r"^\d{4}-\d{4}$", mail.body_text, re.MULTILINE)
    assert found is not None, mail.body_text
    return found.group()


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
