"""The order that somebody reads in stays with them, from page to page, without JavaScript."""

import uuid
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Comment
from tests.factories import make_article, make_claim, make_person, say
from tests.pages.forms import page_of, send, writing_form
from tests.pages.page import Page, get

pytestmark = pytest.mark.django_db
ORDER = "volgorde=nieuwste"


@pytest.fixture
def bas() -> User:
    return make_person("Bas")


@pytest.fixture
def window(bas: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bas)
    return client


@pytest.fixture
def article() -> Article:
    return make_article()


def look(window: Client, address: str) -> Page:
    return page_of(window.get(address.partition("#")[0]))


def links(page: Page, part: str) -> list[str]:
    return [link["href"] for link in page.all("a") if part in link["href"]]


def test_from_the_list_to_a_comment_and_back(window: Client, article: Article) -> None:
    root = say(under=article)
    say(under=article)
    answer = say(under=root)
    page = look(window, f"{article.get_absolute_url()}?{ORDER}")
    for comment in (root, answer):
        address = comment.get_absolute_url()
        assert set(links(page, address)) - {f"{address}melden/"} == {
            f"{address}?{ORDER}",
            *(
                f"{address}beantwoorden/?{ORDER}&niveau={level}{more}"
                for level in [comment.depth]
                for more in ("", "&citaat=1")
            ),
        }
    there = look(window, f"{answer.get_absolute_url()}?{ORDER}")
    assert f"{article.get_absolute_url()}?{ORDER}#discussie" in links(there, article.slug)
    assert f"{root.get_absolute_url()}?{ORDER}" in links(there, "/reacties/")
    of_root = look(window, f"{root.get_absolute_url()}?{ORDER}")
    assert links(of_root, "#discussie") == [f"{article.get_absolute_url()}?{ORDER}#discussie"] * 2


def test_more_answers(window: Client, article: Article) -> None:
    root = say(under=article)
    for _number in range(30):
        say(under=root)
    page = look(window, f"{root.get_absolute_url()}?{ORDER}")
    (more,) = links(page, "na=")
    assert ORDER in more
    later = look(window, more)
    assert f"{root.get_absolute_url()}?{ORDER}" in links(later, str(root.public_id))


@pytest.mark.parametrize("place", ["article", "claim"])
def test_placing_leads_back_to_the_same_order(window: Client, article: Article, place: str) -> None:
    subject = make_claim(article) if place == "claim" else article
    for _number in range(25):
        say(under=subject)
    form = writing_form(look(window, f"{subject.get_absolute_url()}?{ORDER}"))
    placed = send(window, form, body="Van mij")
    mine = Comment.objects.get(body="Van mij")
    anchor = f"#reactie-{mine.public_id}"
    assert placed["Location"] == f"{subject.get_absolute_url()}?{ORDER}{anchor}"
    assert anchor.removeprefix("#") in look(window, placed["Location"]).ids
    # In the other orders it is on another page, so they come to its own.
    form = writing_form(look(window, f"{subject.get_absolute_url()}?volgorde=beste"))
    again = send(window, form, body="Nog een", submission_id=str(uuid.uuid4()))
    other = Comment.objects.get(body="Nog een")
    assert again["Location"].startswith(f"{other.get_absolute_url()}?volgorde=beste#")


def test_answering_and_keeping_a_draft(window: Client, article: Article) -> None:
    root = say(under=article)
    page = look(window, f"{article.get_absolute_url()}?{ORDER}")
    (address,) = [link for link in links(page, "beantwoorden") if "citaat" not in link]
    placed = send(window, writing_form(look(window, address)), body="Mijn antwoord")
    mine = Comment.objects.get(body="Mijn antwoord")
    assert placed["Location"] == f"{mine.get_absolute_url()}?{ORDER}#reactie-{mine.public_id}"
    kept = send(window, writing_form(look(window, address)), body="Half", concept="1")
    assert ORDER in kept["Location"]
    form = writing_form(look(window, f"{article.get_absolute_url()}?{ORDER}"))
    kept = send(window, form, body="Half", concept="1")
    assert kept["Location"] == f"{article.get_absolute_url()}?{ORDER}#reageren"
    assert root.thread.article == article


def test_logging_in_and_a_session_that_ended(window: Client, article: Article) -> None:
    address = f"{article.get_absolute_url()}?{ORDER}"
    gate = [unquote(link) for link in links(get(Client(), address), "/account/login/")]
    assert f"{reverse('account_login')}?next={address}#reageren" in gate
    form = writing_form(look(window, address))
    Session.objects.all().delete()
    page = page_of(send(window, form, body="Te laat"))
    (back,) = [link for link in map(unquote, links(page, "login")) if "verder=1" in link]
    assert ORDER in back


def test_an_order_that_is_none_costs_nobody_a_text(window: Client, article: Article) -> None:
    form = writing_form(look(window, article.get_absolute_url()))
    form.attributes["action"] += "?volgorde=mooiste"
    assert send(window, form, body="Van mij").status_code == 303
