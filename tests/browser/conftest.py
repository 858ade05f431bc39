"""A real browser against the real server code and a real database."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

CURE = (
    "The browser tests need Chromium. Install it with:\n"
    "    apt-get install chromium\n"
    "or point CHROMIUM at its program."
)
# Chromium phones home at every start unless told otherwise; tests use no network.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program, or a failure that names the one command that installs it."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    if not found:
        pytest.fail(CURE, pytrace=False)
    return Path(found)


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
    return str(live_server.url)


@pytest.fixture
def problems(page: Page) -> Iterator[list[str]]:
    """Whatever the browser complains of while a test runs: there may be nothing."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: found.append(f"{message.type}: {message.text}")
        if message.type in ("error", "warning")
        else None,
    )
    yield found
    assert found == []


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands now, one line each."""
    results = Axe().run(
        page,
        options={
            "runOnly": [
                "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
            ]
        },
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.fixture
def log_in(context: BrowserContext, site: str) -> Callable[[Any], None]:
    """Log a person in without the form; the form has its own tests."""
    from django.conf import settings
    from django.test import Client

    def enter(person: Any) -> None:
        client = Client()
        client.force_login(person)
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": site,
                }
            ]
        )

    return enter
