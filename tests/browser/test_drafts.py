"""Nothing typed is lost, where a browser is what matters: pauses, two windows, no network, a crash."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Draft
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
FORM = "#schrijven-nieuw"
TEXT = "#tekst-nieuw"
LINE = f"{FORM} [data-line]"
POST = f"{FORM} > .buttons button:not([name])"
SAVED = "Bewaard als concept om"
HERE = "staat alleen in deze browser"


@pytest.fixture
def article(site: str) -> Article:
    return with_notes()


@pytest.fixture
def people(site: str, log_in: LogIn) -> People:
    people = People()
    log_in(people.an)
    return people


@pytest.fixture
def address(site: str, article: Article, people: People) -> str:
    return site + article.get_absolute_url()


@pytest.fixture
def bodies(page: Page) -> list[str]:
    """Every text that left the browser."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.post_data:
            found.extend(parse_qs(request.post_data).get("body", []))

    page.on("request", note)
    return found


def stored(page: Page) -> list[dict[str, Any]]:
    """What stands in this browser."""
    found = page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.startsWith('concept:'))"
        ".map(([, value]) => value)"
    )
    return [json.loads(each) for each in found]


def other_window(page: Page, address: str) -> Page:
    other = page.context.new_page()
    other.goto(address)
    return other


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


def choose(page: Page) -> None:
    page.click(f"{FORM} .extras > summary")
    page.get_by_label("een eigen ervaring").check()
    page.get_by_label("Functie").fill("wijkverpleegkundige")
    page.get_by_label("iedereen").check()


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


def test_each_of_two_texts_keeps_its_own_choices(page: Page, address: str) -> None:
    page.goto(address)
    other = other_window(page, address)
    choose(other)
    other.type(TEXT, "Van het nieuwe venster")
    other.locator(TEXT).blur()
    expect(other.locator(LINE)).to_contain_text(SAVED)
    page.type(TEXT, "Van het oude venster")
    expect(page.locator(LINE)).to_contain_text("In een ander venster schreef je")
    page.click(f"{FORM} [data-swap]")
    expect(page.get_by_label("een eigen ervaring")).to_be_checked()
    expect(page.get_by_label("Functie")).to_have_value("wijkverpleegkundige")
    page.click(f"{FORM} [data-swap]")
    expect(page.get_by_label("geen van beide")).to_be_checked()
    expect(page.get_by_label("Functie")).to_have_value("")


def test_a_number_or_an_address_never_leaves_the_browser_unasked(
    page: Page, address: str, bodies: list[str], problems: list[str]
) -> None:
    page.goto(address)
    page.type(TEXT, "Bel mijn client op 06-00123456", delay=40)
    expect(page.locator(TEXT)).to_be_focused()
    page.wait_for_timeout(6000)  # longer than any pause after which it would have gone
    page.type(TEXT, " of mail jan@voorbeeld.example", delay=40)
    page.wait_for_timeout(3000)
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


def test_the_older_window_is_told_and_both_texts_stay(
    page: Page, address: str, problems: list[str], inspection: Inspection
) -> None:
    page.goto(address)
    other = other_window(page, address)
    other.type(TEXT, "Van het nieuwe venster")
    expect(other.locator(LINE)).to_contain_text(SAVED)
    page.type(TEXT, "Van het oude venster")
    expect(page.locator(LINE)).to_contain_text("In een ander venster schreef je")
    expect(page.locator("#andere-nieuw")).to_have_value("Van het nieuwe venster")
    inspection.look("two windows")
    page.type(TEXT, " nog meer")
    page.locator(TEXT).blur()
    assert Draft.objects.get().body == "Van het nieuwe venster"
    page.click(f"{FORM} [data-swap]")
    expect(page.locator(TEXT)).to_have_value("Van het nieuwe venster")
    expect(page.locator("#andere-nieuw")).to_have_value("Van het oude venster nog meer")
    page.click(f"{FORM} [data-swap]")
    expect(page.locator(TEXT)).to_have_value("Van het oude venster nog meer")
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text(SAVED)


def test_keeping_ones_own_text_keeps_the_other_too(page: Page, address: str) -> None:
    page.goto(address)
    other = other_window(page, address)
    other.type(TEXT, "Van het nieuwe venster")
    expect(other.locator(LINE)).to_contain_text(SAVED)
    page.type(TEXT, "Van het oude venster")
    page.click(f"{FORM} [data-stay]")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    draft = Draft.objects.get()
    assert (draft.body, draft.former_body) == ("Van het oude venster", "Van het nieuwe venster")


