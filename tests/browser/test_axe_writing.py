"""Writing, in every state that looks different, without one violation: a mistake, a conflict, no answer at all."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from discussions.actions.comments import post_comment, withdraw_comment
from discussions.actions.stances import take_stance
from discussions.models import StanceValue
from tests.browser.inspection import Inspection
from tests.browser.scene import People, claim_of, with_notes
from tests.factories import say

LogIn = Callable[[User | None], None]

LogIn = Callable[[User | None], None]


def test_axe_on_what_members_write(inspection: Inspection, log_in: LogIn, page: Page) -> None:
    people, article = People(), with_notes()
    claim = claim_of(article)
    root = say(people.an, under=article)
    log_in(people.bas)
    answer = reverse("answer_comment", args=[root.public_id])
    inspection.visit(answer)
    inspection.send("form.composer", status=422, name="answer page, empty text")
    page.fill("form.composer textarea", "Een **antwoord**.")
    inspection.send("form.composer", status=200, name="answer page, preview", button="preview=1")

    page.goto(inspection.site + article.get_absolute_url())
    page.click(f"#antwoorden-{root.public_id}")
    page.wait_for_selector(f"#antwoord-{root.public_id} textarea:focus")
    inspection.look("article, answer form open")
    # What was written on the other page stands ready here.
    page.fill(f"#antwoord-{root.public_id} textarea[name=body]", "")
    page.click(f"#antwoord-{root.public_id} button.button:not(.quiet)")
    page.wait_for_selector(f"#antwoord-{root.public_id} .errors")
    inspection.look("article, answer form with an error")
    page.fill(f"#antwoord-{root.public_id} textarea", "Een **antwoord**.")
    page.click(f"#antwoord-{root.public_id} .extras summary")
    inspection.look("article, answer form with all that stands behind more")
    page.click(f"#antwoord-{root.public_id} button[name=preview]")
    page.wait_for_selector(f"#antwoord-{root.public_id} .preview")
    inspection.look("article, answer form with a preview")
    page.click(f"#antwoord-{root.public_id} button.button:not(.quiet)")
    page.wait_for_selector(f"#onder-{root.public_id} .arrived")
    inspection.look("article, answer placed")
    page.click(f"#melden-{root.public_id}")
    page.wait_for_selector(f"#melding-{root.public_id}")
    inspection.look("article, report form open")
    page.fill("#schrijven-nieuw textarea", "x" * 20_000)
    page.dispatch_event("#schrijven-nieuw textarea", "input")
    inspection.look("article, text too long")

    report = reverse("report_comment", args=[root.public_id])
    inspection.visit(report)
    inspection.send("form.form", status=422, name="report page with an error")
    say_own = say(people.bas, under=article)
    inspection.visit(reverse("report_comment", args=[say_own.public_id]))
    inspection.visit(reverse("withdraw_comment", args=[say_own.public_id]))

    take_stance(person=people.bas, claim=claim, value=StanceValue.DEPENDS)
    page.goto(inspection.site + claim.get_absolute_url())
    page.fill("form.condition input[name=condition]", "er genoeg geld is")
    inspection.send("form.condition", status=422, name="claim, sentence without a choice")


def test_axe_when_a_form_was_open_too_long(
    inspection: Inspection, log_in: LogIn, page: Page
) -> None:
    people, article = People(), with_notes()
    log_in(people.bas)
    page.goto(inspection.site + article.get_absolute_url())
    page.fill("form.composer textarea", "Dit mag niet weg.")
    page.context.clear_cookies(name="csrftoken")
    inspection.send("form.composer", status=403, name="403_csrf")
    page.goto(inspection.site + article.get_absolute_url())
    page.fill("form.composer textarea", "Dit mag niet weg.")
    page.context.clear_cookies(name="sessionid")
    inspection.send("form.composer", status=403, name="text kept after the session ended")


def test_axe_when_a_text_does_not_get_through(
    inspection: Inspection, log_in: LogIn, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, article = People(), with_notes()
    log_in(people.bas)
    place = "#schrijven-nieuw > .buttons button:not([name])"
    page.goto(inspection.site + article.get_absolute_url())
    page.click("#schrijven-nieuw .extras summary")
    inspection.look("all that stands behind more")
    page.route("**/reacties/", lambda route: route.abort())
    page.fill("#tekst-nieuw", "Geschreven in de trein.")
    page.click(place)
    expect(page.locator("#status")).not_to_be_empty()
    inspection.look("no network")
    assert all("htmx:" in line for line in inspection.complaints)
    inspection.complaints.clear()  # htmx says itself that nothing came back
    page.unroute("**/reacties/")

    form = page.input_value("#schrijven-nieuw [name=submission_id]")
    post_comment(author=people.bas, body="Al geplaatst.", submission_id=UUID(form), article=article)
    page.click(place)
    expect(page.locator("#schrijven-nieuw .errors")).to_be_visible()
    inspection.look("conflict in the page")
    page.evaluate("form => { document.querySelector('[name=submission_id]').value = form }", form)
    page.fill("#tekst-nieuw", "Nog een andere tekst.")
    inspection.send("#schrijven-nieuw", status=409, name="conflict, a page of its own")

    answered = say(people.an, under=article)
    say(people.an, under=answered)
    inspection.visit(reverse("answer_comment", args=[answered.public_id]))
    page.fill("form.composer textarea[name=body]", "Een antwoord.")
    withdraw_comment(comment=answered, person=people.an)
    inspection.send("form.composer", status=422, name="answered what was withdrawn meanwhile")

    monkeypatch.setattr("discussions.views.writing.place_comment", _fail)
    page.goto(inspection.site + article.get_absolute_url())
    page.fill("#tekst-nieuw", "Dit ging mis.")
    inspection.send("#schrijven-nieuw", status=500, name="an error, with the text")


def _fail(**_fields: Any) -> None:
    raise RuntimeError("broken")
