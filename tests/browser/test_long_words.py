"""A word without an end breaks off: no page scrolls sideways because of what someone typed."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.inspection import SETTLE
from tests.browser.scene import People, complain, with_notes
from tests.factories import say

WORD = "a" * 60
WIDTHS = "() => [document.documentElement.scrollWidth, innerWidth]"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_long_word_makes_no_page_scroll_sideways(
    page: Page, site: str, log_in: Callable[[User | None], None], width: int
) -> None:
    people, article = People(), with_notes()
    root = say(people.an, WORD, under=article)
    answer = say(people.an, f"> {WORD}\n\n{WORD}", under=say(people.an, WORD, under=root))
    case = complain(people, answer).case
    page.set_viewport_size({"width": width, "height": 800})

    def look() -> None:
        page.evaluate(SETTLE)
        needed, offered = page.evaluate(WIDTHS)
        assert needed <= offered, page.url
        for words in page.locator(f":text('{WORD}')").all():
            box = words.bounding_box()
            assert box is None or box["x"] + box["width"] <= width, page.url

    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    look()
    page.fill("#tekst-nieuw", f"- {WORD}")
    page.click("#schrijven-nieuw .extras summary")
    page.click("#schrijven-nieuw button[name=preview]")
    expect(page.locator("#schrijven-nieuw .preview .words")).to_contain_text(WORD)
    look()
    page.goto(site + answer.get_absolute_url())
    look()
    page.click(f"#antwoorden-{answer.public_id}")
    page.fill(f"#tekst-{answer.public_id}", WORD)
    look()

    log_in(people.mo)
    page.goto(site + reverse("moderation_queue"))
    expect(page.locator(".case .subject")).to_contain_text(WORD)
    look()
    page.goto(site + case.get_absolute_url())
    expect(page.locator(".pair .subject").first).to_contain_text(WORD)
    look()
