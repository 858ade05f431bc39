"""The queue by its single keys: never where somebody types, and off for who wants that."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from discussions.actions.desk import choose_desk
from discussions.models import Case, Decision
from tests.browser.focus import Keyboard
from tests.browser.scene import People, complain, with_notes
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]


@pytest.fixture
def keyboard(page: Page, problems: list[str]) -> Keyboard:
    return Keyboard(page)


def three_cases(people: People) -> list[Case]:
    article = with_notes()
    return [complain(people, say(people.an, f"Nummer {n}.", under=article)).case for n in range(3)]


def link_of(case: Case) -> str:
    return f"#zaak-{case.public_id} a"


def test_a_simple_case_takes_two_presses_and_a_hidden_one_a_sentence(
    keyboard: Keyboard, site: str, log_in: LogIn
) -> None:
    page, people = keyboard.page, People()
    first, second, third = three_cases(people)
    log_in(people.mo)
    keyboard.open(f"{site}/moderatie/")
    page.keyboard.press("j")
    keyboard.wait(link_of(first))
    page.keyboard.press("j")
    keyboard.wait(link_of(second))
    page.keyboard.press("k")
    keyboard.wait(link_of(first))
    page.keyboard.press("x")
    expect(page.locator(f"#kies-{first.public_id}")).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("l")
    expect(page.locator("article.case")).to_have_count(2)
    assert Decision.objects.get().outcome == "keep"

    keyboard.wait(link_of(second))
    page.keyboard.press("v")
    sentence = f"#hier-{second.public_id} textarea[name=explanation]"
    keyboard.wait(sentence)
    expect(page.locator(f"#hier-{second.public_id} input[value=hide]")).to_be_checked()
    # A sentence full of the letters that are keys elsewhere.
    page.keyboard.type("Jij scheldt hier los op Karin, en dat volgt niet uit de stelling.")
    expect(page.locator(sentence)).to_have_value(
        "Jij scheldt hier los op Karin, en dat volgt niet uit de stelling."
    )
    assert Decision.objects.count() == 1
    keyboard.tab_to(f"#hier-{second.public_id} form button:not([name])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("article.case")).to_have_count(1)
    assert Decision.objects.latest("pk").outcome == "hide"
    third.refresh_from_db()
    assert third.closed_at is None


def test_what_a_case_costs_in_presses(keyboard: Keyboard, site: str, log_in: LogIn) -> None:
    """After each press the focus is on the next case, so the next needs no way there."""
    page, people = keyboard.page, People()
    article = with_notes()
    authors = [people.an, people.an, people.an, make_person("Reclame"), people.an]
    cases = [complain(people, say(author, under=article)).case for author in authors]
    log_in(people.mo)
    keyboard.open(f"{site}/moderatie/")
    pressed: list[str] = []

    def press(key: str) -> None:
        pressed.append(key)
        page.keyboard.press(key)

    def decide_with(*keys: str) -> Decision:
        for key in keys[:-1]:
            press(key)
        with page.expect_navigation():
            press(keys[-1])
        return Decision.objects.latest("pk")

    assert decide_with("j", "l").outcome == "keep"
    keyboard.wait(link_of(cases[1]))
    assert page.locator(":focus").get_attribute("aria-describedby") == "meldingen-site"
    assert decide_with("l").outcome == "keep"

    keyboard.wait(link_of(cases[2]))
    press("v")
    keyboard.wait(f"#hier-{cases[2].public_id} textarea[name=explanation]")
    keyboard.type("Jij scheldt hier los op Karin.")
    hidden = decide_with("Control+Enter")
    assert (hidden.outcome, hidden.rule_code) == ("hide", "HR-1")

    keyboard.wait(link_of(cases[3]))
    spam = decide_with("s")
    assert (spam.outcome, spam.unannounced) == ("hide", True)
    assert pressed == ["j", "l", "l", "v", "Control+Enter", "s"]

    keyboard.wait(link_of(cases[4]))
    decide_with("l")
    keyboard.wait("#meldingen-site")


def test_keys_that_are_off_do_nothing(keyboard: Keyboard, site: str, log_in: LogIn) -> None:
    page, people = keyboard.page, People()
    first, *_others = three_cases(people)
    choose_desk(person=people.mo, keys=False, urgent_mail=True, digest=True)
    log_in(people.mo)
    keyboard.open(f"{site}/moderatie/")
    keyboard.tab_to(link_of(first))
    for key in "jxls":
        page.keyboard.press(key)
    assert keyboard.has(link_of(first))
    expect(page.locator(f"#kies-{first.public_id}")).not_to_be_checked()
    assert not Decision.objects.exists()


def test_the_queue_fits_a_telephone(page: Page, site: str, log_in: LogIn) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    people = People()
    three_cases(people)
    log_in(people.mo)
    page.goto(f"{site}/moderatie/")
    for fold in page.locator("details.more summary").all():
        fold.click()
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
