"""A pause before a comment is placed: it explains, loses nothing, and never forbids."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from articles.models import Article
from discussions.models import Comment, SecondLookCount
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db
TEXT = "Mijn cliënt, geboren op 3 mei 1984,\nis te bellen op 06-00123456."


def post(client: Client, article: Article, body: str, *, htmx: bool = False, **more: str) -> Any:
    return client.post(
        reverse("article_comments", args=[article.slug]),
        {"body": body, "submission_id": str(uuid.uuid4()), **more},
        headers={"HX-Request": "true"} if htmx else {},
    )


def written(article: Article) -> list[str]:
    """What stands under it."""
    return list(Comment.objects.filter(thread__article=article).values_list("body", flat=True))


def counted() -> dict[str, tuple[int, int]]:
    return {row.kind: (row.paused, row.kept) for row in SecondLookCount.objects.all()}


@pytest.mark.parametrize("htmx", [False, True])
def test_it_waits_says_why_and_keeps_the_text(member: Client, article: Article, htmx: bool) -> None:
    response = post(member, article, TEXT, htmx=htmx)
    html = response.content.decode()
    assert response.status_code == 200
    assert not written(article)
    assert TEXT in html
    assert "<q>06-00123456</q>" in html
    assert "<q>geboren op 3 mei 1984</q>" in html
    assert 'data-kind="email" hidden' in html
    assert 'data-kind="phone" hidden' not in html
    assert 'name="gezien" value="phone birth_date"' in html
    assert 'name="toch" value="1"' in html
    assert not SecondLookCount.objects.exists(), "nothing is counted before something is placed"


def test_the_person_decides(member: Client, article: Article) -> None:
    response = post(member, article, TEXT, toch="1", gezien="phone birth_date")
    assert response.status_code == 303
    assert written(article) == [TEXT]
    assert counted() == {"phone": (1, 1), "birth_date": (1, 1)}


def test_what_was_changed_is_counted_as_such(member: Client, article: Article) -> None:
    for _turn in range(2):
        post(member, article, "Mijn cliënt van 42 belde.", gezien="phone birth_date")
    post(member, article, "Bel 06-00123456.", toch="1", gezien="phone")
    assert counted() == {"phone": (3, 1), "birth_date": (2, 0)}
    assert {row.day for row in SecondLookCount.objects.all()} == {timezone.localdate()}


def test_what_made_it_wait_is_remembered_through_a_mistake(
    member: Client, article: Article
) -> None:
    html = post(member, article, " ", gezien="phone").content.decode()
    assert 'name="gezien" value="phone"' in html


def test_nonsense_in_the_form_counts_nothing(member: Client, article: Article) -> None:
    post(member, article, "Mee eens.", gezien="phone2 <script> attack'; --")
    assert written(article) == ["Mee eens."]
    assert counted() == {}


def test_an_innocent_text_is_placed_at_once(member: Client, article: Article) -> None:
    assert post(member, article, "Bel de gemeente: 020-0123456.").status_code == 303
    assert counted() == {}


def test_an_answer_waits_too(member: Client, article: Article) -> None:
    root = say(under=article)
    address = reverse("answer_comment", args=[root.public_id])
    data = {"body": "Jij bent een leugenaar.", "submission_id": str(uuid.uuid4())}
    assert 'data-kind="attack" hidden' not in member.post(address, data).content.decode()
    assert written(article) == [root.body]
    assert member.post(address, {**data, "toch": "1"}).status_code == 303


def test_moderators_see_how_often_it_happened(member: Client, article: Article) -> None:
    post(member, article, TEXT, toch="1", gezien="phone birth_date")
    post(member, article, "Anders gezegd.", gezien="phone")
    SecondLookCount.objects.create(
        day=timezone.localdate() - timedelta(days=30), kind="email", paused=7
    )
    desk = Client()
    desk.force_login(make_person("Mo", Role.MODERATOR))
    html = desk.get(reverse("moderation_log")).content.decode()
    assert '<th scope="row">telefoonnummer</th><td>2</td><td>1</td>' in html
    assert '<th scope="row">geboortedatum</th><td>1</td><td>1</td>' in html
    assert "e-mailadres" not in html


@pytest.mark.parametrize(
    "wrong", [{"kind": "iets"}, {"kind": "phone", "paused": 1, "kept": 2}], ids=["kind", "kept"]
)
def test_postgresql_refuses_impossible_counts(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondLookCount.objects.create(day=timezone.localdate(), **wrong)
