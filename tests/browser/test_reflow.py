"""Every kind of page that people read fits its screen: the narrowest, and a phone with letters twice
as large. And what belongs on one line stands on one line."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from articles.actions.read_later import keep_for_later
from articles.models import Article
from articles.models.source import Display
from tests.articles.rich import import_rich
from tests.browser.inspection import SETTLE, TOO_WIDE
from tests.browser.scene import People, claim_of, discuss, take_stances, with_notes
from tests.factories import make_article, make_person
from tests.own_texts import OPEN, bring_in, claim_at
from tests.pages.test_withdrawn import withdraw

LogIn = Callable[[User | None], None]
ENLARGE = "percent => { document.documentElement.style.fontSize = `${percent}%` }"
NEEDED = "document.documentElement.scrollWidth"
LINES_OF = """part => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const words = [...range.getClientRects()].filter(box => box.height > 8 && box.width > 1);
    return new Set(words.map(box => Math.round(box.top + box.height / 2))).size;
}"""


def kinds_of_page(people: People) -> dict[str, str]:
    """The address of each, with something in it."""
    article = with_notes()
    claim = claim_of(article)
    discussion = discuss(people, article, roots=5)
    take_stances(claim, 6)
    keep_for_later(person=people.bas, article=article)
    excerpt = bring_in(display=Display.EXCERPT)
    claim_at(excerpt, OPEN, "Kort overleg is genoeg.")
    bring_in(display=Display.EXCERPT, replaced=("vier minuten", "vijf hele minuten"))
    gone = make_article()
    withdraw(gone)
    series = Article.objects.exclude(series=None)[0].series
    assert series is not None
    return {
        "overview": "/",
        "overview, narrowed": "/?bron=onbekend",
        "article": article.get_absolute_url(),
        "article with a claim beside it": f"{article.get_absolute_url()}#stelling-3",
        "article with everything": import_rich().article.get_absolute_url(),
        "article without claims": make_article().get_absolute_url(),
        "excerpt": excerpt.get_absolute_url(),
        "withdrawn": gone.get_absolute_url(),
        "versions": reverse("versions", args=[excerpt.slug]),
        "difference": reverse("difference", args=[excerpt.slug, 1, 2]),
        "series": reverse("series", args=[series.slug]),
        "claim": claim.get_absolute_url(),
        "claims": reverse("claims"),
        "search": "/zoeken/",
        "search, hits": "/zoeken/?q=samenwerking",
        "search, a slip": "/zoeken/?q=samenwerkng",
        "search, nothing": "/zoeken/?q=xqzkwv",
        "kept for later": "/later-lezen/",
        "discussion": reverse("article_comments", args=[article.slug]),
        "comment": discussion.deepest.get_absolute_url(),
        "messages": "/berichten/",
        "house rules": "/huisregels/",
        "about": "/over/",
        "not found": "/bestaat-niet/",
    }


def test_no_kind_of_page_scrolls_sideways(page: Page, site: str, log_in: LogIn) -> None:
    people = People()
    pages = kinds_of_page(people)
    log_in(people.bas)
    found = []
    for name, address in pages.items():
        page.goto(site + address)
        for width, percent in ((320, 100), (360, 200), (640, 200)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(ENLARGE, percent)
            page.evaluate(SETTLE)
            if page.evaluate(NEEDED) > width:
                found.append(f"{name}: {width} at {percent}: {page.evaluate(TOO_WIDE, width)}")
    assert found == []


@pytest.mark.parametrize("width", [768, 1280])
def test_what_one_can_do_with_an_article_stands_on_one_line(
    page: Page, site: str, log_in: LogIn, width: int
) -> None:
    log_in(make_person())
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + with_notes().get_absolute_url())
    page.wait_for_selector("[data-text-sizes]:not([hidden])")
    boxes = [part.bounding_box() for part in page.locator(".under-title > *").all()]
    middles = {round(box["y"] + box["height"] / 2) for box in boxes if box}
    assert len(boxes) >= 2
    assert max(middles) - min(middles) <= 1


@pytest.mark.parametrize("width", [1280, 1600])
def test_each_answer_beside_a_text_stands_on_one_line(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}{with_notes().get_absolute_url()}#stelling-3")
    page.wait_for_selector(".beside .choices button")
    for answer in page.locator(".beside .choices button").all():
        # The shape stands above its word.
        assert answer.evaluate(LINES_OF) == 2, answer.inner_text()
