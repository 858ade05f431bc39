"""The second look in the browser: the same rules, before anything is sent."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, SecondLookCount
from discussions.second_look import look
from tests.browser.focus import Keyboard
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes
from tests.discussions.second_look.examples import examples

LogIn = Callable[[User | None], None]
FORM = "#schrijven-nieuw"
TEXT = "#tekst-nieuw"
PAUSE = f"{FORM} .second-look"
FINDS = """async (texts) => {
    const rules = document.querySelector("[data-second-look]").dataset.secondLook;
    const { load, look } = await import(document.querySelector("script[src*='second-look']").src);
    await load(rules);
    return texts.map((text) => look(text).map((find) => [find.kind, find.text]));
}"""


def open_article(page: Page, site: str, log_in: LogIn) -> tuple[People, Article]:
    people, article = People(), with_notes()
    log_in(people.an)
    page.goto(site + article.get_absolute_url())
    return people, article


def test_the_browser_finds_what_the_server_finds(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    open_article(page, site, log_in)
    texts = [each.text for each in examples()]
    texts += ["😀 Bel 06-00123456 😀 of schrijf an@voorbeeld.example", "Haar bsn is 10000008."]
    here = [[[find.kind, text[find.start : find.end]] for find in look(text)] for text in texts]
    assert page.evaluate(FINDS, texts) == here


def test_nothing_leaves_the_browser_before_the_person_decides(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    open_article(page, site, log_in)
    keyboard = Keyboard(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    with page.expect_response("**/second-look-rules*.json"):
        page.focus(TEXT)
    keyboard.type("Bel mijn cliënt op 06-00123456.")
    keyboard.tab_to(f"{FORM} button:not([name])")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PAUSE} h3")).to_be_focused()
    expect(page.locator(f"{PAUSE} li:visible")).to_have_count(1)
    expect(page.locator(f"{PAUSE} li:visible q")).to_have_text("06-00123456")
    # Its beginning may have gone as a draft, when the typing took long.
    assert [each for each in sent if "06" in each.partition("body=")[2].partition("&")[0]] == []
    keyboard.look()

    # Changed: placed at once, and counted as changed.
    keyboard.tab_to(f"{PAUSE} a")
    page.keyboard.press("Enter")
    keyboard.wait(TEXT)
    page.fill(TEXT, "Bel mij niet, kom langs.")
    keyboard.tab_to(f"{FORM} > .buttons button:not([name])")
    page.keyboard.press("Enter")
    expect(page.locator("#reacties")).to_contain_text("Bel mij niet, kom langs.")
    counted = SecondLookCount.objects.get()
    assert (counted.kind, counted.paused, counted.kept) == ("phone", 1, 0)


def test_placing_it_as_it_is(page: Page, site: str, log_in: LogIn, problems: list[str]) -> None:
    open_article(page, site, log_in)
    with page.expect_response("**/second-look-rules*.json"):
        page.focus(TEXT)
    page.fill(TEXT, "Jij bent een idioot, zei hij, en mail naar an@voorbeeld.example.")
    page.click(f"{FORM} > .buttons button:not([name])")
    expect(page.locator(f"{PAUSE} li:visible")).to_have_count(2)
    page.click(f"{PAUSE} [name=toch]")
    expect(page.locator("#reacties")).to_contain_text("Jij bent een idioot, zei hij")
    assert Comment.objects.get().body.endswith("an@voorbeeld.example.")
    assert {row.kind: row.kept for row in SecondLookCount.objects.all()} == {
        "attack": 1,
        "email": 1,
    }


def test_without_the_rules_the_server_looks(page: Page, site: str, log_in: LogIn) -> None:
    page.route("**/second-look-rules*.json", lambda route: route.abort())
    open_article(page, site, log_in)
    page.fill(TEXT, "Bel 06-00123456.")
    page.click(f"{FORM} > .buttons button:not([name])")
    expect(page.locator(f"{PAUSE} h3")).to_be_focused()
    assert not Comment.objects.exists()
    expect(page.locator(TEXT)).to_have_value("Bel 06-00123456.")


def test_axe_on_the_pause(
    page: Page, site: str, log_in: LogIn, inspection: Inspection, problems: list[str]
) -> None:
    open_article(page, site, log_in)
    page.fill(TEXT, "Jij bent een idioot, geboren op 3 mei 1984, Kerkstraat 12.")
    page.click(f"{FORM} > .buttons button:not([name])")
    expect(page.locator(f"{PAUSE} h3")).to_be_focused()
    inspection.look("second look")
