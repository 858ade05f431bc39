"""Giving a passage its place again: with a mouse, by touch, and with the keyboard alone; and reading a difference."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article, Passage
from tests.articles.texts import import_text
from tests.browser.focus import Keyboard
from tests.browser.inspection import Inspection
from tests.browser.scene import People
from tests.discussions.views.test_passages import passage_of, revised

LogIn = Callable[[User | None], None]
WORDS = "beginnen met luisteren"

# A selection as a hand makes it, from the beginning of one word to the end of another in one sentence.
SELECT = """(words) => {
    const walker = document.createTreeWalker(document.querySelector("[data-marking]"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.textContent.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        const box = range.getBoundingClientRect();
        walker.currentNode.parentElement.scrollIntoView({block: "center"});
        const moved = range.getBoundingClientRect();
        return [moved.left, moved.top + moved.height / 2, moved.right, moved.bottom - moved.height / 2];
    }
}"""
QUOTE = "om wie het gaat"


@pytest.fixture
def article(site: str) -> Article:
    return revised()


def address(site: str, passage: Passage) -> str:
    return site + reverse("passage", args=[passage.claim.article.slug, passage.pk])


def placed(article: Article, page: Page) -> str:
    page.wait_for_url("**/passages/**")
    page.wait_for_selector(".counts")
    found = passage_of(article, 3)
    assert found.checked_at is not None
    return found.exact


def test_with_a_mouse(
    page: Page, site: str, article: Article, log_in: LogIn, problems: list[str]
) -> None:
    log_in(People().els)
    page.goto(address(site, passage_of(article, 3)))
    left, top, right, bottom = page.evaluate(SELECT, QUOTE)
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move(right - 1, bottom, steps=8)
    page.mouse.up()
    expect(page.locator("[data-quote]")).not_to_have_value("")
    page.click("#schrijven .button")
    assert placed(article, page) == QUOTE


def test_by_touch(browser: Browser, site: str, article: Article, log_in: LogIn, page: Page) -> None:
    """A long press selects in a way no script can make; the selection it leaves is what counts."""
    log_in(People().els)
    context = browser.new_context(
        has_touch=True, viewport={"width": 360, "height": 740}, locale="nl-NL"
    )
    context.add_cookies(page.context.cookies())
    phone = context.new_page()
    phone.goto(address(site, passage_of(article, 3)))
    phone.evaluate(SELECT, QUOTE)
    phone.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.querySelector("[data-marking]"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const node = walker.currentNode, at = node.textContent.indexOf(words);
                if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
            }
        }""",
        QUOTE,
    )
    expect(phone.locator("[data-quote]")).to_have_value(QUOTE)
    phone.tap("#schrijven .button")
    assert placed(article, phone) == QUOTE
    context.close()


def test_with_the_keyboard(page: Page, site: str, article: Article, log_in: LogIn) -> None:
    log_in(People().els)
    keyboard = Keyboard(page)
    keyboard.open(address(site, passage_of(article, 3)))
    sentence = page.locator("label", has_text="Hoor naar de mensen")
    wanted = sentence.get_attribute("for")
    keyboard.tab_to(f"#{wanted}")
    keyboard.press("Space")
    keyboard.tab_to("#schrijven .button")
    page.keyboard.press("Enter")
    assert placed(article, page).startswith("Hoor naar de mensen")


def test_axe_on_passages_and_versions(
    inspection: Inspection, article: Article, log_in: LogIn, page: Page
) -> None:
    people = People()
    inspection.visit(reverse("versions", args=[article.slug]), public=True)
    inspection.visit(reverse("difference", args=[article.slug, 1, 2]), public=True)
    page.click(".difference summary")
    inspection.look("difference, unfolded")
    claim = article.claims.get(number=1)
    inspection.visit(claim.get_absolute_url(), name="claim, its place being checked", public=True)
    log_in(people.els)
    doubtful = passage_of(article, 1)
    inspection.visit(reverse("passages", args=[article.slug]))
    one = reverse("passage", args=[article.slug, doubtful.pk])
    inspection.visit(one, name="a passage to place")
    inspection.send("form.proof", status=422, name="a passage, none chosen", button="actie=wijs")
    page.goto(inspection.site + one)
    inspection.send(".check-row > form", status=200, name="given up", button="actie=kwijt")
    empty = import_text(key="leeg.txt").article
    inspection.visit(reverse("passages", args=[empty.slug]), name="no passages")
