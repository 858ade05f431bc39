"""Everything one can do here works as plain links and plain posts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from accounts.actions import create_person
from accounts.models import User
from discussions.models import Comment, Report, Stance
from tests.browser.scene import People, claim_of, complain, discuss, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
POST = "form.composer button:not([name])"
PASSWORD = "zeven zwarte zwanen"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


def test_read_and_jump_to_a_claim_and_back(page: Page, site: str, problems: list[str]) -> None:
    article = with_notes()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + article.get_absolute_url())
    page.click("details.contents summary")
    page.click("details.contents li[data-item='3'] .jump")
    number = page.locator("#passage-3-1")
    expect(number).to_be_in_viewport()
    number.click()
    assert page.url == site + claim_of(article).get_absolute_url()
    page.click("figcaption a")
    assert page.url == f"{site}{article.get_absolute_url()}#passage-3-1"
    expect(page.locator("#passage-3-1")).to_be_in_viewport()


def test_read_all_of_a_long_discussion(page: Page, site: str, problems: list[str]) -> None:
    people, article = People(), with_notes()
    discussion = discuss(people, article)
    page.goto(site + article.get_absolute_url())
    page.click(f"#onder-{discussion.first.public_id} > .more a")
    expect(page.locator(".comment").last).to_be_visible()
    page.goto(site + article.get_absolute_url())
    page.locator("#reacties > .more a").click()
    expect(page.locator("#reacties > li > .comment")).to_have_count(2)
    page.click("#discussie a >> nth=0")
    expect(page.locator("#reacties > li > .comment")).to_have_count(20)


def test_log_in_and_comment(page: Page, site: str, problems: list[str]) -> None:
    article = with_notes()
    create_person(email="an@example.org", display_name="An", password=PASSWORD)
    page.goto(site + article.get_absolute_url())
    page.click(".gate a")
    page.fill("input[name=login]", "an@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form.form button")
    assert page.url == f"{site}{article.get_absolute_url()}#reageren"

    page.click(POST)
    expect(page.locator(".errors")).to_be_visible()
    page.fill("form.composer textarea", "Regie is **geen** rol.")
    page.click("form.composer .extras summary")
    page.click("form.composer button[name=preview]")
    expect(page.locator(".preview strong")).to_have_text("geen")
    assert not Comment.objects.exists()
    page.click(POST)
    placed = Comment.objects.get()
    assert placed.body == "Regie is **geen** rol."
    expect(page.locator(f"#reactie-{placed.public_id}")).to_be_in_viewport()


def test_post_twice_gives_one_comment(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, article = People(), with_notes()
    log_in(people.an)
    page.goto(site + article.get_absolute_url())
    page.fill("form.composer textarea", "Eén keer is genoeg.")
    action = page.get_attribute("form.composer", "action") or ""
    sent = {
        name: page.input_value(f"form.composer [name={name}]")
        for name in ("csrfmiddlewaretoken", "submission_id", "body")
    }
    page.dblclick(POST)
    page.wait_for_url("**/*#reactie-*")
    # A browser may drop one of the two presses itself; an impatient network sends both.
    again = page.request.post(site + action, form=sent)
    assert again.ok
    assert Comment.objects.count() == 1


def test_answer_and_withdraw(page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
    people, article = People(), with_notes()
    root = say(people.an, under=article)
    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    page.click(f"#antwoorden-{root.public_id}")
    page.fill("form.composer textarea", "Dat denk ik ook.")
    page.click(POST)
    answer = Comment.objects.get(parent=root)
    place = page.locator(f"#reactie-{answer.public_id}")
    expect(place).to_be_in_viewport()
    say(people.an, under=answer)
    place.locator("a[href$='/intrekken/']").click()
    page.click("main form.form button")
    expect(page.locator(".notice.success")).to_be_visible()
    expect(place.locator(".tombstone")).to_be_visible()


def test_take_a_stance_and_take_it_back(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, claim = People(), claim_of(with_notes())
    log_in(people.an)
    page.goto(site + claim.get_absolute_url())
    page.click("#standpunt-depends")
    assert page.url.endswith("#standpunt")
    expect(page.locator("#standpunt-depends")).to_have_attribute("aria-pressed", "true")
    page.check("form.condition input[value=provided]")
    page.fill("form.condition input[name=condition]", "er genoeg geld is")
    page.click("form.condition button")
    stance = Stance.objects.get(person=people.an)
    assert (stance.value, stance.leaning, stance.condition) == (
        "depends",
        "provided",
        "er genoeg geld is",
    )
    page.click(".stance .own button")
    expect(page.locator("#standpunt-depends")).to_have_attribute("aria-pressed", "false")
    assert not Stance.objects.filter(person=people.an).exists()


def test_report_and_decide(page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
    people, article = People(), with_notes()
    said = say(people.an, "Bas is een prutser.", under=article)
    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    page.click(f"#melden-{said.public_id}")
    page.check("input[value='HR-1']")
    page.click(f"#melding-{said.public_id} button")
    expect(page.locator(".notice.success")).to_be_visible()
    case = Report.objects.get().case

    log_in(people.mo)
    page.goto(f"{site}/moderatie/")
    page.click(".case form [data-key=o]")
    assert page.url == site + case.get_absolute_url()
    page.check("input[value=hide]")
    page.click("form.form:has(select) button:not([name])")
    expect(page.locator(".errors a").first).to_be_visible()
    page.select_option("select[name=rule_code]", "HR-1")
    page.fill("textarea[name=explanation]", "Je noemt Bas een prutser.")
    page.click("button[name=preview]")
    expect(page.locator(".letter").first).to_contain_text("Je noemt Bas een prutser.")
    page.click("form.form:has(select) button:not([name])")
    assert page.url == f"{site}/moderatie/"
    said.refresh_from_db()
    assert said.status == "hidden"
    page.goto(f"{site}{said.get_absolute_url()}")
    expect(page.locator(f"#reactie-{said.public_id} .tombstone")).to_contain_text("HR-1")


def test_decide_keeps_what_was_typed_when_the_case_changed(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, article = People(), with_notes()
    said = say(people.an, "Bas is een prutser.", under=article)
    case = complain(people, said).case
    log_in(people.mo)
    page.goto(site + case.get_absolute_url())
    page.check("input[value=hide]")
    page.select_option("select[name=rule_code]", "HR-1")
    page.fill("textarea[name=explanation]", "Je noemt Bas een prutser.")
    complain(people, said, people.els)
    page.click("form.form:has(select) button:not([name])")
    expect(page.locator(".errors h2")).to_have_text(
        _("This case changed while you were looking at it")
    )
    assert page.input_value("textarea[name=explanation]") == "Je noemt Bas een prutser."
    page.click("form.form:has(select) button:not([name])")
    said.refresh_from_db()
    assert said.status == "hidden"
