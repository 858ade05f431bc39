"""An editor who is logged in, a moderator at the desk, and a member under an article."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from articles.models import Article
from discussions.actions.editing import edit_comment
from discussions.models import Comment
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


@pytest.fixture
def mo(db: None) -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def desk(mo: User) -> Client:
    client = Client()
    client.force_login(mo)
    return client


@pytest.fixture
def said(an: User, article: Article) -> Comment:
    """What An wrote twice, both times visibly."""
    comment = say(an, "Mijn cliënt uit Kerkwijk hielp.", under=article)
    earlier = comment.created_at - settings.EDIT_GRACE - timedelta(seconds=1)
    Comment.objects.filter(pk=comment.pk).update(created_at=earlier)
    return edit_comment(comment=comment, person=an, body="Iemand hielp.", revision_number=1)
