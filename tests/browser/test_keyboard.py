"""Whole journeys without a mouse. After every step the focus is somewhere, seen and uncovered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.actions import create_person
from accounts.jobs import deliver_mail
from accounts.models import Mail, User
from discussions.models import Comment, Decision, Stance
from tests.browser.focus import Keyboard, heard
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]


@pytest.fixture
def keyboard(page: Page, problems: list[str]) -> Keyboard:
    return Keyboard(page)


@pytest.mark.parametrize("width", [360, 1024])
def test_read_claim_reply(keyboard: Keyboard, site: str, log_in: LogIn, width: int) -> None:
    page = keyboard.page
    page.set_viewport_size({"width": width, "height": 800})
    people, article = People(), with_notes()
    claim = claim_of(article)
    root = say(people.an, "Dat hangt ervan af wie er belt.", under=claim)
    log_in(people.bas)

    keyboard.open(site + article.get_absolute_url())
    keyboard.press("Tab")
    assert keyboard.has(".skip")
    keyboard.press("Enter")
    assert keyboard.has("#inhoud")
    keyboard.tab_to('.text a.nr[data-stelling="3"]')
    keyboard.enter()
    assert page.url == site + claim.get_absolute_url()

    keyboard.tab_to("#standpunt-disagree")
    page.keyboard.press("Enter")
    keyboard.wait('#standpunt-disagree[aria-pressed="true"]')
    expect(page.locator("#status")).to_have_text(_("Your stance is saved."))
    assert Stance.objects.get(person=people.bas).value == "disagree"

    keyboard.tab_to(f"#antwoorden-{root.public_id}")
    page.keyboard.press("Enter")
    keyboard.wait(f"#tekst-{root.public_id}")
    keyboard.type("De wijkverpleegkundige belt, elke week.")
    keyboard.tab_to(f"#antwoord-{root.public_id} button:not([name])")
    page.keyboard.press("Enter")
    keyboard.wait(f"#onder-{root.public_id} .arrived :is(h3, h4, h5)")
    expect(page.locator("#status")).to_have_text(_("Your answer has been placed."))
    placed = Comment.objects.get(parent=root)
    assert keyboard.has(f"#reactie-{placed.public_id}-kop")
    assert placed.body == "De wijkverpleegkundige belt, elke week."

    keyboard.tab_to("figcaption a", back=True)
    keyboard.enter('.text a.nr[data-stelling="3"]')
    assert keyboard.has(f"#{page.url.partition('#')[2]}")


def test_report_and_decide(keyboard: Keyboard, site: str, log_in: LogIn) -> None:
    page = keyboard.page
    people, article = People(), with_notes()
    words = "Bas is een **prutser**.\n\nEcht waar: <b>é</b> & “zo”."
    said = say(people.an, words, under=article)
    before = page.goto(site + said.get_absolute_url())
    assert before is not None
    shown = page.locator(f"#reactie-{said.public_id} .words").inner_html()

    log_in(people.bas)
    keyboard.open(site + article.get_absolute_url())
    keyboard.tab_to(f"#melden-{said.public_id}")
    page.keyboard.press("Enter")
    keyboard.wait(f"#antwoord-{said.public_id} [tabindex='-1']")
    keyboard.tab_to("input[name=rule_code]")
    keyboard.press("Space")
    keyboard.tab_to("textarea[name=explanation]")
    keyboard.type("Dit gaat over mij.")
    keyboard.tab_to(f"#melding-{said.public_id} button")
    page.keyboard.press("Enter")
    keyboard.wait(f"#antwoord-{said.public_id} [tabindex='-1']:has(.notice)")

    log_in(people.mo)
    keyboard.open(f"{site}/moderatie/")
    keyboard.tab_to(".case h3 a")
    keyboard.enter()
    keyboard.tab_to("input[name=outcome]")
    for _step in range(3):
        if keyboard.has("input[value=hide]:checked"):
            break
        keyboard.press("ArrowDown")
    assert keyboard.has("input[value=hide]:checked")
    keyboard.tab_to("select[name=rule_code]")
    keyboard.type("HR-1")
    assert page.input_value("select[name=rule_code]") == "HR-1"
    keyboard.tab_to("textarea[name=explanation]")
    keyboard.type("Je noemt Bas een prutser.")
    keyboard.tab_to("input[name=public_reason]")
    keyboard.type("Hier werd iemand uitgescholden.")
    keyboard.tab_to("button[name=preview]")
    keyboard.enter("#brieven")
    assert not Decision.objects.exists()
    keyboard.tab_to("form.form:has(select) button:not([name])")
    keyboard.enter()
    assert page.url == f"{site}/moderatie/"

    log_in(people.an)
    keyboard.open(site)
    keyboard.tab_to(".sections a[href='/berichten/']")
    keyboard.enter()
    keyboard.tab_to(".entries a")
    keyboard.enter()
    expect(page.locator(".letter")).to_contain_text("Je noemt Bas een prutser.")
    keyboard.tab_to(f"a[href='{said.get_absolute_url()}']")
    keyboard.enter()
    grave = page.locator(f"#reactie-{said.public_id} .tombstone")
    expect(grave).to_contain_text("HR-1")
    expect(grave).to_contain_text("Hier werd iemand uitgescholden.")

    log_in(people.mo)
    keyboard.open(f"{site}/moderatie/logboek/")
    keyboard.tab_to(".log a")
    keyboard.enter()
    keyboard.tab_to(".reasons a")
    keyboard.enter()
    keyboard.tab_to("textarea[name=explanation]")
    keyboard.type("Bij nader inzien was dit een grap tussen vrienden.")
    keyboard.tab_to("main form.form button")
    keyboard.enter()

    log_in(None)
    keyboard.open(site + said.get_absolute_url())
    assert page.locator(f"#reactie-{said.public_id} .words").inner_html() == shown
    said.refresh_from_db()
    assert said.body == words


def test_log_in_with_a_code_and_come_back_to_the_form(
    keyboard: Keyboard, site: str, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "accounts.mailbox.FolderBackend"
    settings.MAILBOX_DIR = tmp_path
    page, article = keyboard.page, with_notes()
    create_person(email="an@example.org", display_name="An", password=None)

    keyboard.open(site + article.get_absolute_url())
    keyboard.tab_to(".gate a")
    keyboard.enter()
    keyboard.tab_to("main a[href*='login/code']")
    keyboard.enter()
    keyboard.tab_to("input[name=email]")
    keyboard.type("an@example.org")
    keyboard.press("Tab")
    keyboard.enter()
    form = page.url

    deliver_mail(Mail.objects.get(address="an@example.org").pk)
    keyboard.tab_to("main a[href='/postvak/']")
    keyboard.enter()
    heading = page.locator("h2").first.inner_text()
    code = heading[-9:]
    page.go_back()
    assert page.url == form
    keyboard.tab_to("input[name=code]")
    keyboard.type(code)
    keyboard.press("Tab")
    keyboard.enter()

    assert page.url == f"{site}{article.get_absolute_url()}#reageren"
    keyboard.wait("#reageren")
    keyboard.tab_to("#tekst-nieuw", most=4)
    assert heard(page) == ""
