"""An editor who is logged in, and a member under an article."""

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from tests.factories import make_article, make_person, say


@pytest.fixture
def els(db: None, client: Client) -> User:
    els = make_person("Els", "editor")
    client.force_login(els)
    return els


@pytest.fixture
def an(db: None) -> User:
    return make_person("An")


@pytest.fixture
def member(an: User) -> Client:
    client = Client()
    client.force_login(an)
    return client


@pytest.fixture
def article(db: None) -> Article:
    """With another one before it, which a missing filter would mix up with it."""
    say(under=make_article())
    return make_article("Zorg in de wijk")
