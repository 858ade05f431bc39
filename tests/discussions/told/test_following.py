"""Following and stopping, by the buttons and by the list."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.actions.follow import follow, unfollow
from articles.actions.publish import withdraw_article
from articles.models import Article, Follow, Series
from tests.discussions.told.conftest import log_in
from tests.factories import make_article, make_claim, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    return Series.objects.create(title="De reeks", slug="de-reeks")


def test_following_twice_is_once_and_so_is_stopping(bas: User, article: Article) -> None:
    for _turn in range(2):
        follow(person=bas, subject=article)
    assert Follow.objects.filter(person=bas, article=article).count() == 1
    for _turn in range(2):
        unfollow(person=bas, subject=article)
    assert not Follow.objects.exists()


def test_a_row_follows_exactly_one_thing(bas: User, article: Article) -> None:
    for subject in ({}, {"article": article, "claim": make_claim(article)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(person=bas, **subject)


def test_a_button_on_each_page_follows_and_stops(
    bas: User, article: Article, series: Series
) -> None:
    part = make_article(series=series)
    claim = make_claim(article)
    client = log_in(bas)
    for page, press, subject in (
        (article.get_absolute_url(), reverse("follow_article", args=[article.slug]), article),
        (
            claim.get_absolute_url(),
            reverse("follow_claim", args=[article.slug, claim.number]),
            claim,
        ),
        (
            reverse("series", args=[series.slug]),
            reverse("follow_series", args=["de-reeks"]),
            series,
        ),
    ):
        assert f'action="{press}"' in client.get(page).text
        # Back at the button, however long the page is.
        assert client.post(press, {"volg": "1"}).headers["Location"] == f"{page}#volgen"
        assert Follow.objects.of(bas, subject).exists()
        assert "Je volgt deze" in client.get(page).text
        client.post(press, {"volg": "0"})
        assert not Follow.objects.of(bas, subject).exists()
    assert part.series == series


def test_htmx_gets_the_button_back_and_says_it(bas: User, article: Article) -> None:
    press = reverse("follow_article", args=[article.slug])
    answer = log_in(bas).post(press, {"volg": "1"}, headers={"HX-Request": "true"})
    assert 'id="volgen-knop"' in answer.text
    assert 'value="0"' in answer.text
    assert "Je volgt dit nu" in answer.headers["HX-Trigger"].encode().decode("unicode_escape")


def test_a_visitor_is_led_to_the_log_in_and_back(client: Client, article: Article) -> None:
    assert reverse("account_login") in client.get(article.get_absolute_url()).text
    answer = client.post(reverse("follow_article", args=[article.slug]), {"volg": "1"})
    assert answer.status_code == 302
    assert not Follow.objects.exists()


def test_what_one_may_not_see_cannot_be_followed(bas: User, series: Series) -> None:
    draft = make_article(status="draft", series=series)
    client = log_in(bas)
    for press in (
        reverse("follow_article", args=[draft.slug]),
        reverse("follow_series", args=[series.slug]),
    ):
        assert client.post(press, {"volg": "1"}).status_code == 404
    assert not Follow.objects.exists()


def test_the_list_stops_ones_own_and_nobody_elses(bas: User, an: User, article: Article) -> None:
    follow(person=bas, subject=article)
    follow(person=an, subject=article)
    own, other = (Follow.objects.get(person=person) for person in (bas, an))
    client = log_in(bas)
    assert "Zorg in de wijk" in client.get(reverse("following")).text
    client.post(reverse("following"), {"volg": other.pk})
    client.post(reverse("following"), {"volg": own.pk})
    client.post(reverse("following"), {"volg": "x"})
    assert list(Follow.objects.all()) == [other]


def test_the_list_does_not_name_what_was_withdrawn(bas: User, article: Article) -> None:
    follow(person=bas, subject=article)
    follow(person=bas, subject=make_claim(article, "Wijken kunnen dit."))
    withdraw_article(article=article, editor=make_person("Els", "editor"), reason="Fout.")
    text = log_in(bas).get(reverse("following")).text
    assert "Zorg in de wijk" not in text
    assert "Wijken kunnen dit." not in text


def test_the_list_costs_the_same_for_one_and_for_many(bas: User) -> None:
    client = log_in(bas)
    counts = []
    for _turn in range(2):
        for _number in range(2):
            follow(person=bas, subject=make_claim())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("following")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
