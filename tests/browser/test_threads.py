"""Reading a discussion by keyboard: another order, a folded branch, a word of appreciation, what is new."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from discussions.models import Comment, Participation
from tests.browser.focus import Keyboard
from tests.browser.scene import People, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]


class Talk:
    """Two roots by An, the first with answers by Mo; Bas reads."""

    def __init__(self) -> None:
        self.people, self.article = People(), with_notes()
        self.first = say(self.people.an, "Eerst zei An dit.", under=self.article)
        self.second = say(self.people.an, "Toen zei An dat.", under=self.article)
        self.answers = [
            say(self.people.mo, f"Antwoord {number}.", under=self.first) for number in range(2)
        ]
        self.address = reverse("article_comments", args=[self.article.slug])

    def roots(self, page: Page) -> list[str]:
        shown = page.locator("#reacties > li > .comment")
        return [shown.nth(place).get_attribute("id") or "" for place in range(shown.count())]


def read_two_days_ago(page: Page, site: str, talk: Talk) -> datetime:
    """Bas opened the discussion then, so that whatever was said since is new to him. Gives the moment."""
    page.goto(site + talk.address)
    then = timezone.now() - timedelta(days=2)
    assert Participation.objects.filter(person=talk.people.bas).update(read_until=then)
    return then


def anchor(comment: Comment) -> str:
    return f"reactie-{comment.public_id}"


@pytest.fixture
def talk(site: str) -> Talk:
    return Talk()


@pytest.fixture
def keyboard(page: Page, problems: list[str]) -> Keyboard:
    return Keyboard(page)


def test_sort_fold_and_appreciate_by_keyboard(
    keyboard: Keyboard, site: str, talk: Talk, log_in: LogIn
) -> None:
    page = keyboard.page
    log_in(talk.people.bas)
    keyboard.open(site + talk.address)
    assert talk.roots(page) == [anchor(talk.first), anchor(talk.second)]

    keyboard.tab_to("#volgorde-nieuwste")
    page.keyboard.press("Enter")
    expect(page.locator("#volgorde-nieuwste")).to_have_attribute("aria-current", "true")
    assert talk.roots(page) == [anchor(talk.second), anchor(talk.first)]
    keyboard.wait("#volgorde-nieuwste")
    expect(page.locator("#status")).to_have_text("Volgorde: nieuwste.")
    assert page.url == f"{site}{talk.address}?volgorde=nieuwste"

    button = f"#clear-{talk.first.public_id}"
    keyboard.tab_to(f"#waardering-{talk.first.public_id} summary")
    page.keyboard.press("Enter")
    keyboard.tab_to(button)
    for pressed, count in (("true", 1), ("false", 0), ("true", 1)):
        page.keyboard.press("Enter")
        expect(page.locator(button)).to_have_attribute("aria-pressed", pressed)
        keyboard.wait(button)
        expect(page.locator("#status")).to_have_text(f"verhelderend: {count}")
    assert page.url == f"{site}{talk.address}?volgorde=nieuwste"

    fold = f"details:has(> #onder-{talk.first.public_id}) > summary"
    keyboard.tab_to(fold)
    assert page.locator(fold).inner_text().startswith("2 antwoorden")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{anchor(talk.answers[0])}")).to_be_hidden()
    keyboard.wait(fold)

    page.reload()
    assert talk.roots(page) == [anchor(talk.second), anchor(talk.first)]
    expect(page.locator(button)).to_have_attribute("aria-pressed", "true")


def test_a_folded_branch_stays_folded_and_opens_for_what_one_places_in_it(
    keyboard: Keyboard, site: str, talk: Talk, log_in: LogIn
) -> None:
    page = keyboard.page
    log_in(talk.people.bas)
    keyboard.open(site + talk.address)
    branch = page.locator(f"details:has(> #onder-{talk.first.public_id})")
    branch.locator("> summary").click()
    page.fill("#tekst-nieuw", "Iets anders.")
    page.click("#schrijven-nieuw button[type=submit]:not([name])")
    page.wait_for_selector("#reacties > li > .arrived")
    assert branch.get_attribute("open") is None
    page.click(f"#antwoorden-{talk.first.public_id}")
    page.fill(f"#tekst-{talk.first.public_id}", "Een antwoord.")
    page.click(f"#antwoord-{talk.first.public_id} button[type=submit]:not([name])")
    expect(page.locator(f"#onder-{talk.first.public_id} .arrived h4")).to_be_focused()
    assert branch.get_attribute("open") is not None
    expect(branch.locator("> summary")).to_contain_text("3 antwoorden")


def test_from_one_new_comment_to_the_next(
    keyboard: Keyboard, site: str, talk: Talk, log_in: LogIn
) -> None:
    page = keyboard.page
    log_in(talk.people.bas)
    earlier = read_two_days_ago(page, site, talk)
    Comment.objects.exclude(pk=talk.second.pk).update(created_at=earlier - timedelta(days=1))
    deep = talk.answers[1]
    for _depth in range(4):
        deep = say(talk.people.mo, "Dieper.", under=deep)
    Comment.objects.filter(root=talk.first).exclude(pk=deep.pk).update(
        created_at=earlier - timedelta(hours=1)
    )
    keyboard.open(site + talk.address)
    keyboard.tab_to(".meta .next-new")
    keyboard.enter()
    keyboard.wait(f"#{anchor(talk.second)}-kop")
    keyboard.tab_to(f"#{anchor(talk.second)} .next-new")
    keyboard.enter()
    keyboard.wait(f"#{anchor(deep)}-kop")
    assert page.locator(".comment.here").get_attribute("id") == anchor(deep)
    keyboard.tab_to(f"#{anchor(deep)} .next-new")
    keyboard.enter()
    expect(page.locator(".notices")).to_contain_text("Dat was de laatste nieuwe reactie.")


def test_the_key_for_the_next_new_one_is_off_until_it_is_switched_on(
    keyboard: Keyboard, site: str, talk: Talk, log_in: LogIn
) -> None:
    page = keyboard.page
    log_in(talk.people.bas)
    read_two_days_ago(page, site, talk)
    page.goto(site + talk.address)
    page.keyboard.press("n")
    assert page.url == site + talk.address
    switch = page.locator("#toets-nieuw")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.fill("#tekst-nieuw", "")
    page.type("#tekst-nieuw", "nu niet")
    assert page.url == site + talk.address
    page.focus("#discussie-kop")
    page.keyboard.press("Control+n")
    assert page.url == site + talk.address
    page.keyboard.press("n")
    page.wait_for_url(f"**/#{anchor(talk.first)}")
    keyboard.wait(f"#{anchor(talk.first)}-kop")
    page.keyboard.press("n")
    page.wait_for_url(f"**/#{anchor(talk.second)}")


def test_without_javascript(
    browser: Browser, site: str, talk: Talk, log_in: LogIn, page: Page
) -> None:
    log_in(talk.people.bas)
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(site + talk.article.get_absolute_url())
    plain.click("#volgorde-nieuwste")
    assert plain.url == f"{site}{talk.article.get_absolute_url()}?volgorde=nieuwste#discussie"
    assert talk.roots(plain) == [anchor(talk.second), anchor(talk.first)]
    plain.click(f"#waardering-{talk.second.public_id} summary")
    plain.click(f"#practice-{talk.second.public_id}")
    assert plain.url.endswith(f"?volgorde=nieuwste#{anchor(talk.second)}")
    expect(plain.locator(f"#practice-{talk.second.public_id}")).to_have_attribute(
        "aria-pressed", "true"
    )
    plain.locator(f"details:has(> #onder-{talk.first.public_id}) > summary").click()
    expect(plain.locator(f"#{anchor(talk.answers[0])}")).to_be_hidden()
    plain.click(f"#{anchor(talk.second)} .valued a")
    expect(plain.locator(".appreciators")).to_contain_text("Bas")
    context.close()
