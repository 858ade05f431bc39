"""Writing with the help behind *more*: lay-out, quotes, kind, and as what one writes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from discussions.models import Comment
from tests.browser.focus import Keyboard
from tests.browser.scene import People, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
FIELD = "#tekst-nieuw"
SELECT = """([selector, from, to]) => {
    const words = document.querySelector(selector).firstChild;
    getSelection().setBaseAndExtent(words, from, words, to);
}"""


@pytest.fixture
def said(site: str, log_in: LogIn, page: Page, problems: list[str]) -> Comment:
    """An's comment, with Bas logged in and the article open."""
    people = People()
    comment = say(people.an, "Regie is een woord.\n\nWie belt er?", under=with_notes())
    log_in(people.bas)
    page.goto(site + comment.thread.article.get_absolute_url())
    return comment


def test_lay_out_by_keyboard_acts_on_the_selection_and_can_be_undone(
    page: Page, said: Comment
) -> None:
    keyboard = Keyboard(page)
    page.focus(FIELD)
    page.keyboard.type("Zeg het vet")
    keyboard.tab_to("#schrijven-nieuw .extras summary")
    page.keyboard.press("Enter")
    tools = page.locator("#schrijven-nieuw .tools")
    expect(tools).to_be_visible()
    page.focus(FIELD)
    page.keyboard.press("End")
    for _letter in "vet":
        page.keyboard.press("Shift+ArrowLeft")
    keyboard.tab_to("#schrijven-nieuw [data-tool=strong]")
    page.keyboard.press("Enter")
    keyboard.wait(FIELD)
    expect(page.locator(FIELD)).to_have_value("Zeg het **vet**")
    page.keyboard.press("Control+z")
    expect(page.locator(FIELD)).to_have_value("Zeg het vet")
    page.keyboard.press("Control+End")
    page.keyboard.type("\neen\ntwee")
    page.keyboard.press("Shift+ArrowUp")
    page.click("#schrijven-nieuw [data-tool=list]")
    expect(page.locator(FIELD)).to_have_value("Zeg het vet\n\n- een\n- twee")
    page.click("#schrijven-nieuw [data-tool=quote]")
    page.click("#schrijven-nieuw [data-tool=link]")
    page.keyboard.type("hier")
    assert "[hier](https://)" in page.input_value(FIELD)


def test_kind_and_writing_as_by_keyboard(page: Page, said: Comment) -> None:
    keyboard = Keyboard(page)
    page.focus(FIELD)
    page.keyboard.type("Wie belt er dan?")
    keyboard.tab_to("#schrijven-nieuw .extras summary")
    page.keyboard.press("Enter")
    keyboard.tab_to("#schrijven-nieuw [name=kind]")
    page.keyboard.press("ArrowDown")
    keyboard.tab_to("#schrijven-nieuw [name=function]")
    page.keyboard.type("huisarts")
    keyboard.tab_to("#schrijven-nieuw [name=shown_to]")
    page.keyboard.press("ArrowUp")
    page.focus("#schrijven-nieuw > .buttons button")
    page.keyboard.press("Enter")
    keyboard.wait(".arrived h3")
    header = page.locator(".arrived > header")
    expect(header).to_contain_text("huisarts")
    expect(header).to_contain_text("vraag")
    # The form for the next comment starts anew.
    expect(page.locator("#schrijven-nieuw .extras")).not_to_have_attribute("open", "")


def test_quote_a_comment_and_a_selection_of_it(page: Page, said: Comment) -> None:
    keyboard, field = Keyboard(page), f"#tekst-{said.public_id}"
    page.focus(f"#citeren-{said.public_id}")
    page.keyboard.press("Enter")
    keyboard.wait(field)
    expect(page.locator(field)).to_have_value(
        "> An schreef:\n>\n> Regie is een woord.\n>\n> Wie belt er?\n\n"
    )
    page.keyboard.type("De wijkverpleegkundige.")
    assert page.input_value(field).endswith("Wie belt er?\n\nDe wijkverpleegkundige.")

    # With a form open, what is quoted joins what is there.
    words = f"#reactie-{said.public_id} > .words p"
    page.evaluate(SELECT, [words, 0, 5])
    page.click(f"#citeren-{said.public_id}")
    assert page.input_value(field).endswith("kundige.\n\n> An schreef:\n>\n> Regie\n\n")

    page.reload()
    page.evaluate(SELECT, [words, 0, 5])
    page.click(f"#citeren-{said.public_id}")
    # Above it stands what was kept on the site by then, if the typing took long.
    expect(page.locator(field)).to_have_value(re.compile(r"> An schreef:\n>\n> Regie\n\n$"))


def test_quote_a_passage_of_the_article(page: Page, said: Comment) -> None:
    block = page.locator(".text > p[data-blok]").first
    block.scroll_into_view_if_needed()
    block.evaluate("""block => {
        const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let words = walk.nextNode();
        while (words.parentElement.closest(".spoken, .unseen") || words.length < 12) words = walk.nextNode();
        getSelection().setBaseAndExtent(words, 0, words, 12);
    }""")
    selected = page.evaluate("getSelection().toString().trim()")
    button = page.locator(".quote-this")
    expect(button).to_be_visible()
    button.click()
    expect(page.locator(FIELD)).to_be_focused()
    value = page.input_value(FIELD)
    assert value.startswith("> Uit “")
    assert f"> {selected}\n\n" in value
    expect(button).to_be_hidden()


def test_quote_and_say_more_without_javascript(
    browser: Browser, page: Page, site: str, said: Comment
) -> None:
    plain = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state(), locale="nl-NL"
    )
    tab = plain.new_page()
    tab.goto(site + said.get_absolute_url())
    tab.click(f"#citeren-{said.public_id}")
    assert tab.input_value("textarea").startswith("> An schreef:")
    tab.click(".extras summary")
    expect(tab.locator(".tools")).to_be_hidden()
    tab.check("[name=kind][value=experience]")
    tab.fill("[name=organisation]", "Thuiszorg Oost")
    tab.check("[name=shown_to][value=everyone]")
    tab.click("button[name=preview]")
    expect(tab.locator("[name=organisation]")).to_have_value("Thuiszorg Oost")
    tab.click(".composer > .buttons button")
    header = tab.locator(f"#reactie-{Comment.objects.latest('pk').public_id} > header")
    expect(header).to_contain_text("Thuiszorg Oost")
    expect(header).to_contain_text("ervaring")
    plain.close()
