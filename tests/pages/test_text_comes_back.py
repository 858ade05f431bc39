"""Whatever goes wrong while a text is sent, it comes back, and one more press places it. No JavaScript here;
a lost network and a browser that crashes have their tests in tests/browser."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.actions import create_person
from accounts.models import Mail, User
from articles.models import Article
from config.logs import WithoutRows
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment, Draft
from discussions.moderation.restrictions import restrict
from tests.factories import make_article, make_claim, make_person, say
from tests.pages.forms import page_of, send, writing_form, written
from tests.pages.page import Page, get

pytestmark = pytest.mark.django_db
PASSWORD = "zeven zwarte zwanen"
TEXT = (
    'Wat ik zeg & <b>vind</b> "altijd" </textarea><script>alert(1)</script>,\n\n  nog een regel €😀'
)
FLAGGED = "Mijn cliënt woont Kerkstraat 12, bel 06-00123456."


# What stands behind *meer*: it belongs to the text, and comes back with it.
CHOSEN = {
    "kind": "experience",
    "function": 'verpleegkundige & "meer"',
    "organisation": "Thuiszorg <West>",
    "interest": "Ik werk er",
    "shown_to": "everyone",
}


@pytest.fixture
def an() -> User:
    return create_person(email="an@example.org", display_name="An", password=PASSWORD)


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def window(an: User) -> Client:
    """An's, with every check on."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(an)
    return client


def form_on(page: Page) -> Any:
    return writing_form(page)


def text_on(page: Page) -> str:
    return written(writing_form(page).one("textarea", name="body"))


def is_placed(response: Any, text: str = TEXT) -> bool:
    comment = Comment.objects.filter(body=text).first()
    return response.status_code == 303 and comment is not None


def is_placed_as_chosen(response: Any) -> bool:
    said = Comment.objects.get(body=TEXT)
    as_ = said.writing_as
    found = (said.kind, as_.function, as_.organisation, as_.interest, as_.shown_to)
    return is_placed(response) and found == tuple(CHOSEN.values())


def end_session(window: Client) -> None:
    Session.objects.all().delete()


def log_in(window: Client, page: Page, words: str) -> Any:
    """Follow the link on the page to the log-in, fill it in, and go where it leads."""
    (link,) = [link for link in page.all("a") if words in link.text]
    login = page_of(window.get(link["href"]))
    (form,) = [form for form in login.all("form") if form.all("input", name="password")]
    fields = {part["name"]: part["value"] for part in form.all("input") if part["name"]}
    fields |= {"login": "an@example.org", "password": PASSWORD}
    return window.post(form["action"] or link["href"], fields)


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


def test_a_stale_form(window: Client, article: Article) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    del window.cookies["csrftoken"]
    stale = page_of(send(window, form, body=TEXT, **CHOSEN))
    assert (stale.status, text_on(stale)) == (403, TEXT)
    assert is_placed_as_chosen(send(window, form_on(stale)))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_gets_no_form_that_one_press_sends(
    window: Client, article: Article, headers: dict[str, str]
) -> None:
    address = f"{article.get_absolute_url()}reacties/"
    response = window.post(address, {"body": "Koop nu"}, headers=headers)
    page = page_of(response)
    assert response.status_code == 403
    assert "Koop nu" in page.html
    assert [form for form in page.all("form") if form.all("textarea")] == []


