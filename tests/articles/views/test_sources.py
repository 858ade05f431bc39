"""What an editor says of a source, and of its feed."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from articles.models import Feed, Source
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def els(client: Client) -> User:
    editor = make_person("Els", "editor")
    client.force_login(editor)
    return editor


SOURCE = {
    "name": "Het wijkblad",
    "homepage": "https://example.org/",
    "rights": "permission",
    "display": "excerpt",
    "feed_url": "https://example.org/feed",
    "is_on": "on",
    "every_hours": "6",
}


@pytest.fixture
def allowed(settings: Settings) -> None:
    """The operator lets this site fetch from the site of the source."""
    settings.FEED_HOSTS = ["example.org"]


@pytest.mark.usefixtures("allowed")
def test_source_is_made_and_changed(client: Client, els: User) -> None:
    client.post(reverse("sources"), SOURCE)
    source = Source.objects.get()
    assert (source.rights, source.display, source.feed.every_hours) == ("permission", "excerpt", 6)
    url = reverse("source", args=[source.slug])
    Feed.objects.update(etag="x", failure="Stuk.", failed_at="2026-01-01T00:00Z")
    assert "Stuk." in client.get(url).content.decode()
    client.post(url, {**SOURCE, "name": "Wijkblad", "every_hours": "12"})
    source = Source.objects.get()
    assert (source.name, source.feed.etag, source.feed.every_hours) == ("Wijkblad", "x", 12)
    client.post(url, {**SOURCE, "feed_url": "https://example.org/nieuw"})
    assert (Feed.objects.get().etag, Feed.objects.get().failure) == ("", "")
    client.post(url, {**SOURCE, "feed_url": "", "is_on": ""})
    assert not Feed.objects.exists()


def test_feed_that_may_not_be_fetched_is_not_switched_on(client: Client, els: User) -> None:
    response = client.post(reverse("sources"), SOURCE)
    assert response.status_code == 422
    (told,) = response.context["form"].errors["feed_url"]
    assert "een beheerder moet dit adres eerst toestaan" in told
    assert not Source.objects.exists()
    client.post(reverse("sources"), {**SOURCE, "is_on": ""})
    assert Feed.objects.get().is_on is False


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("rights", "alles"),
        ("feed_url", ""),
        ("feed_url", "ftp:/x"),
        ("every_hours", "0"),
        ("every_hours", "745"),
    ],
)
def test_mistake_in_a_source_is_told(client: Client, els: User, field: str, value: str) -> None:
    response = client.post(reverse("sources"), {**SOURCE, field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Source.objects.exists()


@pytest.mark.usefixtures("allowed")
def test_two_sources_share_no_name_and_no_feed(client: Client, els: User) -> None:
    client.post(reverse("sources"), SOURCE)
    response = client.post(reverse("sources"), {**SOURCE, "feed_url": "", "is_on": ""})
    assert "name" in response.context["form"].errors
    response = client.post(reverse("sources"), {**SOURCE, "name": "Ander blad"})
    assert "feed_url" in response.context["form"].errors
    assert Source.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_sources_ask_the_same_number_of_questions_whatever_their_number(
    client: Client, els: User, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        source = Source.objects.create(name=f"Bron {number}", slug=f"bron-{number}")
        Feed.objects.create(source=source, url=f"https://example.org/{number}")
    client.get(reverse("sources"))
    with django_assert_num_queries(4):  # session, person, messages, sources
        assert len(client.get(reverse("sources")).context["sources"]) == count
