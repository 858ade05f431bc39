"""Report, decide, statement of reasons, appeal, restored: the whole way, with the keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import Mail, Role, User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.models import Appeal, Appreciation, Case, Comment, Decision
from tests.browser.focus import Keyboard
from tests.browser.scene import People, with_notes
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]
WORDS = "Bas is een **prutser**.\n\nEcht waar: <b>é</b> & “zo”."
SENTENCE = "Je noemt Bas hier een prutser."
SAYS = "Ik bedoelde het plan, en niet Bas."
BECAUSE = "Het ging over het plan, en dat mag scherp."
MENU = ".sections a"


@pytest.fixture
def keyboard(page: Page, problems: list[str]) -> Keyboard:
    return Keyboard(page)


@pytest.fixture(autouse=True)
def own_address(settings: Settings, site: str) -> None:
    """The links in letters lead to the site that runs."""
    settings.PUBLIC_URL = site


def rows(said: Comment) -> list[dict[str, Any]]:
    """The comment, its answers and what people appreciated, as they are stored. Which decision holds is left out:
    there is a new one."""
    comments = Comment.every.filter(thread=said.thread_id).order_by("pk").values()
    found = [{**row, "decision_id": None} for row in comments]
    return [*found, *Appreciation.objects.order_by("pk").values()]


def as_read(page: Page, site: str, article: Article) -> str:
    """The whole discussion as a visitor gets it."""
    page.goto(site + article.get_absolute_url())
    return page.locator("#reacties").inner_html()


def link_in_mail(person: User) -> str:
    """The way to a reappraisal in the letter that this person got last."""
    body = Mail.objects.filter(person=person).latest("pk").body_text
    found = re.search(r"http\S+/herbeoordeling/\S+/", body)
    assert found, body
    return found.group()


def test_from_report_to_restored_with_the_keyboard_alone(
    keyboard: Keyboard, site: str, log_in: LogIn
) -> None:
    page, people, article = keyboard.page, People(), with_notes()
    mia = make_person("Mia", Role.MODERATOR)
    said = say(people.an, WORDS, under=article)
    say(people.els, "Hoezo?", under=said)
    say(people.bas, "Iets heel anders.", under=article)
    for reader in (people.els, people.olga):
        appreciate(comment=said, person=reader, kind="clear")
    stored, read = rows(said), as_read(page, site, article)

    log_in(people.bas)
    keyboard.open(site)
    keyboard.tab_to(f"main a[href='{article.get_absolute_url()}']")
    keyboard.enter()
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
    case = Case.objects.get()

    log_in(people.mo)
    keyboard.open(site)
    keyboard.tab_to(f"{MENU}[href='/moderatie/']")
    keyboard.enter()
    page.keyboard.press("j")
    keyboard.wait(f"#zaak-{case.public_id} a")
    page.keyboard.press("v")
    keyboard.wait(f"#hier-{case.public_id} textarea[name=explanation]")
    keyboard.type(SENTENCE)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    decision = Decision.objects.get()
    assert (decision.outcome, decision.text.explanation) == ("hide", SENTENCE)
    keyboard.wait("#meldingen-site")
    assert page.url == f"{site}/moderatie/"

    log_in(people.an)
    keyboard.open(site)
    keyboard.tab_to(f"{MENU}[href='/berichten/']")
    keyboard.enter()
    keyboard.tab_to(".entries a")
    keyboard.enter()
    expect(page.locator(".letter")).to_contain_text(SENTENCE)
    in_app = page.locator(".letter a[href*='/herbeoordeling/']").get_attribute("href")
    assert in_app == link_in_mail(people.an)
    keyboard.tab_to(".letter a[href*='/herbeoordeling/']")
    keyboard.enter()
    keyboard.tab_to("main form button")
    keyboard.enter(".errors h2")
    keyboard.tab_to(".errors a")
    page.keyboard.press("Enter")
    keyboard.wait("textarea[name=body]")
    keyboard.type(SAYS)
    keyboard.tab_to("main form button")
    keyboard.enter("[tabindex='-1']:has(.notice.success)")
    appeal = Appeal.objects.get()
    assert (appeal.person, appeal.body) == (people.an, SAYS)

    answering = f"#zaak-{appeal.case.public_id} a"
    log_in(people.mo)
    keyboard.open(site)
    keyboard.tab_to(f"{MENU}[href='/moderatie/']")
    keyboard.enter()
    keyboard.tab_to(answering)
    keyboard.enter()
    expect(page.locator("main form input[name=answer]")).to_have_count(0)

    log_in(mia)
    keyboard.open(site)
    keyboard.tab_to(f"{MENU}[href='/moderatie/']")
    keyboard.enter()
    keyboard.tab_to(answering)
    keyboard.enter()
    expect(page.locator("main")).to_contain_text(SAYS)
    keyboard.tab_to("input[name=answer]")
    for _step in range(3):
        if keyboard.has("input[value=founded]:checked"):
            break
        keyboard.press("ArrowDown")
    assert keyboard.has("input[value=founded]:checked")
    keyboard.tab_to("textarea[name=explanation]")
    keyboard.type(BECAUSE)
    keyboard.tab_to("main form.form button")
    keyboard.enter("#meldingen-site")

    assert rows(said) == stored
    log_in(None)
    assert as_read(page, site, article) == read
    told(people.an, "Je reactie is verborgen", "Je reactie staat er weer")
    told(
        people.bas,
        "Je melding M-",
        "Ons antwoord op je melding M-",
        "Ons antwoord op je melding M-",
    )


def told(person: User, *subjects: str) -> None:
    """Exactly these letters, in this order."""
    letters = Mail.objects.filter(person=person).order_by("pk").values_list("subject", flat=True)
    assert len(letters) == len(subjects), list(letters)
    for letter, words in zip(letters, subjects, strict=True):
        assert words in letter
