"""What somebody does between a question to the site and its answer: each answer is held here until that moment."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, expect

from accounts.models import User
from discussions.actions.drafts import save_draft
from discussions.models import Comment
from tests.browser.drafts.form import FORM, POST, TEXT
from tests.browser.held import Held
from tests.browser.inspection import SETTLE
from tests.browser.scene import People, with_notes
from tests.browser.test_composing import SELECT
from tests.browser.test_routing import ABOUT
from tests.factories import make_person, say

LogIn = Callable[[User | None], None]


@pytest.fixture
def said(site: str, log_in: LogIn, page: Page) -> Comment:
    """An's comment, with Bas logged in and the article open."""
    people = People()
    comment = say(people.an, "Regie is een woord.", under=with_notes())
    log_in(people.bas)
    page.goto(site + comment.thread.article.get_absolute_url())
    return comment


def test_placing_before_the_rules_of_the_second_look_are_there(
    page: Page, said: Comment, problems: list[str]
) -> None:
    bodies: list[str] = []

    def note(request: Request) -> None:
        bodies.extend(parse_qs(request.post_data or "").get("body", []))

    page.on("request", note)
    rules = Held(page, "**/second-look-rules*.json")
    page.fill(TEXT, "Bel 06-00123456 voor mijn cliënt.")
    page.click(POST)
    rules.wait()
    page.click(POST)
    rules.let_go()
    expect(page.locator(f"{FORM} .second-look h3")).to_be_focused()
    assert [body for body in bodies if "06" in body] == []
    page.fill(TEXT, "Zonder nummer.")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Zonder nummer.")


def test_placing_without_the_rules(page: Page, said: Comment) -> None:
    """Nothing waits for what does not come: the site looks too."""
    page.route("**/second-look-rules*.json", lambda route: route.abort())
    page.fill(TEXT, "Bel 06-00123456 voor mijn cliënt.")
    page.click(POST)
    expect(page.locator(f"{FORM} .second-look h3")).to_be_focused()
    assert Comment.objects.get() == said


def test_writing_while_another_form_comes_in_its_place(
    page: Page, said: Comment, problems: list[str]
) -> None:
    field = f"#tekst-{said.public_id}"
    page.click(f"#antwoorden-{said.public_id}")
    expect(page.locator(field)).to_be_focused()
    report = Held(page, "**/melden/**")
    page.click(f"#melden-{said.public_id}")
    report.wait()
    page.type(field, "Toch een antwoord")
    report.let_go()
    page.wait_for_load_state("networkidle")
    expect(page.locator(field)).to_have_value("Toch een antwoord")
    expect(page.locator(field)).to_be_focused()


def test_writing_elsewhere_while_an_answer_is_placed(
    page: Page, said: Comment, problems: list[str]
) -> None:
    """The focus stays where somebody types; what was done is told."""
    page.click(f"#antwoorden-{said.public_id}")
    page.fill(f"#tekst-{said.public_id}", "Een antwoord.")
    placing = Held(page, "**/beantwoorden/**")
    page.click(f"#schrijven-{said.public_id} > .buttons button:not([name])")
    placing.wait()
    page.type(TEXT, "Verder ")
    placing.let_go()
    expect(page.locator("#status")).to_have_text("Je antwoord is geplaatst.")
    page.keyboard.type("onder het artikel")
    expect(page.locator(TEXT)).to_have_value("Verder onder het artikel")


def test_quoting_a_selection_joins_what_was_kept(
    page: Page, said: Comment, problems: list[str]
) -> None:
    bas = User.objects.get(display_name="Bas")
    save_draft(person=bas, body="Mijn begin", sequence=1, submission_id=said.public_id, parent=said)
    page.evaluate(SELECT, [f"#reactie-{said.public_id} > .words p", 0, 5])
    page.click(f"#citeren-{said.public_id}")
    expect(page.locator(f"#tekst-{said.public_id}")).to_have_value(
        "Mijn begin\n\n> An schreef:\n>\n> Regie\n\n"
    )


def test_quoting_a_passage_after_a_comment_was_placed(
    page: Page, said: Comment, problems: list[str]
) -> None:
    page.fill(TEXT, "Eerst dit.")
    page.click(POST)
    expect(page.locator("#reacties")).to_contain_text("Eerst dit.")
    page.locator(".text > p[data-blok]").first.evaluate("""block => {
        const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let words = walk.nextNode();
        while (words.parentElement.closest(".spoken, .unseen") || words.length < 12) words = walk.nextNode();
        getSelection().setBaseAndExtent(words, 0, words, 12);
    }""")
    page.locator(".quote-this").click()
    expect(page.locator(TEXT)).to_be_focused()
    assert page.input_value(TEXT).startswith("> Uit “")


def test_moving_on_in_the_text_closes_the_list_of_names(
    page: Page, said: Comment, problems: list[str]
) -> None:
    page.focus(TEXT)
    page.keyboard.type("Dag @A")
    names = page.get_by_role("listbox", name="Mensen in deze discussie")
    expect(names.get_by_role("option")).to_have_text(["An"])
    page.keyboard.press("Home")
    expect(names).to_have_count(0)
    page.keyboard.press("End")
    people = Held(page, "**/mensen/**")
    page.keyboard.type("n")
    people.wait()
    page.keyboard.press("Home")
    people.let_go()
    page.wait_for_load_state("networkidle")
    expect(names).to_have_count(0)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.input_value(TEXT) == "Dag @An\n"


def test_a_claim_that_comes_too_late(page: Page, said: Comment, problems: list[str]) -> None:
    proposal = Held(page, "**/waarover/")
    page.fill(TEXT, ABOUT)
    proposal.wait()
    page.fill(TEXT, "Laat maar.")
    with page.expect_response("**/waarover/") as answer:
        proposal.let_go()
    answer.value.finished()
    page.evaluate(SETTLE)
    expect(page.locator(f"{FORM} .routing p")).to_have_count(0)


def test_new_comments_that_were_shown_while_they_were_counted(
    page: Page, site: str, said: Comment
) -> None:
    page.clock.install()
    page.reload()
    say(make_person("Kees"), "Nieuw is dit", under=said.thread.article)
    page.clock.run_for(61_000)
    button = page.locator(".news button")
    expect(button).to_have_text("Toon één nieuwe reactie")
    count = Held(page, "**/reacties/sinds/?sinds=*")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    count.wait()
    asked = count.routes.pop()
    count.open = True
    button.click()
    expect(page.locator("#reacties")).to_contain_text("Nieuw is dit")
    expect(button).to_be_hidden()
    with page.expect_event("requestfinished"):
        asked.fulfill(json={"count": 1})
    page.clock.run_for(1_000)
    expect(button).to_be_hidden()


def test_writing_before_the_page_is_complete(page: Page, site: str, said: Comment) -> None:
    """An address that points at a comment takes the focus there; not from somebody who writes already."""
    picture = Held(page, "**/late.png")
    page.goto("about:blank")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const image = new Image();"
        " image.src = '/late.png'; document.body.append(image); })"
    )
    page.goto(
        f"{site}{said.thread.article.get_absolute_url()}#reactie-{said.public_id}",
        wait_until="domcontentloaded",
    )
    picture.wait()
    page.type(TEXT, "Ik schrijf al")
    picture.let_go()
    page.wait_for_load_state()
    page.wait_for_load_state("networkidle")
    expect(page.locator(TEXT)).to_be_focused()
