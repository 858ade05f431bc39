"""The form under an article, what it says of its draft, and what stands in the browser."""

import json
from typing import Any

from playwright.sync_api import Page

FORM = "#schrijven-nieuw"
TEXT = "#tekst-nieuw"
LINE = f"{FORM} [data-line]"
POST = f"{FORM} > .buttons button:not([name])"
SAVED = "Bewaard als concept om"
HERE = "staat alleen in deze browser"


def stored(page: Page) -> list[dict[str, Any]]:
    """What stands in this browser."""
    found = page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.startsWith('concept:'))"
        ".map(([, value]) => value)"
    )
    return [json.loads(each) for each in found]


def other_window(page: Page, address: str) -> Page:
    other = page.context.new_page()
    other.goto(address)
    return other


def choose(page: Page) -> None:
    """Something of each sort behind *more*."""
    page.click(f"{FORM} .extras > summary")
    page.get_by_label("een eigen ervaring").check()
    page.get_by_label("Functie").fill("wijkverpleegkundige")
    page.get_by_label("iedereen").check()
