"""Where the focus goes, and what is said, after everything that changes a page in place."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from discussions.actions.stances import take_stance
from discussions.markup import MAX_CHARACTERS
from discussions.models import Comment, StanceValue
from tests.browser.focus import Keyboard
from tests.browser.scene import People, claim_of, discuss, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]
POST = "button.button:not([name])"

# What is heard of a link counts for where its middle is.
HEARD_INSIDE = """link => {
    const box = link.getBoundingClientRect(), heard = link.firstChild.getBoundingClientRect();
    return heard.top >= box.top && heard.left >= box.left && heard.bottom <= box.bottom;
}"""


class Scene:
    """Bas, logged in, with the article open on which An said something."""

    def __init__(self, page: Page, site: str, log_in: LogIn) -> None:
        self.page, self.site, self.log_in = page, site, log_in
        self.keyboard = Keyboard(page)
        self.people = People()
        self.article = with_notes()
        self.root = say(self.people.an, under=self.article)
        log_in(self.people.bas)
        self.open(self.article.get_absolute_url())

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def act(self, selector: str) -> None:
        """Press Enter on it, as the keyboard does."""
        self.page.focus(selector)
        self.page.keyboard.press("Enter")

    def open_answer(self) -> str:
        """Open the form under the comment; the selector of its place."""
        self.act(f"#antwoorden-{self.root.public_id}")
        self.keyboard.wait(f"#tekst-{self.root.public_id}")
        return f"#antwoord-{self.root.public_id}"

    def heard(self, text: str) -> None:
        expect(self.page.locator("#status")).to_have_text(text)


@pytest.fixture
def scene(page: Page, site: str, log_in: LogIn, problems: list[str]) -> Scene:
    return Scene(page, site, log_in)


def test_cancelling_an_answer_gives_the_focus_back(scene: Scene) -> None:
    opener = f"#antwoorden-{scene.root.public_id}"
    place = scene.open_answer()
    label = scene.page.inner_text(f"label[for='tekst-{scene.root.public_id}']")
    assert label == _("Your answer to %(name)s") % {"name": "An"}
    scene.act(f"{place} [data-cancel]")
    scene.keyboard.wait(opener)
    expect(scene.page.locator(f"{place} form")).to_have_count(0)

    scene.open_answer()
    scene.page.keyboard.press("Escape")
    scene.keyboard.wait(opener)

    scene.open_answer()
    scene.page.keyboard.type("Nog niet af")
    scene.page.keyboard.press("Escape")
    scene.keyboard.wait(f"#tekst-{scene.root.public_id}")
    assert scene.page.input_value(f"{place} textarea") == "Nog niet af"


def test_a_second_press_leads_to_what_was_written(scene: Scene) -> None:
    place = scene.open_answer()
    field = f"#tekst-{scene.root.public_id}"
    scene.page.fill(field, "Nog niet af")
    for opener in ("antwoorden", "melden"):
        scene.act(f"#{opener}-{scene.root.public_id}")
        scene.keyboard.wait(field)
        scene.page.wait_for_load_state("networkidle")
        assert scene.page.input_value(field) == "Nog niet af"
    assert scene.page.get_attribute(place, "aria-busy") is None
    scene.page.fill(field, " ")
    scene.act(f"#melden-{scene.root.public_id}")
    scene.keyboard.wait(f"{place} form > p")


def test_an_answer_with_a_mistake_and_then_without(scene: Scene) -> None:
    place = scene.open_answer()
    scene.act(f"{place} {POST}")
    scene.keyboard.wait(f"{place} .errors h3")
    scene.act(f"{place} .errors a")
    scene.keyboard.wait(f"{place} textarea")
    scene.page.keyboard.type("Een *antwoord*.")
    scene.act(f"{place} .extras summary")
    scene.act(f"{place} button[name=preview]")
    scene.keyboard.wait(f"{place} .preview h3")
    scene.act(f"{place} {POST}")
    heading = f"#onder-{scene.root.public_id} .arrived h4"
    scene.keyboard.wait(heading)
    scene.heard(_("Your answer has been placed."))
    assert scene.page.get_attribute(heading, "tabindex") == "-1"
    expect(scene.page.locator("#aantal-reacties")).to_have_text("2")
    expect(scene.page.locator(f"{place} form")).to_have_count(0)


def test_a_comment_of_ones_own_and_then_another(scene: Scene) -> None:
    for number in (1, 2):
        scene.page.fill("#tekst-nieuw", f"Reactie {number}")
        scene.act(f"#schrijven-nieuw {POST}")
        heading = f"#reacties > li:nth-child({number + 1}) h3"
        scene.keyboard.wait(heading)
        scene.heard(_("Your comment has been placed."))
        expect(scene.page.locator("#tekst-nieuw")).to_have_value("")
    assert Comment.objects.filter(author=scene.people.bas).count() == 2


def test_posting_twice_in_a_row_gives_one_comment(scene: Scene) -> None:
    scene.page.fill("#tekst-nieuw", "Eén keer is genoeg.")
    scene.page.dblclick(f"#schrijven-nieuw {POST}")
    scene.keyboard.page.wait_for_selector(".arrived")
    scene.page.wait_for_load_state("networkidle")
    assert Comment.objects.filter(author=scene.people.bas).count() == 1
    expect(scene.page.locator("#reacties > li")).to_have_count(2)


def test_more_comments_and_more_answers(scene: Scene) -> None:
    discuss(scene.people, scene.article)
    scene.open(scene.article.get_absolute_url())
    earlier = scene.page.locator("#reacties > li > .comment").count()
    scene.act("#reacties > .more a")
    scene.keyboard.wait(f"#reacties > li:nth-child({earlier + 1}) h3")
    scene.heard(ngettext("One comment loaded.", "%(count)s comments loaded.", 3) % {"count": 3})
    more = scene.page.locator("#reacties ol > .more a[hx-get]").first
    list_id = more.evaluate("link => link.closest('ol').id")
    drawn = scene.page.locator(f"#{list_id} > li > .comment").count()
    more.focus()
    scene.page.keyboard.press("Enter")
    scene.keyboard.wait(f"#{list_id} > li:nth-child({drawn + 1}) > .comment :is(h4, h5)")


def test_withdrawing_ends_at_the_tombstone(scene: Scene) -> None:
    own = say(scene.people.bas, under=scene.article)
    say(scene.people.an, under=own)
    scene.open(scene.article.get_absolute_url())
    scene.page.focus(f"#reactie-{own.public_id} a[href$='/intrekken/']")
    scene.keyboard.enter()
    scene.page.focus("main form.form button")
    scene.keyboard.enter(f"#reactie-{own.public_id}-kop")
    expect(scene.page.locator(f"#reactie-{own.public_id} .tombstone")).to_be_visible()


def test_a_stance_keeps_its_button(scene: Scene) -> None:
    claim = claim_of(scene.article)
    scene.open(claim.get_absolute_url())
    for value in ("agree", "depends", "disagree"):
        scene.act(f"#standpunt-{value}")
        scene.keyboard.wait(f'#standpunt-{value}[aria-pressed="true"]')
        expect(scene.page.locator("[aria-pressed=true]")).to_have_count(1)
        scene.heard(_("Your stance is saved."))
    scene.act(".stance .own button")
    scene.keyboard.wait(".stance legend")
    scene.heard(_("You have taken back your stance."))


def test_a_condition_without_a_choice_leads_to_the_mistake(scene: Scene) -> None:
    claim = claim_of(scene.article)
    take_stance(person=scene.people.bas, claim=claim, value=StanceValue.DEPENDS)
    scene.open(claim.get_absolute_url())
    scene.page.fill("form.condition input[name=condition]", "er genoeg geld is")
    scene.act("form.condition button")
    scene.keyboard.wait("form.condition .errors h2")
    scene.act("form.condition .errors a")
    scene.keyboard.wait("form.condition input[name=leaning]")
    scene.page.keyboard.press("Space")
    scene.act("form.condition button")
    scene.keyboard.wait(".stance .own span")


def test_reporting_in_place(scene: Scene) -> None:
    opener = f"#melden-{scene.root.public_id}"
    place = f"#antwoord-{scene.root.public_id}"
    scene.act(opener)
    scene.keyboard.wait(f"{place} form > p")
    scene.act(f"{place} [data-cancel]")
    scene.keyboard.wait(opener)
    scene.act(opener)
    scene.keyboard.wait(f"{place} form > p")
    scene.act(f"{place} {POST}")
    scene.keyboard.wait(f"{place} .errors h2")
    scene.act(f"{place} .errors a")
    scene.keyboard.wait(f"{place} input[type=radio]")
    scene.page.keyboard.press("Space")
    scene.act(f"{place} {POST}")
    scene.keyboard.wait(f"{place} [tabindex='-1']:has(.notice.success)")


def test_the_other_choice_of_reporting_in_place(scene: Scene) -> None:
    """Between the two choices one goes to and fro, until something was written."""
    place = f"#antwoord-{scene.root.public_id}"
    scene.act(f"#melden-{scene.root.public_id}")
    scene.keyboard.wait(f"{place} form > p")
    scene.act(f"{place} .tabs a[href*=illegaal]")
    scene.keyboard.wait(f"{place} form:has(textarea[name=addresses]) > p")
    scene.act(f"{place} .tabs a:not([href*=illegaal])")
    scene.keyboard.wait(f"{place} form:has(input[name=rule_code]) > p")
    scene.act(f"{place} .tabs a[href*=illegaal]")
    scene.keyboard.wait(f"{place} form:has(textarea[name=addresses]) > p")
    scene.act(f"{place} [data-cancel]")
    scene.keyboard.wait(f"#melden-{scene.root.public_id}")


def test_escape_closes_the_menu(scene: Scene) -> None:
    scene.act(".menu summary")
    scene.keyboard.press("Tab")
    scene.keyboard.press("Escape")
    assert scene.keyboard.has(".menu summary")
    expect(scene.page.locator(".menu[open]")).to_have_count(0)


@pytest.mark.parametrize("failure", ["no network", "server error"])
def test_a_failure_keeps_the_text(page: Page, site: str, log_in: LogIn, failure: str) -> None:
    scene = Scene(page, site, log_in)

    def fail(route: Route) -> None:
        if failure == "no network":
            route.abort()
        else:
            route.fulfill(status=500, body="")

    address = "**" + reverse("article_comments", args=[scene.article.slug])
    page.route(address, fail)
    page.fill("#tekst-nieuw", "Dit mag niet weg.")
    scene.act(f"#schrijven-nieuw {POST}")
    status = page.locator("#status")
    expect(status).to_have_text(str(status.get_attribute("data-failed")))
    expect(status).to_be_in_viewport()
    scene.keyboard.wait(f"#schrijven-nieuw {POST}")
    assert page.input_value("#tekst-nieuw") == "Dit mag niet weg."
    assert page.get_attribute("#schrijven-nieuw", "aria-busy") is None

    page.unroute(address)
    scene.act(f"#schrijven-nieuw {POST}")
    scene.keyboard.wait(".arrived h3")
    assert Comment.objects.filter(author=scene.people.bas).count() == 1


@pytest.mark.parametrize("button", [POST, "button[name=preview]"])
def test_a_lost_cookie_leads_to_the_page_that_keeps_the_text(
    page: Page, site: str, log_in: LogIn, button: str
) -> None:
    scene = Scene(page, site, log_in)
    scene.page.fill("#tekst-nieuw", "Dit mag niet weg.")
    scene.page.click("#schrijven-nieuw .extras summary")
    scene.page.context.clear_cookies(name="csrftoken")
    scene.page.focus(f"#schrijven-nieuw {button}")
    scene.keyboard.enter()
    expect(scene.page.locator("h1")).to_have_text(_("This has not been sent yet"))
    assert scene.page.input_value("#getypt") == "Dit mag niet weg."
    assert not Comment.objects.filter(author=scene.people.bas).exists()


def test_the_room_that_is_left_is_said_after_a_mistake_too(scene: Scene) -> None:
    scene.page.fill("#tekst-nieuw", "a" * (MAX_CHARACTERS + 2))
    counter = scene.page.locator("#schrijven-nieuw .counter")
    said = counter.inner_text()
    assert "2" in said
    scene.act(f"#schrijven-nieuw {POST}")
    scene.keyboard.wait("#schrijven-nieuw .errors h3")
    expect(counter).to_have_text(said)


def test_a_number_in_the_text_can_be_pressed_in_its_middle(scene: Scene) -> None:
    number = scene.page.locator(".text > p a.nr").first
    assert number.evaluate(HEARD_INSIDE)
    number.click()
    expect(scene.page).not_to_have_url(scene.site + scene.article.get_absolute_url())


def test_a_session_that_ended_keeps_the_text(scene: Scene) -> None:
    scene.page.fill("#tekst-nieuw", "Dit mag niet weg.")
    scene.page.click("#schrijven-nieuw .extras summary")
    scene.page.context.clear_cookies(name="sessionid")
    scene.act(f"#schrijven-nieuw {POST}")
    scene.keyboard.wait("#discussie .form h2")
    assert scene.page.input_value("#tekst-nieuw") == "Dit mag niet weg."