def test_a_lost_network(page: Page, address: str, context: BrowserContext) -> None:
    """The words stay in the form, are there after loading again, and are placed once."""
    page.goto(address)
    page.focus(TEXT)
    context.set_offline(True)
    page.type(TEXT, "Geschreven in de trein")
    page.click(POST)
    expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    expect(page.locator(TEXT)).to_have_value("Geschreven in de trein")
    context.set_offline(False)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Geschreven in de trein")
    expect(page.locator(LINE)).to_contain_text("staat klaar")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Geschreven in de trein")
    assert Comment.objects.count() == 1
    assert stored(page) == []


def test_a_page_made_just_before_the_draft_arrived(page: Page, address: str) -> None:
    """The draft reaches the site while a page that does not know it yet is on its way."""
    page.goto(address)
    held: list[Route] = []
    page.route("**/reacties/", lambda route: held.append(route))
    page.type(TEXT, "Op het laatste moment")
    with page.expect_request("**/reacties/"):
        page.locator(TEXT).blur()

    def after_the_draft(route: Route) -> None:
        made_before = route.fetch()
        held[0].fulfill(response=held[0].fetch())
        page.wait_for_timeout(300)
        route.fulfill(response=made_before)

    page.route(address, after_the_draft)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Op het laatste moment")
    assert Draft.objects.get().body == "Op het laatste moment"


def test_an_answer_that_never_arrived(page: Page, address: str) -> None:
    """The site placed it, the browser did not hear so: it asks, and does not offer it again."""
    page.goto(address)

    def swallow(route: Any) -> None:
        if "HX-Request" in str(route.request.headers) or route.request.headers.get("hx-request"):
            route.fetch()
            route.abort()
        else:
            route.abort()

    page.route("**/reacties/", swallow)
    page.fill(TEXT, "Kwam dit aan?")
    page.click(POST)
    expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    page.unroute("**/reacties/")
    page.goto(address)
    expect(page.locator("#reacties")).to_contain_text("Kwam dit aan?")
    expect(page.locator(LINE)).to_contain_text("is geplaatst")
    expect(page.locator(TEXT)).to_have_value("")
    assert Comment.objects.count() == 1


def test_a_browser_that_crashes(
    page: Page, address: str, context: BrowserContext, browser: Browser
) -> None:
    """With the site out of reach: all there is, is what the browser wrote down."""
    page.goto(address)
    page.route("**/reacties/", lambda route: route.abort())
    page.type(TEXT, "Nog niet klaar met den")
    expect(page.locator(LINE)).to_contain_text("niet te bereiken")
    state = context.storage_state()
    context.close()
    restarted = browser.new_context(storage_state=state, locale="nl-NL")
    fresh = restarted.new_page()
    fresh.goto(address)
    expect(fresh.locator(TEXT)).to_have_value("Nog niet klaar met den")
    expect(fresh.locator(LINE)).to_be_visible()
    expect(fresh.locator(LINE)).to_contain_text(SAVED)
    assert Draft.objects.get().body == "Nog niet klaar met den"
    restarted.close()


def test_an_error_in_the_page(page: Page, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_fields: Any) -> None:
        raise RuntimeError("broken")

    page.goto(address)
    with monkeypatch.context() as broken:
        broken.setattr("discussions.views.writing.post_comment", fail)
        page.fill(TEXT, "Dit ging mis")
        page.click(POST)
        expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Dit ging mis")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Dit ging mis")
    assert Comment.objects.count() == 1


def test_an_expired_session_in_the_page(
    page: Page, address: str, people: People, log_in: LogIn
) -> None:
    page.goto(address)
    page.context.clear_cookies(name="sessionid")
    page.fill(TEXT, "Te lang nagedacht")
    page.click(POST)
    expect(page.locator("h2", has_text="Je bent uitgelogd")).to_be_focused()
    expect(page.locator(TEXT)).to_have_value("Te lang nagedacht")
    log_in(people.an)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Te lang nagedacht")


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


@pytest.fixture
def two_clicks(page: Page) -> Iterator[None]:
    yield
    assert Comment.objects.count() == 1


def test_a_double_click(page: Page, address: str, two_clicks: None) -> None:
    page.goto(address)
    page.fill(TEXT, "Eén keer is genoeg")
    page.locator(POST).dblclick()
    expect(page.locator("#reacties")).to_contain_text("Eén keer is genoeg")
    page.wait_for_timeout(500)
