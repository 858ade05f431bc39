"""A text outlives the session in which it was typed, and comes back to nobody else. No JavaScript here."""

import re

import pytest
from django.test import Client

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Draft
from tests.factories import make_claim, make_person, say
from tests.pages.comes_back.window import (
    CHOSEN,
    TEXT,
    end_session,
    form_on,
    is_placed,
    is_placed_as_chosen,
    log_in,
    text_on,
)
from tests.pages.forms import page_of, send
from tests.pages.page import get

pytestmark = pytest.mark.django_db
FLAGGED = "Mijn cliënt woont Kerkstraat 12, bel 06-00123456."


@pytest.mark.parametrize("place", ["article", "claim", "answer"])
def test_an_expired_session(window: Client, article: Article, place: str) -> None:
    claim, comment = make_claim(article), say(under=article)
    address = {
        "article": article.get_absolute_url(),
        "claim": claim.get_absolute_url(),
        "answer": f"{comment.get_absolute_url()}beantwoorden/?niveau=1",
    }[place]
    form = form_on(page_of(window.get(address)))
    end_session(window)
    refused = send(window, form, body=TEXT, **CHOSEN)
    page = page_of(refused)
    assert (refused.status_code, text_on(page)) == (403, TEXT)
    back = log_in(window, page, "Log in en ga verder met deze tekst")
    assert back.status_code == 302
    assert "verder=1" in back["Location"]
    assert len(back["Location"]) < 200, "the text is in no address"
    there = window.get(back["Location"])
    assert there.status_code == 302
    again = page_of(window.get(there["Location"].partition("#")[0]))
    assert text_on(again) == TEXT
    assert "staat klaar." in again.text
    assert is_placed_as_chosen(send(window, form_on(again)))
    assert "getypt" not in window.session
    assert window.session.get_expiry_age() > 24 * 3600, "the session lasts as long as any other"
    assert not Draft.objects.exists()


def test_an_expired_session_and_a_code_by_mail(window: Client, article: Article) -> None:
    """The text waits through every step of logging in."""
    form = form_on(page_of(window.get(article.get_absolute_url())))
    end_session(window)
    page = page_of(send(window, form, body=TEXT))
    (link,) = [link for link in page.all("a") if "Log in en ga verder" in link.text]
    login = page_of(window.get(link["href"]))
    (ask,) = [link["href"] for link in login.all("a") if "/login/code/" in link["href"]]
    step = page_of(window.get(ask))
    (asking,) = [each for each in step.all("form") if each.all("input", name="email")]
    fields = {part["name"]: part["value"] for part in asking.all("input") if part["name"]}
    asked = window.post(asking["action"] or ask, {**fields, "email": "an@example.org"})
    (code,) = re.findall(r"\d{4}-\d{4}", Mail.objects.latest("pk").body_text)
    step = page_of(window.get(asked["Location"]))
    (confirming,) = [each for each in step.all("form") if each.all("input", name="code")]
    fields = {part["name"]: part["value"] for part in confirming.all("input") if part["name"]}
    back = window.post("/account/login/code/confirm/", {**fields, "code": code})
    there = window.get(back["Location"])
    assert text_on(page_of(window.get(there["Location"].partition("#")[0]))) == TEXT


def test_an_expired_session_with_what_deserves_a_second_look(
    window: Client, article: Article
) -> None:
    """It is kept nowhere; but the page keeps it, and after logging in elsewhere one press and one more place it."""
    form = form_on(page_of(window.get(article.get_absolute_url())))
    end_session(window)
    page = page_of(send(window, form, body=FLAGGED))
    assert text_on(page) == FLAGGED
    assert "getypt" not in window.session
    assert log_in(window, page, "Log in in een nieuw tabblad").status_code == 302
    stale = page_of(send(window, form_on(page)))
    assert (stale.status, text_on(stale)) == (403, FLAGGED)
    looked = page_of(send(window, form_on(stale)))
    assert text_on(looked) == FLAGGED
    assert is_placed(send(window, form_on(looked), toch="1"), FLAGGED)
    assert not Draft.objects.exists()


def test_what_waits_is_only_for_who_wrote_it(window: Client, article: Article) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    end_session(window)
    send(window, form, body=TEXT)
    window.force_login(make_person("Bas"))
    there = window.get(f"{form['action']}?verder=1")
    assert there.status_code == 302
    assert text_on(page_of(window.get(article.get_absolute_url()))) == ""
    assert not Draft.objects.exists()


def test_what_waited_joins_a_draft_without_overwriting_it(
    window: Client, an: User, article: Article
) -> None:
    address = article.get_absolute_url()
    form = form_on(page_of(window.get(address)))
    send(window, form, body="Wat al concept was", concept="1")
    end_session(window)
    page = page_of(send(window, form, body=TEXT))
    there = window.get(log_in(window, page, "Log in en ga verder")["Location"])
    assert text_on(page_of(window.get(there["Location"].partition("#")[0]))) == TEXT
    assert Draft.objects.get().former_body == "Wat al concept was"


def test_a_visitor_who_only_reads_gets_no_cookie(article: Article) -> None:
    assert get(Client(), article.get_absolute_url()).status == 200
