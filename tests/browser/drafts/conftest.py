"""An, logged in, at an article."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request

from accounts.models import User
from articles.models import Article
from tests.browser.scene import People, with_notes

LogIn = Callable[[User | None], None]


@pytest.fixture
def article(site: str) -> Article:
    return with_notes()


@pytest.fixture
def people(site: str, log_in: LogIn) -> People:
    people = People()
    log_in(people.an)
    return people


@pytest.fixture
def address(site: str, article: Article, people: People) -> str:
    return site + article.get_absolute_url()


@pytest.fixture
def bodies(page: Page) -> list[str]:
    """Every text that left the browser."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.post_data:
            found.extend(parse_qs(request.post_data).get("body", []))

    page.on("request", note)
    return found
