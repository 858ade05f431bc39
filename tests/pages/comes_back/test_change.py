"""What somebody types to change their comment is lost as little as a new comment: see the others here."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.actions.editing import edit_comment
from discussions.models import Comment, Draft
from tests.factories import hide, make_person, restrict, say
from tests.pages.comes_back.window import PASSWORD
from tests.pages.forms import page_of, send, writing_form, written
from tests.pages.page import Page

pytestmark = pytest.mark.django_db
BEFORE = "Wat ik *eerst* zei"
TEXT = 'Wat ik nu zeg & <b>vind</b> "altijd" </textarea><script>alert(1)</script>,\n\n  nog een regel €'
FLAGGED = "Mijn cliënt woont Kerkstraat 12, bel 06-00123456."


@pytest.fixture
def said(an: User, article: Article) -> Comment:
    return say(an, BEFORE, under=article)


@pytest.fixture
def address(said: Comment) -> str:
    return reverse("edit_comment", args=[said.public_id])


def text_on(page: Page) -> str:
    return written(writing_form(page).one("textarea", name="body"))


def look(window: Client, address: str) -> Page:
    return page_of(window.get(address))


def is_changed(response: Any, said: Comment, text: str = TEXT) -> bool:
    said.refresh_from_db()
    return response.status_code == 303 and said.body == text


def test_a_draft_of_the_change(window: Client, said: Comment, address: str) -> None:
    form = writing_form(look(window, address))
    kept = send(window, form, body=TEXT, concept="1")
    assert (kept.status_code, kept["Location"].partition("?")[0]) == (303, address)
    said.refresh_from_db()
    assert said.body == BEFORE, "readers see what was placed"
    page = look(window, address)
    assert text_on(page) == TEXT
    assert "staat klaar." in page.text
    listed = look(window, reverse("drafts"))
    assert "Wat ik nu zeg" in listed.text
    assert "Wijziging van je reactie onder" in listed.text
    assert listed.all("a", href=address)
    assert is_changed(send(window, writing_form(page)), said)
    assert not Draft.objects.exists()
    assert text_on(look(window, address)) == TEXT


def test_an_old_window_overwrites_no_newer_draft(window: Client, address: str) -> None:
    form = writing_form(look(window, address))
    send(window, form, body="Van het nieuwe venster", concept="1")
    page = page_of(send(window, form, body="Van het oude venster", concept="1"))
    assert (page.status, text_on(page)) == (409, "Van het oude venster")
    assert "Van het nieuwe venster" in page.html
    assert Draft.objects.get().body == "Van het nieuwe venster"


def test_a_draft_of_a_text_that_was_changed_meanwhile(
    window: Client, an: User, said: Comment, address: str
) -> None:
    """Both texts are shown, and the draft overwrites nothing unseen."""
    send(window, writing_form(look(window, address)), body=TEXT, concept="1")
    edit_comment(comment=said, person=an, body="Uit een ander venster", revision_number=1)
    page = look(window, address)
    assert text_on(page) == TEXT
    conflict = page_of(send(window, writing_form(page)))
    assert (conflict.status, text_on(conflict)) == (409, TEXT)
    assert "Uit een ander venster" in conflict.one("section", class_="preview").text
    assert is_changed(send(window, writing_form(conflict)), said)
    assert not Draft.objects.exists()


def test_an_expired_session(window: Client, said: Comment, address: str) -> None:
    form = writing_form(look(window, address))
    Session.objects.all().delete()
    page = page_of(send(window, form, body=TEXT))
    assert (page.status, text_on(page)) == (403, TEXT)
    there = window.get(_log_in(window, page, "Log in en ga verder met deze tekst"))
    assert there.status_code == 302
    again = look(window, there["Location"])
    assert text_on(again) == TEXT
    assert "staat klaar." in again.text
    assert is_changed(send(window, writing_form(again)), said)
    assert "getypt" not in window.session
    assert not Draft.objects.exists()


def test_an_expired_session_and_a_text_that_was_changed_meanwhile(
    window: Client, an: User, said: Comment, address: str
) -> None:
    form = writing_form(look(window, address))
    Session.objects.all().delete()
    page = page_of(send(window, form, body=TEXT))
    edit_comment(comment=said, person=an, body="Uit een ander venster", revision_number=1)
    there = window.get(_log_in(window, page, "Log in en ga verder"))
    conflict = page_of(send(window, writing_form(look(window, there["Location"]))))
    assert (conflict.status, text_on(conflict)) == (409, TEXT)


def test_an_expired_session_with_what_deserves_a_second_look(
    window: Client, said: Comment, address: str
) -> None:
    form = writing_form(look(window, address))
    Session.objects.all().delete()
    page = page_of(send(window, form, body=FLAGGED))
    assert text_on(page) == FLAGGED
    assert "getypt" not in window.session
    _log_in(window, page, "Log in in een nieuw tabblad")
    stale = page_of(send(window, writing_form(page)))
    assert (stale.status, text_on(stale)) == (403, FLAGGED)
    assert is_changed(send(window, writing_form(stale), toch="1"), said, FLAGGED)


def test_what_waits_is_only_for_who_wrote_it(window: Client, address: str) -> None:
    form = writing_form(look(window, address))
    Session.objects.all().delete()
    send(window, form, body=TEXT)
    window.force_login(make_person("Bas"))
    assert window.get(f"{address}?niveau=0&verder=1").status_code == 404
    assert not Draft.objects.exists()


def _log_in(window: Client, page: Page, words: str) -> str:
    (link,) = [link for link in page.all("a") if words in link.text]
    login = look(window, link["href"])
    (form,) = [form for form in login.all("form") if form.all("input", name="password")]
    fields = {part["name"]: part["value"] for part in form.all("input") if part["name"]}
    fields |= {"login": "an@example.org", "password": PASSWORD}
    return str(window.post(form["action"] or link["href"], fields)["Location"])


def test_a_stale_form(window: Client, said: Comment, address: str) -> None:
    form = writing_form(look(window, address))
    del window.cookies["csrftoken"]
    stale = page_of(send(window, form, body=TEXT))
    assert (stale.status, text_on(stale)) == (403, TEXT)
    assert is_changed(send(window, writing_form(stale)), said)


def test_an_error_of_ours(
    window: Client, said: Comment, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_fields: Any) -> None:
        raise RuntimeError("broken")

    form = writing_form(look(window, address))
    with monkeypatch.context() as broken:
        broken.setattr("discussions.views.editing.edit_comment", fail)
        page = page_of(send(window, form, body=TEXT))
    assert (page.status, text_on(page)) == (500, TEXT)
    assert is_changed(send(window, writing_form(page)), said)


def test_a_database_that_is_away(window: Client, said: Comment, address: str) -> None:
    def refuse(execute: Callable[..., Any], *_arguments: Any) -> None:
        raise OperationalError("connection refused")

    form = writing_form(look(window, address))
    with connection.execute_wrapper(refuse):
        page = page_of(send(window, form, body=TEXT))
    assert (page.status, text_on(page)) == (503, TEXT)
    assert is_changed(send(window, writing_form(page)), said)


def test_a_closed_discussion(window: Client, said: Comment, address: str) -> None:
    form = writing_form(look(window, address))
    mo = make_person("Mo", "moderator")
    restrict(moderator=mo, thread=said.thread, kind="closed", reason="Rust.")
    page = page_of(send(window, form, body=TEXT))
    assert (page.status, text_on(page)) == (422, TEXT)
    assert "Wat ik nu zeg" in look(window, reverse("drafts")).text


@pytest.mark.parametrize("why", ["too late", "hidden"])
def test_what_cannot_be_changed_any_more(
    window: Client, said: Comment, address: str, why: str
) -> None:
    form = writing_form(look(window, address))
    if why == "hidden":
        hide(said)
    else:
        earlier = said.created_at - settings.EDIT_WINDOW
        Comment.objects.filter(pk=said.pk).update(created_at=earlier)
    page = page_of(send(window, form, body=TEXT))
    assert page.status == 409
    assert TEXT in re.sub(
        r"\r\n", "\n", written(page.one("textarea", id=f"getypt-{said.public_id}"))
    )
    # And whoever comes back later finds it, to copy.
    assert "Wat ik nu zeg" in look(window, reverse("drafts")).text
    assert TEXT in written(look(window, address).one("textarea"))


def test_withdrawing_takes_the_draft_along(window: Client, said: Comment, address: str) -> None:
    send(window, writing_form(look(window, address)), body=TEXT, concept="1")
    withdrawing = reverse("withdraw_comment", args=[said.public_id])
    (form,) = [
        form for form in look(window, withdrawing).all("form") if "intrekken" in form["action"]
    ]
    fields = {part["name"]: part["value"] for part in form.all("input")}
    assert window.post(withdrawing, fields).status_code == 302
    assert not Draft.objects.exists()
