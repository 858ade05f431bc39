"""Facing pages: the discussion of a claim beside its passage, by mouse, by keyboard, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.actions import create_person
from accounts.models import User
from articles.models import Article
from discussions.actions.stances import take_stance
from discussions.models import Comment, Stance, StanceValue
from tests.articles.actions.test_carry_passages import SENTENCE
from tests.articles.texts import PAGE, import_text, mark
from tests.browser.focus import Keyboard, heard
from tests.browser.inspection import SETTLE, Inspection
from tests.browser.scene import People, claim_of, discuss, with_notes
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]
PASSWORD = "zeven zwarte zwanen"
NEW = PAGE.replace("tot nu toe weinig", "bijna niets")
NUMBER = "#passage-3-1"
PANEL = "#naast-3"
HEADING = "#stelling-stelling-3"
ADDRESS = "() => location.pathname + location.hash"


@pytest.fixture
def article(page: Page, site: str, problems: list[str]) -> Article:
    found = with_notes()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + found.get_absolute_url())
    return found


def open_it(page: Page) -> Keyboard:
    keyboard = Keyboard(page)
    page.focus(NUMBER)
    page.keyboard.press("Enter")
    keyboard.wait(HEADING)
    return keyboard


def test_opens_beside_its_passage_and_gives_the_focus_back(page: Page, article: Article) -> None:
    path = article.get_absolute_url()
    keyboard = open_it(page)
    assert page.evaluate(ADDRESS) == f"{path}#stelling-3"
    assert heard(page) == ""  # the heading is heard because it has the focus
    text, panel = (
        page.locator(".reading > .text").bounding_box(),
        page.locator(PANEL).bounding_box(),
    )
    assert text is not None
    assert panel is not None
    assert panel["x"] >= text["x"] + text["width"]
    chosen = page.locator("mark.chosen")
    assert chosen.count() == page.locator("mark[data-stellingen~='3']").count() > 0

    page.keyboard.press("Escape")
    keyboard.wait(NUMBER)
    expect(page.locator(PANEL)).to_have_count(0)
    expect(page.locator("mark.chosen")).to_have_count(0)
    assert page.evaluate(ADDRESS) == path

    open_it(page)
    page.focus(f"{PANEL} [data-close]")
    page.keyboard.press("Enter")
    keyboard.wait(NUMBER)

    open_it(page)
    page.focus(f"{PANEL} [data-back]")
    page.keyboard.press("Enter")
    keyboard.wait(NUMBER)
    expect(page.locator(PANEL)).to_be_visible()
    page.keyboard.press("Enter")
    keyboard.wait(HEADING)


def test_going_back_closes_it_and_another_claim_takes_its_place(
    page: Page, article: Article
) -> None:
    page.click(NUMBER)
    expect(page.locator(HEADING)).to_be_focused()
    page.click("#passage-2-1")
    expect(page.locator("#stelling-stelling-2")).to_be_focused()
    expect(page.locator(PANEL)).to_have_count(0)
    page.go_back()
    expect(page.locator(".beside")).to_have_count(0)
    assert page.evaluate(ADDRESS) == article.get_absolute_url()
    page.goto(page.url + "#stelling-3")
    page.reload()
    expect(page.locator(HEADING)).to_be_visible()


def test_words_do_not_move_while_it_opens(page: Page, article: Article) -> None:
    for width in (1440, 1240):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        page.locator(NUMBER).scroll_into_view_if_needed()
        page.evaluate(SETTLE)
        before = page.locator(NUMBER).bounding_box()
        page.click(NUMBER)
        expect(page.locator(HEADING)).to_be_focused()
        after = page.locator(NUMBER).bounding_box()
        assert before is not None
        assert after is not None
        assert abs(after["y"] - before["y"]) <= 2, width
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        expect(page.locator(PANEL)).to_have_count(0)


def test_stances_and_comments_work_inside_it(page: Page, article: Article, log_in: LogIn) -> None:
    people = People()
    claim = claim_of(article)
    log_in(people.bas)
    page.reload()
    open_it(page)
    page.click(f"{PANEL} .choices .eens")
    expect(page.locator(f"{PANEL} .choices .eens")).to_have_attribute("aria-pressed", "true")
    assert Stance.objects.get(person=people.bas).claim_id == claim.pk
    page.fill("#tekst-nieuw-stelling-3", "Dat herken ik.")
    page.click(f"{PANEL} .composer button:not([name])")
    expect(page.locator(f"{PANEL} .comment .words")).to_have_text("Dat herken ik.")
    expect(page.locator(f"{PANEL} .comment h3")).to_be_focused()
    expect(page.locator("#aantal-reacties-stelling-3")).to_have_text("1")
    expect(page.locator("#aantal-reacties")).to_have_text("0")
    assert Comment.objects.get().thread.claim_id == claim.pk
    page.fill("#tekst-nieuw-stelling-3", "Nog niet af")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    page.click(NUMBER)
    expect(page.locator("#tekst-nieuw-stelling-3")).to_have_value("Nog niet af")
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map(part => part.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("way", [".gate a", ".stance .eens"])
def test_a_visitor_comes_back_to_the_spread_after_logging_in(
    page: Page, site: str, article: Article, way: str
) -> None:
    create_person(email="bas@example.org", display_name="Bas", password=PASSWORD)
    page.context.route("**/plek/", lambda route: route.fulfill(status=204))
    open_it(page)
    page.click(f"{PANEL} {way}")
    page.fill("input[name=login]", "bas@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(f"{site}{article.get_absolute_url()}#stelling-3")
    Keyboard(page).wait(HEADING)
    expect(page.locator(f"{PANEL} .composer textarea").first).to_be_visible()


def test_a_stance_on_former_words_is_drawn_in_the_sheet_as_on_its_page(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    version = import_text()
    claim, bas = mark(version, SENTENCE), make_person("Bas")
    take_stance(person=bas, claim=claim, value=StanceValue.AGREE)
    import_text(NEW)
    log_in(bas)
    page.set_viewport_size({"width": 1440, "height": 900})
    drawn = []
    spread = f"{version.article.get_absolute_url()}#stelling-{claim.number}"
    for address in (claim.get_absolute_url(), spread):
        page.goto(site + address)
        expect(page.locator(".given-on ins").first).to_be_visible()
        drawn.append(
            page.evaluate(
                "['.given-on', '.given-on ins', '.given-on del', '.given-on .differs'].map(part => {"
                "  const style = getComputedStyle(document.querySelector(part));"
                "  return [style.borderLeftWidth, style.textDecorationLine, style.backgroundColor,"
                "    style.fontFamily];"
                "})"
            )
        )
    assert drawn[0] == drawn[1]
    assert drawn[0][0][0] == "2px"


def test_press_on_words_of_several_claims_asks_which(
    page: Page, site: str, article: Article
) -> None:
    version = article.current_version
    assert version is not None
    passage = version.passages.get(claim__number=3, ordinal=1)
    number = mark(version, passage.exact).number
    page.reload()
    page.locator(f"mark[data-stellingen='3 {number}']").first.click()
    expect(page.locator("[data-which]")).to_be_visible()
    expect(page.locator("[data-which] a.nr").first).to_be_focused()
    assert page.locator("[data-which] li").count() == 2
    page.keyboard.press("Escape")
    expect(page.locator("[data-which]")).to_be_hidden()
    page.locator(f"mark[data-stellingen='3 {number}']").first.click()
    page.locator("[data-which] a.nr").last.click()
    expect(page.locator(f"#stelling-stelling-{number}")).to_be_focused()
    expect(page.locator("[data-which]")).to_be_hidden()


def test_on_a_narrow_screen_the_number_is_a_link(page: Page, article: Article) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.click(NUMBER)
    page.wait_for_url(f"**{claim_of(article).get_absolute_url()}")


def test_without_javascript_the_number_is_a_link(browser: Browser, site: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    plain = context.new_page()
    article = with_notes()
    plain.goto(site + article.get_absolute_url())
    plain.click(NUMBER)
    plain.wait_for_url(f"**{claim_of(article).get_absolute_url()}")
    expect(plain.locator("#discussie")).to_be_visible()
    context.close()


def test_axe_on_facing_pages(inspection: Inspection, page: Page, log_in: LogIn) -> None:
    people, article = People(), with_notes()
    discuss(people, claim_of(article), roots=4)
    say(people.an, under=article)
    for person in (None, people.bas):
        log_in(person)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(inspection.site + article.get_absolute_url())
        page.click(NUMBER)
        expect(page.locator(HEADING)).to_be_focused()
        inspection.look(f"facing pages, {person}")


def test_an_address_that_names_a_claim_opens_at_its_passage(
    page: Page, site: str, problems: list[str]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    article = with_notes()
    last = article.claims.order_by("number").last()
    assert last is not None
    page.goto(f"{site}{article.get_absolute_url()}#stelling-{last.number}")
    expect(page.locator(f"#stelling-stelling-{last.number}")).to_be_visible()
    expect(page.locator(f".text a.nr[data-stelling='{last.number}']").first).to_be_in_viewport()
