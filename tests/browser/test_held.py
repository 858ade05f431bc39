"""Writing where the editors read first: told before, waiting after, let through by keyboard; and in every colour."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from discussions.models import Comment
from tests.browser.focus import Keyboard
from tests.browser.inspection import Inspection
from tests.browser.scene import People, with_notes
from tests.factories import restrict, say

LogIn = Callable[[User | None], None]
WHY = "Er lopen twee gesprekken door elkaar."


def read_first(people: People) -> tuple[Article, Comment]:
    """A discussion that the editors read first, with what was said before they did."""
    article = with_notes()
    root = say(people.an, under=article)
    restrict(moderator=people.mo, thread=root.thread, kind="held", reason=WHY)
    return article, root


def test_by_keyboard_from_the_form_to_the_discussion(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people = People()
    article, root = read_first(people)
    log_in(people.bas)
    page.goto(site + article.get_absolute_url())
    expect(page.locator("#schrijven-nieuw")).to_contain_text(WHY)
    keyboard = Keyboard(page)
    page.focus(f"#antwoorden-{root.public_id}")
    page.keyboard.press("Enter")
    keyboard.wait(f"#tekst-{root.public_id}")
    page.keyboard.type("Wie belt er?")
    keyboard.tab_to(f"#antwoord-{root.public_id} button.button:not([name])")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Je reactie wacht op de redactie.")
    held = Comment.every.get(status="held")
    place = page.locator(f"#reactie-{held.public_id}")
    keyboard.wait(f"#reactie-{held.public_id}-kop")
    expect(place.locator(".waits")).to_contain_text("Alleen jij en de redactie zien haar.")
    expect(place.get_by_text("Beantwoorden")).to_have_count(0)

    log_in(people.els)
    page.goto(site + article.get_absolute_url())
    expect(page.locator(f"#reactie-{root.public_id}")).to_be_visible()
    expect(place).to_have_count(0)

    log_in(people.mo)
    page.goto(site + reverse("moderation_queue"))
    keyboard.tab_to("article.case form button")
    page.keyboard.press("Enter")
    expect(page.locator("article.case")).to_have_count(0)
    log_in(people.els)
    page.goto(site + article.get_absolute_url())
    expect(place).to_be_visible()


def test_axe_on_what_waits_and_on_what_was_not_let_through(
    inspection: Inspection, log_in: LogIn, page: Page
) -> None:
    people = People()
    article, root = read_first(people)
    held, refused = say(people.bas, under=root), say(people.bas, under=article)
    log_in(people.mo)
    case = refused.cases.get()
    inspection.visit(reverse("moderation_queue"), name="held comments in the queue")
    inspection.visit(f"{case.get_absolute_url()}?kies=tegen", name="a held comment as a case")
    page.select_option("select[name=rule_code]", "HR-1")
    page.fill("textarea[name=explanation]", "Dit gaat over de buurvrouw en niet over de zorg.")
    page.click("button[name=preview]")
    inspection.look("the letter about not letting it through")
    page.locator("form.form button:not([name])").click()
    expect(page.locator("article.case")).to_have_count(1)
    inspection.visit(reverse("site_rules"), name="writing on the whole site")
    log_in(people.bas)
    inspection.visit(article.get_absolute_url(), name="held comments in their place")
    inspection.visit(held.get_absolute_url(), name="a held comment at its address")
    inspection.visit(refused.get_absolute_url(), name="a comment that was not let through")
    page.goto(inspection.site + article.get_absolute_url())
    page.fill("#tekst-nieuw", "Nog een woord.")
    page.click("#schrijven-nieuw button.button:not([name])")
    page.wait_for_selector(".comment.arrived .waits")
    inspection.look("a comment that has just been held")
    assert not inspection.findings, "\n".join(inspection.findings)
