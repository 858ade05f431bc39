"""Nothing typed is lost between a question to the site and its answer: each is held here until that moment."""

from playwright.sync_api import Page, Route, expect

from articles.models import Article
from discussions.models import Comment, Draft
from tests.browser.drafts.form import FORM, LINE, POST, SAVED, TEXT, stored
from tests.browser.held import Held
from tests.browser.scene import People
from tests.factories import say

COMMENTS = "**/reacties/"
PREVIEW = f"{FORM} button[name=preview]"
OTHER_WINDOW = "In een ander venster"


def test_a_page_made_just_before_the_draft_arrived(page: Page, address: str) -> None:
    """The draft reaches the site while a page that does not know it yet is on its way."""
    page.goto(address)
    draft = Held(page, COMMENTS)
    page.type(TEXT, "Op het laatste moment")
    page.locator(TEXT).blur()
    draft.wait()

    def after_the_draft(route: Route) -> None:
        made_before = route.fetch()
        with page.expect_event("requestfinished"):
            draft.let_go()
        route.fulfill(response=made_before)

    page.route(address, after_the_draft)
    page.goto(address)
    expect(page.locator(TEXT)).to_have_value("Op het laatste moment")
    assert Draft.objects.get().body == "Op het laatste moment"


def test_going_on_after_placing(page: Page, address: str, problems: list[str]) -> None:
    """What is typed while a comment is being placed is the beginning of the next one."""
    page.goto(address)
    placing = Held(page, COMMENTS, by_htmx=True)
    page.fill(TEXT, "Dit is klaar.")
    page.click(POST)
    placing.wait()
    page.type(TEXT, " En nog iets")
    placing.let_go()
    expect(page.locator("#reacties")).to_contain_text("Dit is klaar.")
    expect(page.locator(TEXT)).to_have_value("En nog iets")
    expect(page.locator(TEXT)).to_be_focused()
    page.keyboard.type(" anders")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    assert Comment.objects.get().body == "Dit is klaar."
    assert Draft.objects.get().body == "En nog iets anders"
    assert stored(page) == []


def test_going_on_after_answering(
    page: Page, address: str, article: Article, people: People, problems: list[str]
) -> None:
    """The form of an answer goes away; what was typed into it since is there when it opens again."""
    root = say(people.bas, under=article)
    page.goto(address)
    page.click(f"#antwoorden-{root.public_id}")
    field = f"#tekst-{root.public_id}"
    placing = Held(page, "**/beantwoorden/**", by_htmx=True)
    page.fill(field, "Dit is klaar.")
    page.click(f"#schrijven-{root.public_id} > .buttons button:not([name])")
    placing.wait()
    page.type(field, " En nog iets")
    placing.let_go()
    expect(page.locator(f"#onder-{root.public_id}")).to_contain_text("Dit is klaar.")
    page.click(f"#antwoorden-{root.public_id}")
    expect(page.locator(field)).to_have_value("En nog iets")


def test_going_on_while_the_preview_comes(page: Page, address: str, problems: list[str]) -> None:
    page.goto(address)
    page.click(f"{FORM} .extras > summary")
    preview = Held(page, COMMENTS, by_htmx=True)
    page.fill(TEXT, "Eerst dit")
    page.click(PREVIEW)
    preview.wait()
    page.focus(TEXT)
    page.keyboard.press("Home")
    page.keyboard.type("Nee: ")
    preview.let_go()
    expect(page.locator(f"{FORM} .preview .words")).to_have_text("Eerst dit")
    expect(page.locator(TEXT)).to_be_focused()
    expect(page.locator("#status")).to_have_text("Zo komt je reactie eruit te zien")
    page.keyboard.type("toch ")
    expect(page.locator(TEXT)).to_have_value("Nee: toch Eerst dit")


def test_a_preview_while_the_draft_is_on_its_way(
    page: Page, address: str, problems: list[str]
) -> None:
    """The draft that the earlier form sent is no other window's."""
    page.goto(address)
    page.click(f"{FORM} .extras > summary")
    draft = Held(page, COMMENTS, by_htmx=False)
    page.type(TEXT, "Eerst dit")
    page.click(PREVIEW)
    draft.wait()
    expect(page.locator(f"{FORM} .preview h3")).to_be_focused()
    draft.let_go()
    page.focus(TEXT)
    page.keyboard.press("End")
    page.keyboard.type(" en dan dat")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    expect(page.locator(f"{FORM} [data-other]")).to_be_hidden()
    assert Draft.objects.get().body == "Eerst dit en dan dat"
    assert stored(page) == []


def test_a_draft_of_which_the_answer_got_lost(page: Page, address: str) -> None:
    """The site kept it, the browser did not hear so; what is typed next belongs to the same text."""
    page.goto(address)

    def swallow(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(COMMENTS, swallow)
    page.type(TEXT, "Eerst dit")
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text("niet te bereiken")
    page.unroute(COMMENTS)
    page.type(TEXT, " en dan dat")
    page.locator(TEXT).blur()
    expect(page.locator(LINE)).to_contain_text(SAVED)
    assert Draft.objects.get().body == "Eerst dit en dan dat"


def test_throwing_away_what_is_on_its_way(page: Page, address: str) -> None:
    page.goto(address)
    page.type(TEXT, "Toch maar niet")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    draft = Held(page, COMMENTS)
    page.type(TEXT, ", of wel")
    page.click(f"{FORM} [data-discard]")
    draft.wait()
    draft.let_go()
    expect(page.locator(LINE)).to_contain_text("Weggegooid")
    expect(page.locator(TEXT)).to_have_value("")
    page.wait_for_load_state("networkidle")
    assert not Draft.objects.exists()
    expect(page.locator(f"{FORM} [data-other] textarea")).to_have_value("Toch maar niet, of wel")


def test_typing_while_it_is_asked_whether_it_was_placed(page: Page, address: str) -> None:
    page.goto(address)
    page.route(COMMENTS, lambda route: route.abort())
    page.fill(TEXT, "Geschreven in de trein")
    page.click(POST)
    expect(page.locator("#status")).to_contain_text("Je tekst staat er nog")
    page.unroute(COMMENTS)
    question = Held(page, "**/geplaatst/*/")
    page.goto(address)
    question.wait()
    page.type(TEXT, "Opnieuw begonnen")
    question.let_go()
    expect(page.locator("#andere-nieuw")).to_have_value("Geschreven in de trein")
    expect(page.locator(TEXT)).to_have_value("Opnieuw begonnen")


def test_logging_out_while_a_draft_is_on_its_way(page: Page, address: str) -> None:
    page.goto(address)
    draft = Held(page, COMMENTS)
    page.type(TEXT, "Eerst dit")
    page.locator(TEXT).blur()
    draft.wait()
    page.type(TEXT, " en dan dat")
    page.click("details.menu summary")
    page.click("details.menu form button")
    expect(page.locator(".you a")).to_be_visible()
    assert stored(page) == []


def test_leaving_the_text_while_a_draft_is_on_its_way(page: Page, address: str) -> None:
    """Nobody types any more, so a text that ends in a number is not half a number."""
    page.goto(address)
    draft = Held(page, COMMENTS)
    page.type(TEXT, "Dat was in")
    page.locator(TEXT).blur()
    draft.wait()
    page.type(TEXT, " 2019")
    page.locator(TEXT).blur()
    draft.let_go()
    page.wait_for_load_state("networkidle")
    expect(page.locator(LINE)).to_contain_text(SAVED)
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Dat was in 2019")
    assert Draft.objects.get().body == "Dat was in 2019"
