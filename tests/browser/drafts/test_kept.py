"""What one writes is kept while one writes it: on the site, and in the browser what may not go there."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from discussions.models import Draft
from tests.browser.drafts.form import FORM, HERE, LINE, POST, SAVED, TEXT, choose, stored
from tests.browser.inspection import Inspection
from tests.browser.scene import People
from tests.factories import say

LogIn = Callable[[User | None], None]


def test_a_pause_in_typing_keeps_it_and_it_comes_back(
    page: Page, address: str, people: People, problems: list[str], inspection: Inspection
) -> None:
    page.goto(address)
    page.type(TEXT, "Dit denk ik ervan")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    assert Draft.objects.get().body == "Dit denk ik ervan"
    assert stored(page) == [], "what the site has, the browser lets go"
    inspection.look("draft kept")
    page.type(TEXT, ", en meer")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    page.locator(TEXT).blur()
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Dit denk ik ervan, en meer")
    expect(page.locator(LINE)).to_contain_text("Je concept van")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Dit denk ik ervan, en meer")
    expect(page.locator(TEXT)).to_have_value("")
    assert not Draft.objects.exists()
    assert stored(page) == []


def test_a_number_or_an_address_never_leaves_the_browser_unasked(
    page: Page, address: str, bodies: list[str], problems: list[str]
) -> None:
    page.clock.install()
    page.goto(address)
    page.focus(TEXT)
    for sign in "Bel mijn client op 06-00123456":
        page.keyboard.type(sign)
        page.clock.run_for(400)
    expect(page.locator(TEXT)).to_be_focused()
    page.clock.run_for(60_000)  # longer than any pause after which it would have gone
    page.keyboard.type(" of mail jan@voorbeeld.example")
    page.clock.run_for(60_000)
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text(HERE)
    assert [body for body in bodies if "0" in body or "@" in body] == []
    assert stored(page)[0]["body"].endswith("jan@voorbeeld.example")
    assert all("06" not in draft.body for draft in Draft.objects.all())
    # It is there again, and goes when the person decides.
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value(
        "Bel mijn client op 06-00123456 of mail jan@voorbeeld.example"
    )
    page.click(f"{FORM} .extras > summary")
    page.click(f"{FORM} [name=concept]")
    expect(page.locator(f"{FORM} .second-look h3")).to_be_focused()
    assert [body for body in bodies if "06" in body] == []
    page.click(POST)
    page.click(f"{FORM} .second-look [name=toch]")
    expect(page.locator("#reacties")).to_contain_text("06-00123456")
    assert stored(page) == []


def test_without_the_rules_nothing_is_sent(page: Page, address: str, bodies: list[str]) -> None:
    page.route("**/second-look-rules*.json", lambda route: route.abort())
    page.goto(address)
    page.type(TEXT, "Dit denk ik ervan")
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text("niet te bereiken")
    assert (bodies, Draft.objects.count()) == ([], 0)
    assert stored(page)[0]["body"] == "Dit denk ik ervan"


def test_answers_and_the_form_below_keep_apart(
    page: Page, address: str, article: Article, people: People
) -> None:
    root = say(people.bas, under=article)
    page.goto(address)
    page.type(TEXT, "Onder de tekst")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    page.click(f"#antwoorden-{root.public_id}")
    answer = f"#tekst-{root.public_id}"
    page.type(answer, "Als antwoord")
    expect(page.locator(f"#schrijven-{root.public_id} [data-line]")).to_contain_text(SAVED)
    page.goto(address)
    page.click(f"#antwoorden-{root.public_id}")
    expect(page.locator(answer)).to_have_value("Als antwoord")
    expect(page.locator(TEXT)).to_have_value("Onder de tekst")
    assert Draft.objects.count() == 2


def test_throwing_away_and_a_slip_of_the_hand(page: Page, address: str) -> None:
    page.goto(address)
    page.type(TEXT, "Toch maar niet")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    page.click(f"{FORM} [data-discard]")
    expect(page.locator(LINE)).to_contain_text("Weggegooid")
    expect(page.locator(TEXT)).to_have_value("")
    assert not Draft.objects.exists()
    page.click(f"{FORM} [data-swap]")
    expect(page.locator(TEXT)).to_have_value("Toch maar niet")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    assert Draft.objects.get().body == "Toch maar niet"


def test_logging_out_empties_the_browser(page: Page, address: str) -> None:
    page.goto(address)
    page.type(TEXT, "Bel 06-00123456 dan")
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text(HERE)
    assert stored(page)
    page.click("details.menu summary")
    page.click("details.menu form button")
    expect(page.locator(".you a")).to_be_visible()
    assert stored(page) == []


def test_what_stands_in_the_browser_has_an_end_and_an_owner(
    page: Page, address: str, people: People, log_in: LogIn
) -> None:
    page.goto(address)
    page.type(TEXT, "Bel 06-00123456 dan")
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text(HERE)
    log_in(people.bas)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("")
    assert len(stored(page)) == 1
    page.evaluate(
        "() => { for (const [key, value] of Object.entries(localStorage)) if (key.startsWith('concept:'))"
        " localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), until: Date.now() - 1 })); }"
    )
    page.reload()
    expect(page.locator(TEXT)).to_have_value("")
    assert stored(page) == []


def test_what_was_chosen_behind_more_comes_back(
    page: Page, address: str, problems: list[str]
) -> None:
    """From the site and from this browser, also when nothing but a choice was changed."""
    page.goto(address)
    page.type(TEXT, "Dit denk ik ervan")
    choose(page)
    expect(page.locator(LINE)).to_contain_text(SAVED)
    page.goto(address)
    expect(page.get_by_label("een eigen ervaring")).to_be_checked()
    expect(page.get_by_label("Functie")).to_have_value("wijkverpleegkundige")
    page.get_by_label("Belang").fill("Bel mij: 06-00123456")
    page.locator(TEXT).focus()
    expect(page.locator(LINE)).to_contain_text(HERE)
    assert Draft.objects.get().extras["interest"] == ""
    page.goto(address)
    expect(page.get_by_label("Belang")).to_have_value("Bel mij: 06-00123456")
    page.get_by_label("Belang").fill("Ik werk er")
    page.locator(TEXT).focus()
    expect(page.locator(LINE)).to_contain_text(SAVED)
    assert stored(page) == []
    page.click(POST)
    expect(page.locator("#reacties .comment header")).to_contain_text("belang: Ik werk er")
