import pytest
from django.test import Client

from accounts.models import Role, User
from articles.models import Article
from discussions.models import Comment
from tests.factories import make_article, make_person, say

WORDS = "Kanarie: jij begrijpt er **niets** van.\n\nEcht niets."


@pytest.fixture
def an(db: None) -> User:
    """The author."""
    return make_person("An")


@pytest.fixture
def bas(db: None) -> User:
    """Another member."""
    return make_person("Bas")


@pytest.fixture
def mo(db: None) -> User:
    """A moderator."""
    return make_person("Mo", Role.MODERATOR)


@pytest.fixture
def mia(db: None) -> User:
    """Another moderator."""
    return make_person("Mia", Role.MODERATOR)


@pytest.fixture
def article(db: None) -> Article:
    return make_article("Zorg in de wijk")


@pytest.fixture
def comment(an: User, article: Article) -> Comment:
    """What An said, among other comments: noise that a missing filter would catch."""
    said = say(an, WORDS, under=article)
    say(make_person("Kees"), "Iets anders.", under=article)
    return said


def log_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
