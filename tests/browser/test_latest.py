"""New comments are told politely and shown on request: two people, each in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from discussions.models import Comment
from tests.browser.focus import Keyboard
from tests.browser.scene import People, with_notes
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]
BUTTON = ".news button"


@pytest.fixture
def said(site: str, log_in: LogIn, page: Page, problems: list[str]) -> Comment:
    """An's comment, read by Bas, with a clock that the test turns."""
    people = People()
    comment = say(people.an, under=with_notes())
    log_in(people.bas)
    page.clock.install()
    page.goto(site + comment.thread.article.get_absolute_url())
    return comment


def listen(page: Page) -> None:
    page.evaluate("""() => {
        window.heard = [];
        new MutationObserver(() => {
            const words = document.getElementById("status").textContent.trim();
            if (words) window.heard.push(words);
        }).observe(document.getElementById("status"), {childList: true, characterData: true, subtree: true});
    }""")


def test_new_comments_are_told_and_shown_on_request(page: Page, said: Comment) -> None:
    keyboard = Keyboard(page)
    before = page.locator(".comment").count()
    answer = say(make_person("Kees"), "Een antwoord", under=said)
    say(make_person("Lea"), "Nog een reactie", under=said.thread.article)
    top = page.evaluate("document.querySelector('#reacties').getBoundingClientRect().top + scrollY")
    page.clock.run_for(61_000)
    expect(page.locator(BUTTON)).to_have_text("Toon 2 nieuwe reacties")
    expect(page.locator("#status")).to_have_text("2 nieuwe reacties")
    assert page.locator(".comment").count() == before
    assert top == page.evaluate(
        "document.querySelector('#reacties').getBoundingClientRect().top + scrollY"
    )
    page.focus(BUTTON)
    page.keyboard.press("Enter")
    page.clock.run_for(1_000)
    keyboard.wait(f"#reactie-{answer.public_id} h4")
    expect(page.locator(f"#onder-{said.public_id} > li")).to_have_count(1)
    expect(page.locator("#reacties > li")).to_have_count(2)
    expect(page.locator("#aantal-reacties")).to_have_text("3")
    expect(page.locator(BUTTON)).to_be_hidden()


def test_thirty_comments_in_a_minute_are_two_messages_at_most(page: Page, said: Comment) -> None:
    listen(page)
    kees = make_person("Kees")
    for number in range(1, 7):
        for _comment in range(5):
            say(kees, under=said.thread.article)
        # Looking again asks at once, whatever the clock says.
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(BUTTON)).to_have_text(f"Toon {5 * number} nieuwe reacties")
        page.clock.run_for(8_000)
    expect(page.locator(BUTTON)).to_have_text("Toon 30 nieuwe reacties")
    heard = page.evaluate("window.heard")
    assert 1 <= len(heard) <= 2, heard


def test_who_does_not_want_it_is_told_nothing(page: Page, said: Comment) -> None:
    page.uncheck("#nieuw-melden")
    say(make_person("Kees"), under=said.thread.article)
    page.clock.run_for(130_000)
    expect(page.locator(BUTTON)).to_be_hidden()
    page.reload()
    expect(page.locator("#nieuw-melden")).not_to_be_checked()
