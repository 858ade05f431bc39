"""Marking claims with a mouse, by touch, and with the keyboard alone; how many presses each costs."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article, Passage
from tests.articles.texts import CLOSING, MIDDLE, OPENING, current
from tests.browser.focus import Keyboard, heard
from tests.browser.marking import LEAVE, drag_over, focused, with_emoji
from tests.browser.scene import People

LogIn = Callable[[User | None], None]
STATEMENT = "[data-statement] textarea"
# Besides typing the sentence itself.
MOST_PRESSES = 4


@pytest.fixture
def article(site: str) -> Article:
    return with_emoji()


@pytest.fixture
def address(site: str, article: Article) -> str:
    return site + reverse("marking", args=[article.slug])


def stored(article: Article, number: int) -> Passage:
    """The place of claim `number`; its offsets must be those of its words in the stored text."""
    passage = Passage.objects.get(claim__article=article, claim__number=number)
    text = current(article).canonical_text
    assert (passage.start, passage.end) == (
        text.index(passage.exact),
        text.index(passage.exact) + len(passage.exact),
    )
    return passage


def sentence_after(article: Article, words: str) -> list[str]:
    """The name and value of the box of the sentence that begins with `words`."""
    return ["zin", str(current(article).canonical_text.index(words))]


def test_three_claims_with_a_mouse(
    page: Page, address: str, article: Article, log_in: LogIn, problems: list[str]
) -> None:
    log_in(People().els)
    page.goto(address)
    before_next = [
        ("mensen van verschillende organisaties", OPENING.split(". ")[1]),
        ("verwacht dat het iets oplevert", MIDDLE.split(". ")[1]),
        ("beginnen met luisteren", CLOSING.split(". ")[1]),
    ]
    for number, (words, following) in enumerate(before_next, start=1):
        presses = 0
        drag_over(page, words)
        presses += 1
        expect(page.locator(STATEMENT)).to_be_focused()
        expect(page.locator("[data-preview] q")).to_have_text(words)
        page.keyboard.type(f"Stelling nummer {number} van de tekst.")
        page.keyboard.press("Enter")
        presses += 1
        expect(page.locator(".writing .saved").first).to_contain_text(str(number))
        expect(page.locator("[name=zin]:focus")).to_be_attached()
        assert focused(page) == sentence_after(article, following)
        assert stored(article, number).exact == words
        assert presses <= MOST_PRESSES
        assert heard(page) != ""
    assert page.locator(".listed-claims li").count() == 3


def test_a_wrong_sentence_is_told_where_it_is_typed(
    page: Page, address: str, log_in: LogIn, problems: list[str]
) -> None:
    log_in(People().els)
    page.goto(address)
    drag_over(page, "beginnen met luisteren")
    expect(page.locator(STATEMENT)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".errors h2")).to_be_focused()
    expect(page.locator("[data-preview] q")).to_have_text("beginnen met luisteren")
    page.click(".errors a")
    expect(page.locator(STATEMENT)).to_be_focused()
    problems.clear()  # the browser notes the 422 of the refused sentence


def test_one_by_touch(
    browser: Browser, page: Page, address: str, article: Article, log_in: LogIn
) -> None:
    log_in(People().els)
    context = browser.new_context(
        has_touch=True,
        viewport={"width": 360, "height": 740},
        locale="nl-NL",
        storage_state=page.context.storage_state(),
    )
    phone = context.new_page()
    phone.goto(address)
    phone.evaluate(LEAVE, "beginnen met luisteren")
    expect(phone.locator("[data-quote]")).not_to_have_value("")
    phone.tap(STATEMENT)
    # The keyboard of a phone takes the selection away; what was chosen stays chosen.
    expect(phone.locator("[data-preview] q")).to_have_text("beginnen met luisteren")
    phone.keyboard.type("Luisteren gaat vooraf aan samenwerken.")
    phone.tap("#schrijven button[value=stelling]")
    expect(phone.locator(".writing .saved")).to_be_visible()
    assert stored(article, 1).exact == "beginnen met luisteren"
    presses = 3  # the long press, the field, the button
    assert presses <= MOST_PRESSES
    context.close()


def test_one_with_the_keyboard_alone(
    page: Page, address: str, article: Article, log_in: LogIn, problems: list[str]
) -> None:
    log_in(People().els)
    keyboard = Keyboard(page)
    keyboard.open(address)
    first = current(article).canonical_text.index(MIDDLE)
    keyboard.tab_to(f"#zin-{first}")
    for number in (1, 2):
        page.keyboard.press("Enter")
        keyboard.wait(STATEMENT)
        keyboard.type(f"Met toetsen gemarkeerd, {number}.")
        page.keyboard.press("Enter")
        presses = 2
        keyboard.wait("[name=zin]:not(:checked)")
        assert stored(article, number).exact == MIDDLE.split(". ")[number - 1].rstrip(".") + "."
        assert presses <= MOST_PRESSES
    assert focused(page) == sentence_after(article, CLOSING)


def test_without_javascript(
    browser: Browser, page: Page, address: str, article: Article, log_in: LogIn
) -> None:
    log_in(People().els)
    context = browser.new_context(
        java_script_enabled=False, locale="nl-NL", storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(address)
    start = current(article).canonical_text.index(MIDDLE)
    plain.check(f"#zin-{start}")
    plain.click(f"fieldset:has(#zin-{start}) button[value=kies]")
    expect(plain.locator("[data-preview] q")).to_have_text(MIDDLE.split(". ")[0] + ".")
    plain.fill(STATEMENT, "Zonder script gaat het ook.")
    plain.click("#schrijven button[value=stelling]")
    expect(plain.locator(".writing .saved")).to_be_visible()
    assert stored(article, 1).exact == MIDDLE.split(". ")[0] + "."
    context.close()
