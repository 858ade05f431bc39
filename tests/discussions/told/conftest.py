from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from articles.models import Article
from discussions.actions.telling import tell_about_comment
from discussions.models import Comment, NewsMail
from discussions.sending import send_due
from tests.factories import make_article, make_person, say

Tell = Callable[[Comment], Comment]


@pytest.fixture
def an(db: None) -> User:
    return make_person("An")


@pytest.fixture
def bas(db: None) -> User:
    return make_person("Bas")


@pytest.fixture
def article(db: None) -> Article:
    return make_article("Zorg in de wijk")


@pytest.fixture
def tell() -> Tell:
    """Run the job that a comment left behind."""

    def run(comment: Comment) -> Comment:
        tell_about_comment(comment=Comment.every.get(pk=comment.pk))
        return comment

    return run


@pytest.fixture
def answered(an: User, bas: User, article: Article, tell: Tell) -> Comment:
    """What Bas answered to An, told to her."""
    return tell(say(bas, under=say(an, under=article)))


@pytest.fixture
def send() -> Callable[[], int]:
    """Let the wait be over, and run the worker."""

    def run() -> int:
        NewsMail.objects.waiting().update(due_at=timezone.now() - timedelta(seconds=1))
        return send_due()

    return run


def log_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


class Refusing(EmailBackend):
    """A mail server that answers with `error`."""

    error: Exception

    def send_messages(self, messages: Any) -> int:
        raise self.error


@pytest.fixture
def refuse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    def with_error(error: Exception | None) -> None:
        if error is None:
            settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
            return
        settings.EMAIL_BACKEND = "tests.discussions.told.conftest.Refusing"
        monkeypatch.setattr(Refusing, "error", error, raising=False)

    return with_error
