"""A real browser against the real server code and a real database."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from tests.browser.inspection import Inspection, complaints_of

CURE = (
    "The browser tests need Chromium. Install it with:\n"
    "    apt-get install chromium\n"
    "or point CHROMIUM at its program."
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium phones home at every start unless told otherwise; tests use no network.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> Path:
    """The program, or a failure that names the one command that installs it."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in NAMES if (path := shutil.which(name))), None
    )
    if not found or not Path(found).is_file():
        pytest.fail(CURE, pytrace=False)
    return Path(found)


@pytest.fixture(scope="session")
def chromium() -> Path:
    return find_chromium()


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: Path) -> dict[str, Any]:
    # Chromium's sandbox refuses to run as root, and CI is root in its own machine.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": str(chromium), "args": [*ARGUMENTS, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "reduced_motion": "reduce"}


@pytest.fixture
def site(live_server: Any, seeded: None) -> str:
    """The address of a running site that holds the five articles."""
    cache.clear()  # limits that an earlier test used up
    return str(live_server.url)


@pytest.fixture
def problems(page: Page) -> Iterator[list[str]]:
    """Whatever the browser complains of while a test runs: there may be nothing."""
    found = complaints_of(page)
    yield found
    assert found == []


@pytest.fixture
def inspection(page: Page, site: str) -> Iterator[Inspection]:
    """Looks at pages; what is wrong with any of them comes out at the end, all at once."""
    looking = Inspection(page, site)
    yield looking
    assert not looking.findings, "\n".join(looking.findings)


@pytest.fixture
def log_in(context: BrowserContext, site: str) -> Callable[[User | None], None]:
    """Be this person from now on, or a visitor again. Without the form, which has its own tests."""

    def enter(person: User | None) -> None:
        context.clear_cookies()
        if person is None:
            return
        # A place in a text is sent when a page is left, also by the end of a test.
        context.route("**/plek/", lambda route: route.fulfill(status=204))
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])

    return enter
