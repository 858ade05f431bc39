"""An editor who is logged in."""

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import make_person


@pytest.fixture
def els(db: None, client: Client) -> User:
    els = make_person("Els", "editor")
    client.force_login(els)
    return els
