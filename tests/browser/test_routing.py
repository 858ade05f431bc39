"""Writing under an article, told which claim it is about, taken there: by keyboard, and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.actions import mute_person
from accounts.models import User
from discussions.models import Comment
from tests.browser.focus import Keyboard
from tests.browser.inspection import Inspection
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import lift, move_branch, restrict, say

LogIn = Callable[[User | None], None]
FORM = "#schrijven-nieuw"
TEXT = "#tekst-nieuw"
# About the sixth claim of that article, in a member's words.
ABOUT = "De zorgverzekeraars nemen nergens het voortouw. Financiers wachten op elkaar, en gemeenten ook."


def test_a_text_goes_to_its_claim_by_keyboard(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, article = People(), with_notes()
    claim = claim_of(article, 6)
    log_in(people.an)
    page.goto(site + article.get_absolute_url())
    keyboard = Keyboard(page)
    page.focus(TEXT)
    keyboard.type(ABOUT)
    expect(page.locator(f"{FORM} .routing")).to_contain_text("Gaat dit over stelling 6?")
    expect(page.locator(TEXT)).to_be_focused()
    keyboard.look()
    keyboard.tab_to(f"{FORM} button[name=hierheen]")
    page.keyboard.press("Enter")
    keyboard.wait(TEXT)
    expect(page.locator(TEXT)).to_have_value(ABOUT)
    expect(page.locator(FORM)).to_contain_text("Nog niets is geplaatst")
    assert not Comment.objects.exists()
    keyboard.tab_to(f"{FORM} .buttons button[type=submit]:not([name])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    placed = Comment.objects.get()
    assert placed.thread.claim == claim
    assert page.url.startswith(site + claim.get_absolute_url())


def test_what_deserves_a_second_look_is_not_sent(
    page: Page, site: str, log_in: LogIn, problems: list[str]
) -> None:
    people, article = People(), with_notes()
    log_in(people.an)
    page.goto(site + article.get_absolute_url())
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if "waarover" in each.url else None)
    page.fill(TEXT, f"{ABOUT} Bel me op 06-00123456.")
    page.wait_for_timeout(3_000)
    page.fill(TEXT, f"{ABOUT} Bel me op 06-001")
    page.wait_for_timeout(3_000)
    assert asked == []
    page.fill(TEXT, ABOUT)
    expect(page.locator(f"{FORM} .routing")).to_contain_text("Gaat dit over stelling 6?")
    assert len(asked) == 1


def test_without_javascript_the_preview_tells(
    browser: Browser, site: str, log_in: LogIn, page: Page
) -> None:
    people, article = People(), with_notes()
    log_in(people.an)
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(site + article.get_absolute_url())
    plain.fill(TEXT, ABOUT)
    plain.locator(f"{FORM} summary", has_text="Meer").click()
    plain.click(f"{FORM} button[name=preview]")
    plain.click("button[name=hierheen]")
    expect(plain.locator("textarea[name=body]")).to_have_value(ABOUT)
    plain.click("form.composer .buttons button[type=submit]:not([name])")
    assert Comment.objects.get().thread.claim == claim_of(article, 6)
    context.close()


def test_axe_on_rules_for_writing(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    root = say(people.bas, under=article)
    moved = say(people.bas, under=root)
    move_branch(comment=moved, moderator=people.mo, reason="Over 6.", claim=claim_of(article, 6))
    later = timezone.now() + timedelta(days=3)
    log_in(people.an)
    inspection.visit("/account/gedempt/", name="muting nobody")
    mute_person(person=people.an, muted=people.bas)
    inspection.visit("/account/gedempt/", name="muting one")
    restrict(
        moderator=people.mo,
        thread=root.thread,
        kind="slow",
        reason="Het liep hoog op.",
        interval=timedelta(minutes=10),
        until=later,
    )
    inspection.visit(article.get_absolute_url(), name="slow, muted and moved")
    page.fill(TEXT, ABOUT)
    expect(page.locator(f"{FORM} .routing")).to_contain_text("Gaat dit over stelling 6?")
    inspection.look("a claim is proposed")
    inspection.visit(moved.get_absolute_url(), name="a moved comment")
    closed = restrict(
        moderator=people.mo, thread=root.thread, kind="closed", reason="Alles is gezegd."
    )
    inspection.visit(article.get_absolute_url(), name="closed")
    inspection.visit(reverse("answer_comment", args=[root.public_id]), name="closed, answering")
    log_in(people.mo)
    rules = reverse("article_rules", args=[article.slug])
    inspection.visit(rules, name="rules that hold")
    inspection.send("form.form", status=422, name="rules, sent empty")
    lift(restriction=closed, moderator=people.mo)
    inspection.visit(rules, name="rules that held")
    inspection.visit(reverse("person_rules", args=[root.public_id]))
    inspection.visit(reverse("move_comment", args=[root.public_id]))
    inspection.send("form.form", status=422, name="move, sent empty")
