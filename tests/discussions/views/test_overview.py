"""The front page over HTTP, on the five seed articles."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Source
from discussions.reading import overview
from tests.discussions.texts import make_claim, make_text, relate
from tests.factories import make_person, say
from tests.pages.page import Page, get

B3 = "Professionals weten elkaar in de regel prima te vinden"
A3 = "Dat professionals in dienst zijn van hun eigen expertiseorganisatie"
TITLES = [
    "Samenwerking Organiseren",
    "Transformatie sociaal domein: wij of zij?",
    "Sociaal domein in beweging: transformeren kost aandacht, lef én tijd",
    "Betere samenwerking professionals door structuurveranderingen?",
    "Tijd voor transformatie",
]


def facing(page: Page) -> list[str]:
    return [quote.text for quote in page.one("section", class_="facing").all("blockquote")]


def titles(page: Page) -> list[str]:
    return [entry.all("a")[0].text for entry in page.all("article", class_="entry")]


def test_without_contradictions_there_is_a_plain_heading(db: None, client: Client) -> None:
    make_claim(make_text("een"), "Een eerste zin.")
    page = get(client, "/")
    assert not page.all("section", class_="facing")
    assert not page.all("aside")
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize(
    "query", ["bron=geen-bron", "na=x", "na=1-", "na=-1-2", "na=1-99999999999999999999"]
)
def test_an_address_that_leads_nowhere_is_not_found(db: None, client: Client, query: str) -> None:
    make_text("een")
    assert get(client, f"/?{query}").status == 404


def test_pages_by_key_and_misses_none(db: None, client: Client) -> None:
    moment = timezone.now()
    source = Source.objects.create(name="Wijkblad", slug="wijkblad")
    for number in range(45):
        article = make_text(f"tekst-{number}", source=source)
        Article.objects.filter(pk=article.pk).update(created_at=moment)  # only the id can tell
    make_text("elders")
    make_text("concept", source=source, published=False)
    seen: list[str] = []
    url = "/?bron=wijkblad"
    sizes = []
    while url:
        page = get(client, url)
        found = titles(page)
        sizes.append(len(found))
        seen += found
        url = page.next_url
    assert sizes == [20, 20, 5]
    assert seen == [f"Titel van tekst-{number}" for number in reversed(range(45))]


def test_a_draft_is_for_editors_only(db: None, client: Client) -> None:
    make_text("open")
    relate(make_claim(make_text("concept", published=False)), make_claim(make_text("ander")))
    assert titles(get(client, "/")) == ["Titel van ander", "Titel van open"]
    assert not get(client, "/").all("section", class_="facing")
    client.force_login(make_person("Ed", "editor"))
    assert "Titel van concept" in get(client, "/").text


def test_an_empty_site_says_so(db: None, client: Client) -> None:
    page = get(client, "/")
    assert page.status == 200
    assert "Hier staan geen artikelen." in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_whatever_there_is(
    db: None, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        source = Source.objects.create(name=f"Bron {index}", slug=f"bron-{index}")
        first = make_claim(make_text(f"een-{index}", source=source), "Een eerste zin.")
        second = make_claim(make_text(f"ander-{index}"), "Een tweede zin.")
        relate(first, second)
        say(under=first.article)
    get(client, "/")  # from now on the state of the page is known
    with django_assert_num_queries(13):
        page = get(client, "/")
    assert len(titles(page)) == 2 * number


def test_page_size_is_what_the_design_says() -> None:
    assert overview.PAGE_SIZE == 20
