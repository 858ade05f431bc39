from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import Role, User
from articles.models import Article
from discussions.models import Case, Comment, Decision
from discussions.moderation.deciding import decide
from discussions.moderation.reporting import report_comment
from tests.discussions.moderation.racing import Crowd, crowd
from tests.factories import make_article, make_person, say

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."  # an explanation of one's own
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
def few() -> Iterator[Crowd]:
    """Four people who can do something at the same moment."""
    with crowd(4) as people:
        yield people


@pytest.fixture
def letters_wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let letters wait for so many seconds from now on, as they do on a site."""

    def wait(seconds: int) -> None:
        monkeypatch.setattr(settings, "LETTERS_WAIT", timedelta(seconds=seconds))

    return wait


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


def reported(comment: Comment, *people: User, explanation: str = "Op de man.") -> Case:
    """The open case, after each of `people` reported the comment."""
    for person in people:
        report_comment(comment=comment, reporter=person, rule_code="HR-1", explanation=explanation)
    case: Case = Case.objects.get(comment=comment, closed_at=None)
    return case


def hide_case(case: Case, moderator: User, **words: str) -> Decision:
    """Decide to hide, as somebody who sees the case as it is now."""
    case.refresh_from_db()
    return decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        **{"rule_code": "HR-1", "explanation": WHY, **words},
    )


def keep_case(case: Case, moderator: User) -> Decision:
    """Decide to leave it alone, as somebody who sees the case as it is now."""
    case.refresh_from_db()
    return decide(
        case=case,
        moderator=moderator,
        outcome="keep",
        seen_version=case.version,
        answer="We hebben gekeken. Dit mag er staan.",
    )
