"""Report, decide, statement of reasons, appeal, restored: without JavaScript, and for who has no account."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import Mail, Role, User
from discussions.actions.appreciations import appreciate
from discussions.models import Appeal, Case, Decision
from tests.browser.scene import People, with_notes
from tests.browser.test_moderation_journey import (
    BECAUSE,
    SAYS,
    SENTENCE,
    WORDS,
    as_read,
    link_in_mail,
    rows,
    told,
)
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]
SEND = "main form.form button:not([name])"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


@pytest.fixture(autouse=True)
def own_address(settings: Settings, site: str) -> None:
    """The links in letters lead to the site that runs."""
    settings.PUBLIC_URL = site


def test_from_report_to_restored(page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
    people, article = People(), with_notes()
    mia = make_person("Mia", Role.MODERATOR)
    said = say(people.an, WORDS, under=article)
    say(people.els, "Hoezo?", under=said)
    appreciate(comment=said, person=people.els, kind="clear")
    stored, read = rows(said), as_read(page, site, article)

    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    page.click(f"#melden-{said.public_id}")
    page.check("input[value='HR-1']")
    page.click(f"#melding-{said.public_id} button")
    expect(page.locator(".notice.success")).to_be_visible()
    case = Case.objects.get()

    log_in(people.mo)
    page.goto(f"{site}/moderatie/")
    page.click(".case form [data-key=v]")
    assert page.url == f"{site}{case.get_absolute_url()}?kies=tegen#maatregel"
    expect(page.locator("input[value=hide]")).to_be_checked()
    page.select_option("select[name=rule_code]", "HR-1")
    page.fill("textarea[name=explanation]", SENTENCE)
    page.click("form.form:has(select) button:not([name])")
    assert page.url == f"{site}/moderatie/"

    log_in(people.an)
    page.goto(f"{site}/berichten/")
    page.click(".entries a")
    expect(page.locator(".letter")).to_contain_text(SENTENCE)
    page.click(".letter a[href*='/herbeoordeling/']")
    assert page.url == link_in_mail(people.an)
    page.click(SEND)
    expect(page.locator(".errors a")).to_be_visible()
    page.fill("textarea[name=body]", SAYS)
    page.click(SEND)
    expect(page.locator(".notice.success")).to_contain_text("H-")
    appeal = Appeal.objects.get()

    log_in(mia)
    page.goto(f"{site}/moderatie/")
    page.click(f"#zaak-{appeal.case.public_id} a")
    page.check("input[value=founded]")
    page.click(SEND)
    expect(page.locator(".errors a")).to_be_visible()
    expect(page.locator("input[value=founded]")).to_be_checked()
    page.fill("textarea[name=explanation]", BECAUSE)
    page.click(SEND)
    assert page.url == f"{site}/moderatie/"

    assert rows(said) == stored
    log_in(None)
    assert as_read(page, site, article) == read
    told(people.an, "Je reactie is verborgen", "Je reactie staat er weer")


def test_who_reports_without_an_account_and_an_outsider_who_looks_again(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    """Left alone, asked again by the link in the mail, and hidden by an outsider: Mo moderates alone."""
    people, article = People(), with_notes()
    said = say(people.an, "Mijn buurvrouw Ria Smit van nummer 12 drinkt.", under=article)
    at = said.get_absolute_url()

    page.goto(site + at)
    page.click("footer a[href^='/illegaal-melden/']")
    expect(page.locator("textarea[name=addresses]")).to_have_value(site + at)
    page.click(SEND)
    expect(page.locator(".errors a").first).to_be_visible()
    page.fill("textarea[name=explanation]", "Hier staat waar Ria woont, en dat zij drinkt.")
    page.check("input[name=law_code][value='LAW-8']")
    page.fill("input[name=name]", "Ria Smit")
    page.fill("input[name=email]", "ria@example.org")
    page.check("input[name=good_faith]")
    page.click(SEND)
    expect(page.locator(".notice.success")).to_contain_text("M-")
    assert page.context.cookies() == []

    log_in(people.mo)
    page.goto(f"{site}/moderatie/")
    page.click(".case form [data-key=l]")
    assert Decision.objects.get().outcome == "keep"

    log_in(None)
    page.goto(to_ria("/herbeoordeling/"))
    expect(page.locator("main")).not_to_contain_text("nummer 12")
    page.fill("textarea[name=body]", "Iedereen weet nu waar ik woon.")
    page.click(SEND)
    expect(page.locator(".notice.success")).to_contain_text("H-")

    log_in(people.mo)
    page.goto(f"{site}/moderatie/")
    page.click(f"#zaak-{Appeal.objects.get().case.public_id} a")
    expect(page.locator("main")).to_contain_text("geen andere moderator")
    page.fill("input[name=name]", "Ineke")
    page.fill("input[name=address]", "ineke@example.org")
    page.click("form[action$='/buitenstaander/'] button")
    expect(page.locator(".notice.success")).to_contain_text("Ineke")

    log_in(None)
    page.goto(link_to("ineke@example.org", "/beoordelen/"))
    expect(page.locator("main")).to_contain_text("Iedereen weet nu waar ik woon.")
    expect(page.locator("main")).to_contain_text("nummer 12")
    page.check("input[value=founded]")
    page.select_option("select[name=rule_code]", "LAW-8")
    page.fill("textarea[name=explanation]", "Er staat waar zij woont en iets over haar gezondheid.")
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("Dank je wel")
    assert page.context.cookies() == []
    said.refresh_from_db()
    assert said.status == "hidden"
    page.goto(site + at)
    expect(page.locator("main")).not_to_contain_text("nummer 12")
    told(people.an, "Je reactie is verborgen")
    page.goto(to_ria("/herbeoordeling/"))
    expect(page.locator(".notice.success")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)


def to_ria(path: str) -> str:
    return link_to("ria@example.org", path)


def link_to(address: str, path: str) -> str:
    """The latest link of this kind that was mailed there."""
    mails = Mail.objects.filter(address=address, body_text__contains=path).order_by("-pk")
    words = mails[0].body_text.split()
    return next(word for word in words if path in word)
