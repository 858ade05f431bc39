"""Finding something again, with the keyboard alone, and with nothing but plain forms and links."""

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from discussions.models import Comment
from tests.browser.focus import Keyboard
from tests.browser.inspection import complaints_of
from tests.browser.scene import People, with_notes
from tests.factories import say

FIELD = "#zoekwoorden"
HEADER_FIELD = "header [name=q]"


@pytest.fixture
def article(site: str) -> Article:
    """Its discussion holds more than one page of hits, and one word that stands nowhere else."""
    people, article = People(), with_notes()
    for number in range(25):
        say(people.an, f"De wijkbakker bakt brood nummer {number}.", under=article)
    say(people.bas, "Ik mis de kwikstaart in deze wijk.", under=article)
    return article


@pytest.mark.parametrize("width", [360, 1024])
def test_with_the_keyboard_from_any_page_to_the_comment(
    page: Page, site: str, article: Article, problems: list[str], width: int
) -> None:
    keyboard = Keyboard(page)
    page.set_viewport_size({"width": width, "height": 800})
    keyboard.open(site + "/huisregels/")
    keyboard.tab_to(HEADER_FIELD)
    keyboard.type("kwikstaarten")
    keyboard.enter()
    assert page.url.startswith(site + "/zoeken/?q=kwikstaarten")
    expect(page.locator(".hit mark")).to_have_text("kwikstaart")
    keyboard.tab_to(".hit h3 a")
    keyboard.enter()
    said = Comment.objects.get(body__contains="kwikstaart")
    assert page.url.startswith(site + said.get_absolute_url())
    expect(page.locator("main")).to_contain_text(said.body)


def test_with_the_keyboard_narrow_down_and_go_on(
    page: Page, site: str, article: Article, problems: list[str]
) -> None:
    keyboard = Keyboard(page)
    keyboard.open(site + "/zoeken/")
    keyboard.tab_to(FIELD)
    keyboard.type("wijkbakker")
    keyboard.enter()
    expect(page.locator(".hit")).to_have_count(20)
    expect(page.locator(FIELD)).to_have_value("wijkbakker")
    keyboard.tab_to(".filters a[href*='soort=reacties']")
    keyboard.enter()
    expect(page.locator(".filters [aria-current=page]")).to_contain_text("25")
    keyboard.tab_to(".more a, [rel=next]")
    keyboard.enter()
    expect(page.locator(".hit")).to_have_count(5)
    # Another word keeps the choice that was made.
    keyboard.tab_to(FIELD, back=True)
    page.keyboard.press("Control+A")
    keyboard.type("samenwerking")
    keyboard.enter()
    assert "soort=reacties" in page.url
    expect(page.locator("h2.found")).to_contain_text("samenwerking")


def test_without_javascript(browser: Browser, site: str, article: Article) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    found = complaints_of(page)
    page.goto(site + "/zoeken/")
    page.fill(FIELD, "wijkbaker")
    page.press(FIELD, "Enter")
    expect(page.locator(".meant a").first).to_have_text("wijkbakker")
    expect(page.locator(".hit")).to_have_count(20)
    page.click(".meant a")
    expect(page.locator("h2.found")).to_contain_text("25")
    page.click(".sorts a:not([aria-current])")
    expect(page.locator(".hit").first).to_contain_text("nummer 24")
    page.locator(".hit h3 a").first.click()
    expect(page.locator("main")).to_contain_text("De wijkbakker bakt brood nummer 24.")
    assert found == []
    context.close()
