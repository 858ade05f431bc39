"""An, logged in, at an article."""

import pytest
from django.test import Client

from accounts.actions import create_person
from accounts.models import User
from articles.models import Article
from tests.factories import make_article
from tests.pages.comes_back.window import PASSWORD


@pytest.fixture
def an() -> User:
    return create_person(email="an@example.org", display_name="An", password=PASSWORD)


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def window(an: User) -> Client:
    """An's, with every check on."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(an)
    return client
