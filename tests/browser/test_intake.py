"""Looking a text over before it is public: with the mouse, with the keyboard alone, and without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.actions.decide_intake import choose_line
from articles.models import Article, Intake
from articles.reading.intake import read_intake
from tests.articles.texts import MIDDLE, PAGE, TITLE
from tests.browser.focus import Keyboard, heard
from tests.browser.inspection import complaints_of
from tests.browser.scene import People
from tests.factories import make_intake

LogIn = Callable[[User | None], None]
FURNITURE = "Delen op LinkedIn"
TEXT = f"{PAGE}\n\n{FURNITURE}\n\nBel Kees Voorbeeld op 06 12 34 56 78."


def number_of(intake: Intake, words: str) -> int:
    return next(line.number for line in read_intake(intake).lines if words in line.text)


def test_bring_in_and_flip_with_the_mouse(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    log_in(People().els)
    page.goto(f"{site}/redactie/")
    page.click("text=Invoeren")
    page.fill("textarea[name=text]", TEXT)
    page.click("form.bring-in button")
    page.wait_for_url("**/invoer/*-*/")
    intake = Intake.objects.get()
    number = number_of(intake, MIDDLE[:20])
    as_read = page.locator("#zo-leest-het")
    expect(as_read).to_contain_text(MIDDLE)

    page.click(f"#keer-{number}")
    expect(page.locator(f"#regel-{number} del")).to_have_text(MIDDLE)
    expect(page.locator(f"#keer-{number}")).to_be_focused()
    expect(as_read).not_to_contain_text(MIDDLE)
    expect(page.locator("#status")).to_have_text(f"Regel {number} komt niet op de pagina.")

    page.click(f"#keer-{number}")
    expect(as_read).to_contain_text(MIDDLE)
    page.click(f"#keer-{number_of(intake, FURNITURE)}")
    expect(as_read).to_contain_text(FURNITURE)

    page.click(f"#soort-van-{number}")
    expect(page.locator(f"#soort-{number}")).to_be_focused()
    page.select_option(f"#soort-{number}", "heading")
    page.click(f"#regel-{number} form.kind button")
    expect(as_read.locator("h2", has_text=MIDDLE)).to_be_visible()
    expect(page.locator(f"#keer-{number}")).to_be_focused()

    # What was pressed together is what is published.
    page.click("button[value=publiceren]")
    page.wait_for_url("**/artikelen/**")
    article = Article.objects.get(current_version__title=TITLE)
    expect(page.locator("article")).to_contain_text(FURNITURE)
    assert article.current_version is not None
    assert "06 12" not in article.current_version.canonical_text


def test_flip_with_the_keyboard_alone(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    keyboard = Keyboard(page)
    people = People()
    intake = make_intake(TEXT, created_by=people.els)
    number = number_of(intake, MIDDLE[:20])
    log_in(people.els)
    keyboard.open(site + intake.get_absolute_url())
    keyboard.tab_to(f"#keer-{number}")
    page.keyboard.press("Enter")
    expect(page.locator(f"#regel-{number} del")).to_be_visible()
    keyboard.wait(f"#keer-{number}")
    assert heard(page) == f"Regel {number} komt niet op de pagina."
    keyboard.press("Tab")
    assert keyboard.has(f"#soort-van-{number}")
    page.keyboard.press("Enter")
    keyboard.wait(f"#soort-{number}")
    keyboard.tab_to(f"#regel-{number} #soort-van-{number}", most=3)
    page.keyboard.press("Enter")
    expect(page.locator(f"#soort-{number}")).to_have_count(0)
    keyboard.wait(f"#soort-van-{number}")
    keyboard.tab_to("button[value=bewaren]", back=True)
    keyboard.enter()
    article = Article.objects.get(current_version__title=TITLE)
    assert article.status == "draft"
    assert article.current_version is not None
    assert MIDDLE not in article.current_version.canonical_text


def test_colleague_who_published_first_is_told_about(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people = People()
    intake = make_intake(TEXT, created_by=people.els)
    log_in(people.els)
    page.goto(site + intake.get_absolute_url())
    choose_line(intake=intake, number=number_of(intake, MIDDLE[:20]), is_published=False)
    page.click("button[value=publiceren]")
    expect(page.locator(".notice.warning").first).to_contain_text("anders gekozen")
    expect(page.locator("#zo-leest-het")).not_to_contain_text(MIDDLE)
    page.click("button[value=publiceren]")
    page.wait_for_url("**/artikelen/**")


@pytest.fixture
def plain(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_bring_in_and_flip_without_javascript(
    plain: Page, page: Page, site: str, log_in: LogIn
) -> None:
    log_in(People().els)
    plain.context.add_cookies(page.context.cookies())
    complaints = complaints_of(plain)
    plain.goto(f"{site}/redactie/invoeren/")
    plain.fill("textarea[name=text]", TITLE)
    plain.click("form.bring-in button")
    expect(plain.locator(".errors")).to_contain_text("geen tekst onder de titel")
    assert plain.input_value("textarea[name=text]") == TITLE
    plain.fill("textarea[name=text]", TEXT)
    plain.click("form.bring-in button")
    intake = Intake.objects.get()
    number = number_of(intake, MIDDLE[:20])
    plain.click(f"#keer-{number}")
    assert plain.url == f"{site}{intake.get_absolute_url()}#regel-{number}"
    expect(plain.locator(f"#regel-{number} del")).to_be_in_viewport()
    plain.click(f"#soort-van-{number}")
    plain.select_option(f"#soort-{number}", "heading")
    plain.click(f"#regel-{number} form.kind button")
    expect(plain.locator("#zo-leest-het h2", has_text=MIDDLE)).to_be_visible()
    plain.click("button[value=publiceren]")
    assert Article.objects.get(current_version__title=TITLE).status == "published"
    assert complaints == []
