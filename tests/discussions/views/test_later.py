"""Reading later: by press on, by press off, and a list of one's own."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import ReadLater
from tests.discussions.texts import make_text
from tests.factories import make_person
from tests.pages.page import get


@pytest.fixture
def bas(client: Client, db: None) -> User:
    bas = make_person("Bas")
    client.force_login(bas)
    return bas


def test_a_press_keeps_it_and_another_lets_it_go(client: Client, bas: User) -> None:
    article = make_text("een")
    press = f"{article.get_absolute_url()}later/"
    for _twice in range(2):
        answer = client.post(press, {"bewaar": "1", "terug": "/?thema="})
        assert (answer.status_code, answer["Location"]) == (303, "/?thema=")
    assert ReadLater.objects.get().person == bas
    button = get(client, "/").one("button", name="bewaar")
    assert (button["aria-pressed"], button["value"]) == ("true", "0")
    assert "Titel van een" in get(client, "/later-lezen/").text
    get(client, article.get_absolute_url())
    assert ReadLater.objects.exists(), "reading it does not take it off"
    client.post(press, {"bewaar": "0"})
    assert "Je bewaart nog niets." in get(client, "/later-lezen/").text


@pytest.mark.parametrize(
    "back",
    [
        "https://elders.example/",
        "//elders.example/",
        "/\\elders",
        "elders",
        "javascript:alert(1)",
        "",
    ],
)
def test_it_never_leads_to_another_site(client: Client, bas: User, back: str) -> None:
    article = make_text("een")
    answer = client.post(f"{article.get_absolute_url()}later/", {"bewaar": "1", "terug": back})
    assert answer["Location"] == article.get_absolute_url()


def test_htmx_gets_the_button_pressed(client: Client, bas: User) -> None:
    article = make_text("een")
    answer = client.post(
        f"{article.get_absolute_url()}later/", {"bewaar": "1"}, headers={"HX-Request": "true"}
    )
    html = answer.content.decode()
    assert 'aria-pressed="true"' in html
    assert "<html" not in html
    assert "Bewaard voor later." in answer["HX-Trigger"].encode().decode("unicode-escape")


def test_a_visitor_is_led_to_the_log_in_page_and_back(client: Client, db: None) -> None:
    article = make_text("een")
    page = get(client, article.get_absolute_url())
    there = f"/account/login/?next={article.get_absolute_url()}"
    assert there in [link for link, _text in page.links()]
    answer = client.post(f"{article.get_absolute_url()}later/", {"bewaar": "1"})
    assert answer["Location"] == there
    assert not ReadLater.objects.exists()
    assert not get(client, "/").all("button", name="bewaar")


def test_the_list_is_paged_by_key_also_in_ties_and_is_theirs_alone(
    client: Client, bas: User
) -> None:
    moment = timezone.now()
    other = make_person("An")
    for number in range(45):
        article = make_text(f"tekst-{number}")
        ReadLater.objects.create(person=bas, article=article, added_at=moment)
        ReadLater.objects.create(person=other, article=article)
    hidden = make_text("concept", published=False)
    ReadLater.objects.create(person=bas, article=hidden)
    seen: list[str] = []
    url, sizes = "/later-lezen/", []
    while url:
        page = get(client, url)
        found = [entry.all("a")[0].text for entry in page.all("article", class_="entry")]
        sizes.append(len(found))
        seen += found
        url = page.next_url
    assert sizes == [20, 20, 5]
    assert seen == [f"Titel van tekst-{number}" for number in reversed(range(45))]
    for wrong in ("x", "1-", "-1-2", "1-99999999999999999999"):
        assert get(client, f"/later-lezen/?na={wrong}").status == 404


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_whatever_is_kept(
    client: Client, bas: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        ReadLater.objects.create(person=bas, article=make_text(f"tekst-{index}"))
    with django_assert_num_queries(11):
        page = get(client, "/later-lezen/")
    assert len(page.all("article", class_="entry")) == number
