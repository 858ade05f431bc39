"""What comes and what is placed stands where the order puts it, under a text and beside it, and the order stays."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import Comment
from tests.browser.focus import Keyboard
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]
PANEL = "#naast-3"
AT = "-stelling-3"
BUTTON = f"{PANEL} .news button"


@pytest.fixture
def article(site: str) -> Article:
    return with_notes()


@pytest.fixture
def people(site: str, log_in: LogIn, problems: list[str]) -> People:
    people = People()
    log_in(people.bas)
    return people


def roots(page: Page, at: str = "") -> list[str]:
    """What the comments say, from the top."""
    words = page.locator(f"#reacties{at} > li > .comment > .words")
    return [words.nth(place).inner_text() for place in range(words.count())]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("oudste", ["Eén", "Twee", "Drie", "Van mij"]),
        ("nieuwste", ["Van mij", "Drie", "Twee", "Eén"]),
        ("meest-beantwoord", ["Twee", "Van mij", "Drie", "Eén"]),
        ("beste", ["Van mij", "Drie", "Twee", "Eén"]),
    ],
)
@pytest.mark.parametrize("chosen", ["in place", "by address"])
def test_ones_own_comment_stands_in_its_place_at_once(
    page: Page,
    site: str,
    article: Article,
    people: People,
    order: str,
    expected: list[str],
    chosen: str,
) -> None:
    for words in ("Eén", "Twee", "Drie"):
        comment = say(people.an, words, under=article)
        if words == "Twee":
            say(people.mo, "Antwoord", under=comment)
    query = f"?volgorde={order}" if chosen == "by address" and order != "oudste" else ""
    page.goto(site + article.get_absolute_url() + query)
    if chosen == "in place":
        page.click(f"#volgorde-{'nieuwste' if order == 'oudste' else order}")
        expect(page.locator("#status")).to_contain_text("Volgorde")
        if order == "oudste":
            page.click("#volgorde-oudste")
            expect(page.locator("#volgorde-oudste")).to_have_attribute("aria-current", "true")
    page.fill("#tekst-nieuw", "Van mij")
    page.focus("#schrijven-nieuw > .buttons button:not([name])")
    page.keyboard.press("Enter")
    Keyboard(page).wait(f"#reactie-{_mine(page)} h3")
    assert roots(page) == expected
    page.reload()
    assert roots(page) == expected, "as a page that is made now"


def _mine(page: Page) -> str:
    expect(page.locator(".comment.arrived")).to_have_count(1)
    return str(Comment.objects.get(body="Van mij").public_id)


@pytest.fixture
def claim(article: Article, people: People) -> Claim:
    claim = claim_of(article)
    for words in ("Eén", "Twee"):
        say(people.an, words, under=claim)
    return claim


def open_panel(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.clock.install()
    page.goto(address)
    expect(page.locator(f"{PANEL} #reacties{AT}")).to_be_visible()


def test_new_comments_beside_a_text(
    page: Page, site: str, article: Article, people: People, claim: Claim
) -> None:
    open_panel(page, f"{site}{article.get_absolute_url()}#stelling-3")
    keyboard = Keyboard(page)
    page.click(f"#volgorde-nieuwste{AT}")
    expect(page.locator(f"#volgorde-nieuwste{AT}")).to_have_attribute("aria-current", "true")
    kees = make_person("Kees")
    for words in ("Drie", "Vier"):
        newest = say(kees, words, under=claim)
    say(kees, "Onder de tekst", under=article)
    top = page.locator(f"#reacties{AT}").bounding_box()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(BUTTON)).to_have_text("Toon 2 nieuwe reacties")
    expect(page.locator("#discussie .news button")).to_have_text("Toon één nieuwe reactie")
    assert page.locator(f"#reacties{AT}").bounding_box() == top, "nothing moved"
    assert roots(page, AT) == ["Twee", "Eén"]
    page.focus(BUTTON)
    page.keyboard.press("Enter")
    keyboard.wait(f"#reactie-{newest.public_id} h3")
    assert roots(page, AT) == ["Vier", "Drie", "Twee", "Eén"]
    expect(page.locator(f"#aantal-reacties{AT}")).to_have_text("4")
    expect(page.locator(BUTTON)).to_be_hidden()
    expect(page.locator("#discussie .news button")).to_be_visible()


def test_two_discussions_on_one_page_say_it_once(
    page: Page, site: str, article: Article, people: People, claim: Claim
) -> None:
    open_panel(page, f"{site}{article.get_absolute_url()}#stelling-3")
    page.evaluate("""() => {
        window.heard = [];
        document.addEventListener("announce", (event) => window.heard.push(event.detail.value));
    }""")
    kees = make_person("Kees")
    for number in range(1, 4):
        say(kees, under=claim)
        say(kees, under=article)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        for button in (BUTTON, "#discussie .news button"):
            expect(page.locator(button)).to_contain_text("één" if number == 1 else str(number))
        page.clock.run_for(5_000)
    assert len(page.evaluate("window.heard")) == 1


def test_the_order_beside_a_text_stays_in_the_address(
    page: Page, site: str, article: Article, people: People, claim: Claim
) -> None:
    address = f"{site}{article.get_absolute_url()}"
    open_panel(page, f"{address}#stelling-3")
    page.click(f"#volgorde-nieuwste{AT}")
    expect(page.locator(f"#volgorde-nieuwste{AT}")).to_have_attribute("aria-current", "true")
    assert page.url == f"{address}?volgorde=nieuwste#stelling-3"
    page.reload()
    expect(page.locator(f"#volgorde-nieuwste{AT}")).to_have_attribute("aria-current", "true")
    assert roots(page, AT) == ["Twee", "Eén"]
    page.fill(f"#tekst-nieuw{AT}", "Van mij")
    page.click(f"#schrijven-nieuw{AT} > .buttons button:not([name])")
    expect(page.locator(f"#reacties{AT} > li").first).to_contain_text("Van mij")
    page.click(f"#volgorde-oudste{AT}")
    expect(page.locator(f"#volgorde-oudste{AT}")).to_have_attribute("aria-current", "true")
    assert page.url == f"{address}#stelling-3"
