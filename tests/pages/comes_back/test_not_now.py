"""A text that may not be placed, now or there, comes back and waits as a draft. No JavaScript here."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment
from tests.factories import make_person, restrict, say
from tests.pages.comes_back.window import (
    CHOSEN,
    TEXT,
    form_on,
    is_placed_as_chosen,
    text_on,
)
from tests.pages.forms import page_of, send, written

pytestmark = pytest.mark.django_db


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
        reason="Je schold iemand uit.",
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
