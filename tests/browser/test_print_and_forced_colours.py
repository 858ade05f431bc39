"""On paper, in the colours someone chose for the whole machine, and without movement."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.pdf import words_of_pdf
from tests.browser.scene import People, claim_of, take_stances, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
STYLE = "(part, [name, pseudo]) => getComputedStyle(part, pseudo)[name]"


def style(page: Page, selector: str, name: str, pseudo: str | None = None) -> str:
    found: str = page.locator(selector).first.evaluate(STYLE, [name, pseudo])
    return found


def test_print_keeps_text_and_numbers_only(page: Page, site: str, log_in: LogIn) -> None:
    people, article = People(), with_notes()
    say(people.an, "Dit hoort erbij.", under=article)
    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    page.emulate_media(media="print")
    for chrome in (
        ".sections",
        ".find",
        ".keep",
        ".you",
        ".foot",
        ".skip",
        ".share",
        ".acts",
        ".composer",
    ):
        expect(page.locator(chrome).first).to_be_hidden()
    for kept in ("h1", ".text p .nr", "mark", ".outcomes h2", ".notes li", ".comment .words"):
        expect(page.locator(kept).first).to_be_visible()
    assert style(page, ".text p .nr", "borderTopStyle") == "solid"
    assert style(page, ".text mark", "textDecorationLine") == "underline"
    assert page.locator(".contents ol >> visible=true").count() == 0


def test_printed_sheet_ends_with_the_claims_and_what_people_think(
    page: Page, site: str, tmp_path: Path
) -> None:
    article = with_notes()
    take_stances(claim_of(article, 3), 7)
    take_stances(claim_of(article, 5), 3)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + article.get_absolute_url())
    file = tmp_path / "blad.pdf"
    page.pdf(path=file, format="A4")
    printed = words_of_pdf(file)
    assert "De stellingen en wat mensen ervan vinden" in printed
    assert "3 eens · 2 hangt ervan af · 2 oneens" in printed
    assert "3 mensen namen een standpunt in." in printed  # too few to say which
    assert "1 eens" not in printed
    assert f"/artikelen/{article.slug}/" in printed
    assert "Afgedrukt op " + date_format(timezone.localdate(), "j F Y") in printed
    for chrome in ("Verberg de markeringen", "Tekstgrootte", "Inloggen", "Artikel delen"):
        assert chrome not in printed


def test_print_of_a_dark_screen_is_black_on_white(page: Page, site: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(site + with_notes().get_absolute_url())
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, "body", "color") == "rgb(0, 0, 0)"


def test_forced_colours_keep_lines_borders_and_what_is_pressed(
    page: Page, site: str, log_in: LogIn
) -> None:
    people, article = People(), with_notes()
    log_in(people.bas)
    page.emulate_media(forced_colors="active")
    page.goto(site + article.get_absolute_url())
    assert style(page, ".text mark", "textDecorationLine") == "underline"
    for control in (".composer .button", ".composer .button.quiet", ".composer textarea"):
        assert style(page, control, "borderTopStyle") == "solid", control
        assert style(page, control, "borderTopWidth") != "0px", control
    page.focus(".composer textarea")
    assert style(page, ".composer textarea", "outlineStyle") == "solid"

    page.goto(site + claim_of(article).get_absolute_url())
    page.click("#standpunt-agree")
    page.wait_for_selector("#standpunt-agree[aria-pressed=true]")
    pressed = style(page, "#standpunt-agree", "backgroundColor")
    assert pressed != style(page, "#standpunt-disagree", "backgroundColor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_marked_words_legible(
    page: Page, site: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(site + with_notes().get_absolute_url())
    words = style(page, ".text p", "color")
    assert words != style(page, "body", "backgroundColor")
    assert style(page, ".text mark", "color") == words
    assert style(page, ".text .nr", "borderTopStyle") == "solid"


def test_reduced_motion_moves_nothing(page: Page, site: str) -> None:
    page.goto(site + with_notes().get_absolute_url())
    assert style(page, "html", "scrollBehavior") == "auto"
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap(part => {
            const style = getComputedStyle(part);
            return [style.transitionDuration, style.animationDuration].flatMap(times =>
                times.split(", ").map(parseFloat));
        }))"""
    )
    assert longest <= 0.001
