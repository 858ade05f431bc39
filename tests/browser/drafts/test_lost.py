"""Nothing typed is lost when something breaks: no network, a crash, an error, a session that ended."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from discussions.models import Comment, Draft
from tests.browser.drafts.form import LINE, POST, SAVED, TEXT, stored
from tests.browser.scene import People

LogIn = Callable[[User | None], None]


def test_a_lost_network(page: Page, address: str, context: BrowserContext) -> None:
    """The words stay in the form, are there after loading again, and are placed once."""
    page.goto(address)
    page.focus(TEXT)
    context.set_offline(True)
    page.type(TEXT, "Geschreven in de trein")
    page.click(POST)
    expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    expect(page.locator(TEXT)).to_have_value("Geschreven in de trein")
    context.set_offline(False)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Geschreven in de trein")
    expect(page.locator(LINE)).to_contain_text("staat klaar")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Geschreven in de trein")
    assert Comment.objects.count() == 1
    assert stored(page) == []


def test_an_answer_that_never_arrived(page: Page, address: str) -> None:
    """The site placed it, the browser did not hear so: it asks, and does not offer it again."""
    page.goto(address)

    def swallow(route: Any) -> None:
        if "HX-Request" in str(route.request.headers) or route.request.headers.get("hx-request"):
            route.fetch()
            route.abort()
        else:
            route.abort()

    page.route("**/reacties/", swallow)
    page.fill(TEXT, "Kwam dit aan?")
    page.click(POST)
    expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    page.unroute("**/reacties/")
    page.goto(address)
    expect(page.locator("#reacties")).to_contain_text("Kwam dit aan?")
    expect(page.locator(LINE)).to_contain_text("is geplaatst")
    expect(page.locator(TEXT)).to_have_value("")
    assert Comment.objects.count() == 1


def test_a_browser_that_crashes(
    page: Page, address: str, context: BrowserContext, browser: Browser
) -> None:
    """With the site out of reach: all there is, is what the browser wrote down."""
    page.goto(address)
    page.route("**/reacties/", lambda route: route.abort())
    page.type(TEXT, "Nog niet klaar met den")
    expect(page.locator(LINE)).to_contain_text("niet te bereiken")
    state = context.storage_state()
    context.close()
    restarted = browser.new_context(storage_state=state, locale="nl-NL")
    fresh = restarted.new_page()
    fresh.goto(address)
    expect(fresh.locator(TEXT)).to_have_value("Nog niet klaar met den")
    expect(fresh.locator(LINE)).to_be_visible()
    expect(fresh.locator(LINE)).to_contain_text(SAVED)
    assert Draft.objects.get().body == "Nog niet klaar met den"
    restarted.close()


def test_an_error_in_the_page(page: Page, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_fields: Any) -> None:
        raise RuntimeError("broken")

    page.goto(address)
    with monkeypatch.context() as broken:
        broken.setattr("discussions.views.writing.place_comment", fail)
        page.fill(TEXT, "Dit ging mis")
        page.click(POST)
        expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Dit ging mis")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Dit ging mis")
    assert Comment.objects.count() == 1


def test_an_expired_session_in_the_page(
    page: Page, address: str, people: People, log_in: LogIn
) -> None:
    page.goto(address)
    page.context.clear_cookies(name="sessionid")
    page.fill(TEXT, "Te lang nagedacht")
    page.click(POST)
    expect(page.locator("h2", has_text="Je bent uitgelogd")).to_be_focused()
    expect(page.locator(TEXT)).to_have_value("Te lang nagedacht")
    log_in(people.an)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Te lang nagedacht")


@pytest.fixture
def two_clicks(page: Page) -> Iterator[None]:
    yield
    assert Comment.objects.count() == 1


def test_a_double_click(page: Page, address: str, two_clicks: None) -> None:
    page.goto(address)
    page.fill(TEXT, "Eén keer is genoeg")
    page.locator(POST).dblclick()
    expect(page.locator("#reacties")).to_contain_text("Eén keer is genoeg")
    page.wait_for_load_state("networkidle")
