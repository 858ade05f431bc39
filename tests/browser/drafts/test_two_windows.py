"""Two windows with the same form: neither overwrites the other unseen."""

from playwright.sync_api import Page, expect

from discussions.models import Draft
from tests.browser.drafts.form import FORM, LINE, SAVED, TEXT, choose, other_window
from tests.browser.inspection import Inspection


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
