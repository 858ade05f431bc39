"""What a moderator, a reporter or anybody typed in any form outlives its session and its token. No JavaScript here."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Case, Decision, MemberNote, Report
from discussions.moderation.reporting import report_comment
from tests.factories import make_person, say
from tests.pages.comes_back.window import end_session
from tests.pages.forms import page_of, written
from tests.pages.page import Page

pytestmark = pytest.mark.django_db
WHY = "Je noemt Bas <dom> & lui."
ANSWER = "Dank je.\n\nWe keken ernaar."


@pytest.fixture
def desk(window: Client) -> Client:
    mo = make_person("Mo", "moderator")
    window.force_login(mo)
    return window


def token_on(page: Page) -> str:
    return page.all("input", name="csrfmiddlewaretoken")[-1]["value"]


def texts_on(page: Page) -> dict[str, str]:
    return {area["name"]: written(area) for area in page.all("textarea")}


def decided(desk: Client, article: Article) -> tuple[Case, dict[str, str]]:
    comment = say(make_person("Kees"), under=article)
    report_comment(comment=comment, reporter=make_person("Bas"), rule_code="HR-1", explanation="x")
    case = Case.objects.get()
    fields = {
        "csrfmiddlewaretoken": token_on(page_of(desk.get(case.get_absolute_url()))),
        "seen_version": str(case.version),
        "outcome": "hide",
        "rule_code": "HR-1",
        "explanation": WHY,
        "answer": ANSWER,
    }
    return case, fields


def test_a_decision_survives_the_end_of_the_session(desk: Client, article: Article) -> None:
    case, fields = decided(desk, article)
    mo = User.objects.get(display_name="Mo")
    end_session(desk)
    refused = desk.post(case.get_absolute_url(), fields)
    page = page_of(refused)
    assert refused.status_code == 403
    assert texts_on(page) == {"explanation": WHY, "answer": ANSWER}
    assert page.one("input", name="outcome")["value"] == "hide"
    desk.force_login(mo)
    sent = fields | {"csrfmiddlewaretoken": token_on(page)}
    assert desk.post(case.get_absolute_url(), sent).status_code == 302
    assert Decision.objects.get().text.answer == ANSWER


def test_a_decision_survives_a_refused_token(desk: Client, article: Article) -> None:
    case, fields = decided(desk, article)
    refused = desk.post(case.get_absolute_url(), fields | {"csrfmiddlewaretoken": "x" * 64})
    page = page_of(refused)
    assert refused.status_code == 403
    assert texts_on(page) == {"explanation": WHY, "answer": ANSWER}
    sent = fields | {"csrfmiddlewaretoken": token_on(page)}
    assert desk.post(case.get_absolute_url(), sent).status_code == 302
    assert Decision.objects.get().text.explanation == WHY


def test_from_another_site_it_can_only_be_copied(desk: Client, article: Article) -> None:
    case, fields = decided(desk, article)
    refused = desk.post(
        case.get_absolute_url(), fields, headers={"Sec-Fetch-Site": "cross-site", "Origin": "null"}
    )
    assert refused.status_code == 403
    assert "Dank je." in refused.text
    assert 'name="outcome"' not in refused.text


def test_a_note_survives_too(desk: Client) -> None:
    kees = make_person("Kees")
    address = reverse("member", args=[kees.public_id])
    fields = {
        "csrfmiddlewaretoken": token_on(page_of(desk.get(address))),
        "text": "Gebeld met Kees.",
    }
    end_session(desk)
    refused = desk.post(address, fields)
    assert refused.status_code == 403
    assert texts_on(page_of(refused)) == {"text": "Gebeld met Kees."}
    assert not MemberNote.objects.exists()


def test_a_report_survives_too(window: Client, article: Article) -> None:
    comment = say(make_person("Kees"), under=article)
    address = reverse("report_comment", args=[comment.public_id])
    window.get(address)
    end_session(window)
    refused = window.post(address, {"rule_code": "HR-1", "explanation": "Dit gaat over Bas."})
    assert refused.status_code == 403
    assert texts_on(page_of(refused)) == {"explanation": "Dit gaat over Bas."}
    assert not Report.objects.exists()


def test_to_htmx_it_is_a_refusal_that_leaves_the_form(desk: Client, article: Article) -> None:
    case, fields = decided(desk, article)
    end_session(desk)
    refused = desk.post(case.get_absolute_url(), fields, headers={"HX-Request": "true"})
    assert (refused.status_code, refused.content) == (403, b"")


def test_who_typed_nothing_is_led_to_log_in(window: Client, article: Article) -> None:
    end_session(window)
    address = reverse("all_read")
    assert window.get(reverse("inbox")).status_code == 302
    token = token_on(page_of(window.get(reverse("account_login"))))
    assert window.post(address, {"csrfmiddlewaretoken": token}).status_code == 302
