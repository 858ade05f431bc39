"""What a reader does with a text: notes in the margin, larger letters, a picture enlarged, reading on."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Reading
from tests.articles.rich import ALT, CAPTION, import_rich
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes

LogIn = Callable[[User | None], None]


def test_a_note_stands_beside_its_line_where_there_is_room(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + import_rich().article.get_absolute_url())
    for number in (1, 2):
        expect(page.locator(f"#noot-{number}.in-margin")).to_be_visible()
        note = page.locator(f"#noot-{number}").bounding_box()
        line = page.locator(f"#noot-ref-{number}").bounding_box()
        text = page.locator(".reading > .text").bounding_box()
        assert note is not None
        assert line is not None
        assert text is not None
        assert note["x"] >= text["x"] + text["width"]
        assert abs(note["y"] - line["y"]) < 40
    page.click("#noot-ref-1")
    expect(page.locator("#noot-1")).to_be_in_viewport()
    page.click("#noot-1 .back")
    assert page.url.endswith("#noot-ref-1")
    assert page.locator("#noot-1").count() == 1
    page.set_viewport_size({"width": 1100, "height": 900})
    expect(page.locator(".notes .in-margin")).to_have_count(0)
    expect(page.locator(".notes h2")).to_be_visible()


def test_a_picture_opens_in_a_dialog_that_gives_the_focus_back(page: Page, site: str) -> None:
    page.goto(site + import_rich().article.get_absolute_url())
    page.focus("[data-enlarge]")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.enlarged")
    expect(dialog.locator("button")).to_be_focused()
    expect(dialog.locator("img")).to_have_attribute("alt", ALT)
    expect(dialog.locator(".caption")).to_have_text(CAPTION)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-enlarge]")).to_be_focused()


def test_the_size_of_the_text_is_remembered_before_anything_is_drawn(page: Page, site: str) -> None:
    page.goto(site + with_notes().get_absolute_url())
    size = "getComputedStyle(document.querySelector('.reading .text')).fontSize"
    normal = float(page.evaluate(size).removesuffix("px"))
    page.click("[data-text-sizes] [value=largest]")
    largest = float(page.evaluate(size).removesuffix("px"))
    assert largest > normal * 1.25
    page.reload()
    assert float(page.evaluate(size).removesuffix("px")) == largest
    expect(page.locator("[value=largest]")).to_have_attribute("aria-pressed", "true")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert not page.context.cookies()


def test_marks_are_read_aloud_only_when_asked(page: Page, site: str) -> None:
    page.goto(site + with_notes().get_absolute_url())
    begin = page.locator(".text .spoken").first
    expect(begin).to_be_hidden()
    page.get_by_role("button", name="Markeringen voorlezen").click()
    assert begin.evaluate("part => getComputedStyle(part).display") != "none"
    page.reload()
    expect(page.get_by_role("button", name="Markeringen voorlezen")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_member_is_offered_to_read_on_and_is_never_moved(
    page: Page, site: str, log_in: LogIn
) -> None:
    people, article = People(), import_rich().article
    log_in(people.bas)
    page.context.unroute("**/plek/")
    page.goto(site + article.get_absolute_url())
    expect(page.locator(".resume")).to_have_count(0)
    with page.expect_response("**/plek/") as sent:
        page.locator("table.data").evaluate("part => part.scrollIntoView({block: 'start'})")
    assert sent.value.status == 204
    assert Reading.objects.get(person=people.bas).position > 3
    page.goto(site + "/huisregels/")
    page.goto(site + article.get_absolute_url())
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".resume a")).to_be_visible()
    page.click(".resume a")
    assert page.evaluate("scrollY") > 0


def test_axe_on_every_kind_of_block(inspection: Inspection, page: Page) -> None:
    article = import_rich().article
    inspection.visit(article.get_absolute_url(), public=True)
    page.click("[data-enlarge]")
    expect(page.locator("dialog.enlarged")).to_be_visible()
    inspection.look("a picture, enlarged")
    page.keyboard.press("Escape")
    page.click("[value=largest]")
    inspection.look("the largest text")
    page.evaluate("localStorage.clear()")
    series = with_notes().series
    assert series is not None
    inspection.visit(reverse("series", args=[series.slug]), public=True)
