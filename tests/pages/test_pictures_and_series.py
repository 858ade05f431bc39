"""Pictures, series and a member's place over HTTP: who gets them, and what is kept of them."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Reading, Series
from articles.models.article import ArticleStatus
from tests.articles.rich import import_rich
from tests.discussions.texts import make_text
from tests.factories import make_article, make_person, make_picture
from tests.pages.page import get

pytestmark = pytest.mark.django_db


def test_picture_of_a_public_text_is_kept_long_and_sent_once(client: Client) -> None:
    picture = make_picture(make_article())
    response = client.get(picture.get_absolute_url())
    assert response.content == bytes(picture.data)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    again = client.get(picture.get_absolute_url(), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    wrong = reverse("picture", args=[picture.sha256, "jpg"])
    assert client.get(wrong).status_code == 404


def test_picture_of_a_draft_is_for_editors_and_kept_nowhere(client: Client) -> None:
    picture = make_picture(make_article(status="draft"))
    assert client.get(picture.get_absolute_url()).status_code == 404
    client.force_login(make_person("Bas"))
    assert client.get(picture.get_absolute_url()).status_code == 404
    client.force_login(make_person("Els", "editor"))
    response = client.get(picture.get_absolute_url())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_every_kind_of_block_is_drawn(client: Client) -> None:
    page = get(client, import_rich().article.get_absolute_url())
    table = page.one("table", class_="data")
    assert [th["scope"] for th in table.all("th")] == ["col"] * 3 + ["row"] * 2
    image = page.one("figure").one("img")
    assert (image["width"], image["height"]) == ("800", "450")
    assert page.one("figure").one("a")["href"] == image["src"]
    assert len(page.one("blockquote").all("p")) == 2
    assert [link.text for link in page.all("a", rel="noopener external")] == [
        "het jaarverslag van de gemeente"
    ]
    assert len(page.ids) == len(set(page.ids))
    assert [h3.text for h3 in page.all("div", class_="text")[0].all("h3")] == ["Cijfers per wijk"]


@pytest.mark.parametrize("number", [1, 3])
def test_series_costs_the_same_however_many_parts(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    series = Series.objects.create(title="De reeks", slug="de-reeks")
    for part in range(1, number + 1):
        make_text(f"deel-{part}", series=series, series_part=part)
    with django_assert_num_queries(1):
        page = get(client, reverse("series", args=["de-reeks"]))
    assert len(page.one("ol", class_="parts").all("li")) == number


def test_series_names_in_order_what_is_not_here_and_hides_drafts(client: Client) -> None:
    series = Series.objects.create(title="De reeks", slug="de-reeks")
    fifth = make_text("vijf", series=series, series_part=5)
    fifth.series_part_label, fifth.series_next_label = "POORT-5", "POORT-6"
    fifth.save()
    first = make_text("een", series=series, series_part=1)
    first.series_next_label = "POORT-2"
    first.save()
    make_text("twee", series=series, series_part=2, published=False)
    page = get(client, reverse("series", args=["de-reeks"]))
    parts = [item.text for item in page.one("ol", class_="parts").all("li")]
    assert [part.split(" ")[0].removesuffix(",") for part in parts] == [
        "Titel", "POORT-2", "Titel", "POORT-6",
    ]  # fmt: skip
    assert parts[1] == "POORT-2, nog niet hier"
    first.series_id = fifth.series_id = None
    for article in (first, fifth):
        article.series = None
        article.series_part = None
        article.save()
    assert get(client, reverse("series", args=["de-reeks"])).status == 404


def test_place_of_a_member_is_kept_and_nonsense_refused(client: Client) -> None:
    article = import_rich().article
    address = reverse("position", args=[article.slug])
    assert client.post(address, {"blok": "4", "versie": "1"}).status_code == 302
    bas = make_person("Bas")
    client.force_login(bas)
    for blok in ("", "-1", "x", "9" * 30, "999"):
        assert client.post(address, {"blok": blok, "versie": "1"}).status_code == 400
    assert client.post(address, {"blok": "6", "versie": "2"}).status_code == 204
    assert not Reading.objects.filter(position__gt=0).exists()
    assert client.post(address, {"blok": "6", "versie": "1"}).status_code == 204
    assert Reading.objects.get(person=bas).position == 6
    page = get(client, article.get_absolute_url())
    assert "Verder lezen bij" in page.text
    article.status = ArticleStatus.DRAFT
    article.save()
    assert client.post(address, {"blok": "6", "versie": "1"}).status_code == 404