def test_an_error_of_ours(
    window: Client,
    article: Article,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    with monkeypatch.context() as broken:
        broken.setattr("discussions.views.writing.post_comment", _break)
        page = page_of(send(window, form, body=TEXT, **CHOSEN))
    assert (page.status, text_on(page)) == (500, TEXT)
    assert "<script>alert" not in page.html
    assert "vind" not in caplog.text, "what was typed is in no log"
    assert is_placed_as_chosen(send(window, form_on(page)))


def _break(**_fields: Any) -> None:
    raise RuntimeError("broken")


@contextmanager
def database_away() -> Iterator[None]:
    def refuse(execute: Callable[..., Any], *_arguments: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


def test_a_database_that_is_away(window: Client, article: Article) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    with database_away():
        response = send(window, form, body=TEXT, **CHOSEN)
        reading = window.get(article.get_absolute_url())
    page = page_of(response)
    assert (page.status, text_on(page)) == (503, TEXT)
    assert int(response["Retry-After"]) > 0
    assert "Even geduld" in page.html
    assert (reading.status_code, reading.content.count(b"<textarea")) == (503, 0)
    assert is_placed_as_chosen(send(window, form_on(page)))


def test_too_many_comments(window: Client, an: User, article: Article, settings: Any) -> None:
    settings.COMMENTS_PER_HOUR = 1
    say(an, under=article)
    address = article.get_absolute_url()
    form = form_on(page_of(window.get(address)))
    page = page_of(send(window, form, body=TEXT, **CHOSEN))
    assert (page.status, text_on(page)) == (429, TEXT)
    # And when they come back later it is there too.
    Comment.objects.update(created_at=timezone.now() - timedelta(hours=2))
    later = page_of(window.get(address))
    assert text_on(later) == TEXT
    assert is_placed_as_chosen(send(window, form_on(later)))


def test_a_suspension(window: Client, an: User, article: Article) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    mo = make_person("Mo", "moderator")
    restrict(
        moderator=mo,
        person=an,
        kind="suspended",
        reason="Te fel.",
        until=timezone.now() + timedelta(days=3),
        rule_code="HR-1",
    )
    page = page_of(send(window, form, body=TEXT))
    assert (page.status, text_on(page)) == (403, TEXT)
    assert "Wat ik zeg" in page_of(window.get("/mijn-concepten/")).text


@pytest.mark.parametrize("kept", [False, True], ids=["typed", "kept before"])
def test_a_closed_discussion(window: Client, article: Article, kept: bool) -> None:
    thread = say(under=article).thread
    form = form_on(page_of(window.get(article.get_absolute_url())))
    if kept:
        send(window, form, body=TEXT, concept="1")
    restrict(moderator=make_person("Mo", "moderator"), thread=thread, kind="closed", reason="Rust.")
    page = page_of(send(window, form, body=TEXT, concept_nr=str(int(kept))))
    assert (page.status, text_on(page)) == (403, TEXT)
    assert "Wat ik zeg" in page_of(window.get("/mijn-concepten/")).text


def test_an_answer_to_what_was_withdrawn_meanwhile(window: Client, article: Article) -> None:
    comment = say(make_person("Bas"), under=article)
    say(under=comment)
    form = form_on(page_of(window.get(f"{comment.get_absolute_url()}beantwoorden/")))
    withdraw_comment(comment=comment, person=comment.author)
    page = page_of(send(window, form, body=TEXT))
    assert (page.status, text_on(page)) == (422, TEXT)
    assert "Wat ik zeg" in page_of(window.get("/mijn-concepten/")).text


def test_an_answer_to_what_was_withdrawn_and_left_no_place(
    window: Client, article: Article
) -> None:
    comment = say(make_person("Bas"), under=article)
    form = form_on(page_of(window.get(f"{comment.get_absolute_url()}beantwoorden/")))
    withdraw_comment(comment=comment, person=comment.author)
    page = page_of(send(window, form, body=TEXT))
    assert page.status == 410
    assert written(page.one("textarea")) == TEXT


def test_the_log_leaves_out_the_row_that_postgresql_refuses(an: User) -> None:
    words = "Wat ik zeg\n\nen vind"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Draft.objects.create(person=an, body=words, submission_id=uuid.uuid4())
    assert "Wat ik zeg" in str(refused.value), "else this test proves nothing"
    written_down = WithoutRows().formatException(refused._excinfo)
    assert "vind" not in written_down
    assert "Wat ik zeg" not in written_down
    assert "draft_for_one_place" in written_down
    assert written_down.count("Traceback") == 2
