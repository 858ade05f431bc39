"""Changing one's own words in a browser: in place, without JavaScript, by keyboard, and in two tabs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from discussions.actions.editing import edit_comment
from discussions.models import Comment, Draft
from tests.browser.focus import Keyboard
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]


@pytest.fixture
def said(site: str, log_in: LogIn) -> Comment:
    """An's comment with an answer by Bas, with An logged in."""
    people = People()
    comment = say(people.an, "Wat ik *eerst* zei.\n\nEn dit blijft.", under=with_notes())
    say(people.bas, under=comment)
    log_in(people.an)
    return comment


def test_change_in_place_by_keyboard(
    page: Page, site: str, said: Comment, problems: list[str]
) -> None:
    keyboard = Keyboard(page)
    page.goto(site + said.thread.article.get_absolute_url())
    opener, field = f"#wijzigen-{said.public_id}", f"#tekst-wijzig-{said.public_id}"
    page.focus(opener)
    page.keyboard.press("Enter")
    keyboard.wait(field)
    page.keyboard.press("Escape")
    keyboard.wait(opener)

    page.keyboard.press("Enter")
    keyboard.wait(field)
    page.keyboard.press("Control+Home")
    page.keyboard.type("Anders: ")
    page.keyboard.press("Escape")
    expect(page.locator(field)).to_have_value("Anders: Wat ik *eerst* zei.\n\nEn dit blijft.")
    keyboard.tab_to(f"#antwoord-{said.public_id} button:not([name])")
    page.keyboard.press("Enter")
    keyboard.wait(f"#reactie-{said.public_id} h3")
    expect(page.locator("#status")).to_have_text(_("Your comment has been changed."))
    words = page.locator(f"#reactie-{said.public_id} > .words")
    expect(words).to_contain_text("Anders: Wat ik eerst zei.")
    # Answered, so readers can see it; the answer is where it was, and once.
    expect(page.locator(f"#reactie-{said.public_id} > header")).to_contain_text(_("edited"))
    expect(page.locator(f"#onder-{said.public_id}")).to_have_count(1)
    expect(page.locator(f"#onder-{said.public_id} > li")).to_have_count(1)

    page.click(f"#reactie-{said.public_id} > header a[href$='/wijzigingen/']")
    expect(page.locator(".difference ins")).to_contain_text("Anders")


def test_two_tabs_change_the_same_comment(
    page: Page, site: str, said: Comment, problems: list[str]
) -> None:
    address = site + said.thread.article.get_absolute_url()
    opener, field = f"#wijzigen-{said.public_id}", f"#tekst-wijzig-{said.public_id}"
    other = page.context.new_page()
    for tab, words in ((page, "Uit het eerste venster"), (other, "Uit het tweede venster")):
        tab.goto(address)
        tab.click(opener)
        tab.fill(field, words)
    save = f"#antwoord-{said.public_id} button:not([name])"
    page.click(save)
    expect(page.locator(f"#reactie-{said.public_id} > .words")).to_have_text(
        "Uit het eerste venster"
    )
    other.focus(save)
    other.keyboard.press("Enter")
    Keyboard(other).wait(f"#antwoord-{said.public_id} .errors h3")
    expect(other.locator(f"#antwoord-{said.public_id} .preview")).to_contain_text(
        "Uit het eerste venster"
    )
    expect(other.locator(field)).to_have_value("Uit het tweede venster")
    other.click(save)
    expect(other.locator(f"#reactie-{said.public_id} > .words")).to_have_text(
        "Uit het tweede venster"
    )


def test_what_was_typed_comes_back_and_names_are_completed(
    page: Page, site: str, said: Comment, problems: list[str]
) -> None:
    address = site + said.thread.article.get_absolute_url()
    opener, field = f"#wijzigen-{said.public_id}", f"#tekst-wijzig-{said.public_id}"
    line = f"#antwoord-{said.public_id} [data-line]"
    page.goto(address)
    page.click(opener)
    page.fill(field, "")
    page.type(field, "Anders, zei @Ba")
    expect(page.locator(f"{field}-namen [role=option]")).to_have_text("Bas")
    page.keyboard.press("Enter")
    expect(page.locator(field)).to_have_value("Anders, zei @Bas ")
    expect(page.locator(line)).to_contain_text("Bewaard als concept om")
    assert Draft.objects.get().changed == said
    # With the site out of reach the browser has it.
    page.route("**/wijzigen/**", lambda route: route.abort())
    page.type(field, "gisteren")
    page.locator(field).blur()
    expect(page.locator(line)).to_contain_text("niet te bereiken")
    page.unroute("**/wijzigen/**")
    page.goto(address)
    page.click(opener)
    expect(page.locator(field)).to_have_value("Anders, zei @Bas gisteren")
    page.click(f"#antwoord-{said.public_id} button:not([name])")
    words = page.locator(f"#reactie-{said.public_id} > .words")
    expect(words).to_have_text("Anders, zei @Bas gisteren")
    assert not Draft.objects.exists()
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('concept:'))") == []
    )
    page.click(opener)
    expect(page.locator(field)).to_have_value("Anders, zei @Bas gisteren")


def test_throwing_the_draft_of_a_change_away(page: Page, site: str, said: Comment) -> None:
    opener, field = f"#wijzigen-{said.public_id}", f"#tekst-wijzig-{said.public_id}"
    page.goto(site + said.thread.article.get_absolute_url())
    page.click(opener)
    page.fill(field, "Toch niet")
    page.locator(field).blur()
    discard = page.locator(f"#antwoord-{said.public_id} [data-discard]")
    expect(discard).not_to_have_attribute("href", "#")
    discard.click()
    expect(page.locator(field)).to_have_value("Wat ik *eerst* zei.\n\nEn dit blijft.")
    expect(page.locator(f"#antwoord-{said.public_id} [data-line]")).to_contain_text("Weggegooid")
    assert not Draft.objects.exists()


def test_change_without_javascript(browser: Browser, page: Page, site: str, said: Comment) -> None:
    state = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state, locale="nl-NL")
    tab = plain.new_page()
    tab.goto(site + said.get_absolute_url())
    tab.click(f"#wijzigen-{said.public_id}")
    tab.fill("textarea", "Zonder script.")
    tab.click("button[name=preview]")
    expect(tab.locator(".preview")).to_contain_text("Zonder script.")
    tab.click(".composer > .buttons button:not([name])")
    expect(tab).to_have_url(f"{site}{said.get_absolute_url()}#reactie-{said.public_id}")
    expect(tab.locator(f"#reactie-{said.public_id} > .words")).to_have_text("Zonder script.")
    plain.close()


def test_axe_on_changing(inspection: Inspection, page: Page, said: Comment) -> None:
    address = reverse("edit_comment", args=[said.public_id])
    inspection.visit(address, name="changing a comment")
    conflict = page.context.new_page()
    conflict.goto(inspection.site + address)
    edit_comment(comment=said, person=said.author, body="Uit een ander venster", revision_number=1)
    conflict.close()
    page.goto(inspection.site + address)
    page.evaluate("document.querySelector('[name=revision_number]').value = 1")
    page.fill("textarea", "Uit dit venster")
    with page.expect_navigation():
        page.click(".composer > .buttons button:not([name])")
    inspection.look("changing a comment, conflict")
    inspection.visit(
        reverse("comment_changes", args=[said.public_id]), name="what changed in a comment"
    )
    Comment.objects.filter(pk=said.pk).update(
        created_at=said.created_at - settings.EDIT_WINDOW - timedelta(seconds=1)
    )
    inspection.visit(address, name="changing a comment, too late")
