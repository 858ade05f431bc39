"""Choosing what is mailed: logged in, from a mail, and by a mail program in one press (RFC 8058)."""

import re
from collections.abc import Callable

import pytest
from django.core import mail as outbox_of
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.actions.follow import follow
from articles.models import Article
from discussions.actions.mail_choices import choices_of, choose, stop_mail
from discussions.actions.outbox import gather
from discussions.models import Comment, MailChoice, Pace
from discussions.reading.mail_tokens import stop_url
from tests.discussions.told.conftest import Tell, log_in
from tests.factories import say

pytestmark = pytest.mark.django_db
Send = Callable[[], int]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
ALL = {
    "answers": "on",
    "answer": "daily",
    "mention": "never",
    "followed": "now",
    "new_part": "weekly",
}


def path_of(url: str) -> str:
    return url.removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def stranger() -> Client:
    """Without cookies, and as strict about CSRF as the real site."""
    return Client(enforce_csrf_checks=True)


def test_without_a_choice_the_defaults_hold(an: User) -> None:
    chosen = choices_of(an)
    assert (chosen.answer, chosen.mention, chosen.followed, chosen.new_part, chosen.answers) == (
        "now",
        "now",
        "daily",
        "daily",
        True,
    )
    assert not MailChoice.objects.exists()


def test_choosing_changes_what_is_named_and_leaves_the_rest(an: User) -> None:
    choose(person=an, paces={"answer": Pace.WEEKLY})
    chosen = choose(person=an, paces={"mention": Pace.NEVER}, answers=False)
    assert (chosen.answer, chosen.mention, chosen.followed) == ("weekly", "never", "daily")
    with pytest.raises(ValueError, match="no such kinds"):
        choose(person=an, paces={"decision_on_yours": Pace.NEVER})
    with pytest.raises(IntegrityError), transaction.atomic():
        MailChoice.objects.update(answer="soms")


def test_a_digest_is_stopped_as_a_whole(an: User) -> None:
    choose(person=an, paces={"answer": Pace.WEEKLY})
    chosen = stop_mail(person=an, what="daily")
    assert (chosen.followed, chosen.new_part) == ("never", "never")
    assert (chosen.answer, chosen.mention) == ("weekly", "now")
    with pytest.raises(ValueError, match="nothing to stop"):
        stop_mail(person=an, what="now")


def test_the_form_of_a_member(an: User) -> None:
    client = log_in(an)
    page = client.get(reverse("mail_choices")).text
    assert '<option value="daily" selected>één keer per dag, samen</option>' in page
    assert client.post(reverse("mail_choices"), ALL).status_code == 302
    chosen = choices_of(an)
    assert (chosen.answer, chosen.mention, chosen.followed) == ("daily", "never", "now")
    assert chosen.answers
    wrong = client.post(reverse("mail_choices"), {**ALL, "answer": "soms"})
    assert wrong.status_code == 422
    assert choices_of(an).answer == "daily"


def test_every_mail_can_be_stopped_with_one_press_by_the_mail_program(
    an: User, answered: Comment, send: Send, stranger: Client
) -> None:
    send()
    (sent,) = outbox_of.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (url,) = re.findall(r"^<(.+)>$", sent.extra_headers["List-Unsubscribe"])
    assert url in sent.body
    assert stranger.post(path_of(url), ONE_CLICK).status_code == 200
    chosen = choices_of(an)
    assert (chosen.answer, chosen.mention) == ("never", "now")
    assert stranger.post(path_of(url), ONE_CLICK).status_code == 200  # twice is once


def test_of_a_digest_the_digest_is_stopped(
    an: User, bas: User, article: Article, tell: Tell, send: Send, stranger: Client
) -> None:
    follow(person=an, subject=article)
    tell(say(bas, under=article))
    gather(pace=Pace.DAILY)
    send()
    (sent,) = outbox_of.outbox
    url = sent.extra_headers["List-Unsubscribe"].strip("<>")
    stranger.post(path_of(url), ONE_CLICK)
    assert (choices_of(an).followed, choices_of(an).new_part) == ("never", "never")


def test_opening_the_address_changes_nothing(an: User, stranger: Client) -> None:
    User.objects.filter(pk=an.pk).update(display_name="Annelies")
    address = path_of(stop_url(an, "answer"))
    page = stranger.get(address)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert an.email not in page.text
    assert "Annelies" not in page.text
    assert stranger.post(address).status_code == 400
    assert stranger.post(address, {"List-Unsubscribe": "x"}).status_code == 400
    assert choices_of(an).answer == "now"


def test_everything_can_be_set_from_a_mail_without_logging_in(an: User) -> None:
    address = path_of(stop_url(an, "answer"))
    client = Client(enforce_csrf_checks=True)
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(address).text)[0]
    save = f"{address}keuzes/"
    assert client.post(save, ALL).status_code == 403  # this one asks for the token of the form
    assert client.post(save, {**ALL, "csrfmiddlewaretoken": token}).status_code == 302
    assert choices_of(an).mention == "never"
    client.post(save, {"stop": "1", "csrfmiddlewaretoken": token})
    assert choices_of(an).answer == "never"
    wrong = client.post(save, {**ALL, "answer": "soms", "csrfmiddlewaretoken": token})
    assert wrong.status_code == 422


def test_a_token_opens_nothing_else(an: User, bas: User, stranger: Client) -> None:
    address = path_of(stop_url(an, "answer"))
    stranger.get(address)
    assert stranger.get(reverse("inbox")).status_code == 302
    forged = address[:-4] + ("AAA/" if address[-4:] != "AAA/" else "BBB/")
    for method in (stranger.get, stranger.post):
        assert method(forged, ONE_CLICK).status_code == 404
    assert choices_of(bas).answer == "now"


def test_the_token_of_who_left_is_none(an: User, stranger: Client) -> None:
    address = path_of(stop_url(an, "answer"))
    User.objects.filter(pk=an.pk).update(anonymised_at=timezone.now())
    assert stranger.get(address).status_code == 404
