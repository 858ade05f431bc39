"""Half a sentence at the desk or in the dialog of reporting is swept away by no key, press or other choice."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.models import User
from discussions.models import Case, Decision
from discussions.views import notices
from tests.browser.focus import Keyboard
from tests.browser.scene import People, complain, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
WORDS = "Dit gaat over een persoon."


@pytest.fixture
def keyboard(page: Page, problems: list[str]) -> Keyboard:
    return Keyboard(page)


def opened(keyboard: Keyboard, site: str, log_in: LogIn) -> tuple[Page, Case, str]:
    """A case that is opened at the queue to hide it, and where its sentence is written."""
    page, people = keyboard.page, People()
    case = complain(people, say(people.an, "Jij bent dom.", under=with_notes())).case
    log_in(people.mo)
    keyboard.open(f"{site}/moderatie/")
    page.keyboard.press("j")
    page.keyboard.press("v")
    sentence = f"#hier-{case.public_id} textarea[name=explanation]"
    keyboard.wait(sentence)
    return page, case, sentence


def test_a_second_press_leaves_what_is_written(
    keyboard: Keyboard, site: str, log_in: LogIn
) -> None:
    page, case, sentence = opened(keyboard, site, log_in)
    page.keyboard.type(WORDS)
    for key in "vols":
        page.focus(f"#zaak-{case.public_id} a")
        page.keyboard.press(key)
        keyboard.wait(sentence)
        expect(page.locator(sentence)).to_have_value(WORDS)
    page.click(f"article[aria-labelledby=zaak-{case.public_id}] button[data-key=o]")
    keyboard.wait(sentence)
    expect(page.locator(sentence)).to_have_value(WORDS)
    assert not Decision.objects.exists()


def test_as_long_as_nothing_is_written_another_press_opens_it_otherwise(
    keyboard: Keyboard, site: str, log_in: LogIn
) -> None:
    page, case, _sentence = opened(keyboard, site, log_in)
    hide = page.locator(f"#hier-{case.public_id} input[value=hide]")
    expect(hide).to_be_checked()
    page.focus(f"#zaak-{case.public_id} a")
    page.keyboard.press("o")
    expect(hide).not_to_be_checked()


def test_keys_do_nothing_in_the_form_that_decides(
    keyboard: Keyboard, site: str, log_in: LogIn
) -> None:
    page, case, sentence = opened(keyboard, site, log_in)
    page.keyboard.type(WORDS)
    tick = f"#hier-{case.public_id} input[name=also_warn]"
    page.check(tick)
    for key in "slxvo":
        page.keyboard.press(key)
    assert keyboard.has(tick)
    expect(page.locator(sentence)).to_have_value(WORDS)
    expect(page.locator(f"#kies-{case.public_id}")).not_to_be_checked()
    assert not Decision.objects.exists()


def test_what_is_typed_goes_along_to_the_other_choice_and_back(
    keyboard: Keyboard, site: str, log_in: LogIn
) -> None:
    page, people = keyboard.page, People()
    said = say(people.an, under=with_notes())
    log_in(people.bas)
    page.goto(site + said.get_absolute_url())
    page.click(f"#melden-{said.public_id}")
    form = page.locator(f"#melding-{said.public_id}")
    form.locator("textarea[name=explanation]").fill(WORDS)
    form.get_by_role("link", name="Tegen de wet").click()
    expect(form.locator("input[name=good_faith]")).to_be_visible()
    expect(form.locator("textarea[name=explanation]")).to_have_value(WORDS)
    expect(form.locator("textarea[name=addresses]")).to_have_value(
        f"{settings.PUBLIC_URL}{said.get_absolute_url()}"
    )
    form.locator("textarea[name=explanation]").fill(f"{WORDS} En het is strafbaar.")
    form.get_by_role("link", name="Tegen een huisregel").click()
    expect(form.locator("input[name=rule_code]").first).to_be_visible()
    expect(form.locator("textarea[name=explanation]")).to_have_value(
        f"{WORDS} En het is strafbaar."
    )
    # A second press on what opened it still sweeps nothing away.
    page.click(f"#melden-{said.public_id}")
    expect(form.locator("textarea[name=explanation]")).to_have_value(
        f"{WORDS} En het is strafbaar."
    )


def test_too_many_reports_is_said_in_the_dialog(
    keyboard: Keyboard, site: str, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "NOTICES_PER_HOUR", 0)
    page, people = keyboard.page, People()
    said = say(people.an, under=with_notes())
    log_in(people.bas)
    page.goto(site + said.get_absolute_url())
    page.click(f"#melden-{said.public_id}")
    form = page.locator(f"#melding-{said.public_id}")
    form.get_by_role("link", name="Tegen de wet").click()
    form.locator("input[name=law_code]").first.check()
    form.locator("textarea[name=explanation]").fill(f"{WORDS} Dat is strafbaar.")
    form.locator("input[name=good_faith]").check()
    form.locator("button[type=submit], button:not([type])").first.click()
    expect(form.locator(".errors")).to_be_visible()
    expect(form.locator("textarea[name=explanation]")).to_have_value(f"{WORDS} Dat is strafbaar.")
