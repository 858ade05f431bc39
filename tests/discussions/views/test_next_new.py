"""From one new comment to the next: in the order of time, over pages, however deep, and never too far."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment, Participation
from tests.discussions.reading.growing import grow
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def bas() -> User:
    return make_person("Bas")


@pytest.fixture
def client(bas: User) -> Client:
    client = Client()
    client.force_login(bas)
    return client


def left(person: User, **ago: float) -> None:
    """This person was here last that long ago."""
    Participation.objects.filter(person=person).update(
        read_until=timezone.now() - timedelta(**ago), read_before=None
    )


def follow(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_every_new_one_in_turn_however_deep(client: Client, bas: User, article: Article) -> None:
    an = make_person("An")
    rows = grow(article, an, [*[None] * 30, *range(29, 33)])
    client.get(reverse("article_comments", args=[article.slug]))
    left(bas, days=10)
    new = [rows[2], rows[25], rows[33]]
    own, gone, hidden = say(bas, under=article), say(an, under=article), say(an, under=article)
    withdraw_comment(comment=gone, person=an)
    hide(hidden)
    moment = timezone.now() - timedelta(days=5)
    Comment.objects.filter(pk__in=[row.pk for row in rows]).update(
        created_at=moment - timedelta(days=20)
    )
    for place, row in enumerate(new):  # two of them at one moment
        Comment.objects.filter(pk=row.pk).update(created_at=moment + timedelta(hours=place // 2))
    page = client.get(reverse("article_comments", args=[article.slug]))
    assert page.context["thread"].new_count == 3
    address = page.context["thread"].first_new_url
    assert address in page.content.decode()
    met = []
    for _number in range(3):
        place = follow(client, address)
        met.append(place)
        shown = client.get(place.split("#")[0])
        node = shown.context["page"].node
        assert node.is_new
        address = node.next_new_url
        assert address in shown.content.decode()
    assert met == [f"{row.get_absolute_url()}#reactie-{row.public_id}" for row in new]
    assert follow(client, address) == f"{article.get_absolute_url()}#discussie"
    last = client.get(article.get_absolute_url())
    assert "Dat was de laatste nieuwe reactie." in last.content.decode()
    assert own.public_id not in met


def test_a_long_walk_stays_one_visit(client: Client, bas: User, article: Article) -> None:
    an = make_person("An")
    client.get(reverse("article_comments", args=[article.slug]))
    first, second = say(an, under=article), say(an, under=article)
    client.get(reverse("article_comments", args=[article.slug]))
    left(bas, days=1)
    place = follow(client, reverse("article_first_new", args=[article.slug]))
    assert str(first.public_id) in place
    mark = Participation.objects.get(person=bas)
    assert mark.read_before is not None
    Participation.objects.update(read_until=timezone.now() - timedelta(minutes=20))
    assert str(second.public_id) in follow(client, reverse("next_new", args=[first.public_id]))
    mark.refresh_from_db()
    assert mark.read_until is not None
    assert mark.read_until > timezone.now() - timedelta(minutes=1)


def test_of_a_claim_and_where_nothing_is_new(client: Client, bas: User, article: Article) -> None:
    claim = make_claim(article)
    nothing = reverse("claim_first_new", args=[article.slug, claim.number])
    assert follow(client, nothing) == f"{claim.get_absolute_url()}#discussie"
    said = say(make_person("An"), under=claim)
    client.get(claim.get_absolute_url())
    left(bas, days=-1)
    assert follow(client, nothing) == f"{claim.get_absolute_url()}#discussie"
    left(bas, days=1)
    assert str(said.public_id) in follow(client, nothing)
    assert Client().get(nothing)["Location"].startswith(reverse("account_login"))
    secret = say(make_person("An"), under=make_article())
    type(article).objects.filter(pk=secret.thread.article_id).update(status="draft")
    assert client.get(reverse("next_new", args=[secret.public_id])).status_code == 404


def test_it_asks_as_often_whatever_the_size(client: Client, bas: User) -> None:
    numbers = []
    for size in (3, 60):
        article = make_article()
        rows = grow(article, make_person("An"), [None] * size)
        address = reverse("next_new", args=[rows[0].public_id])
        client.get(address)
        left(bas, days=60)
        with CaptureQueriesContext(connection) as captured:
            assert str(rows[1].public_id) in follow(client, address)
        numbers.append(len(captured))
    assert len(set(numbers)) == 1
