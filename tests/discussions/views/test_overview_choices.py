"""Narrowing the overview and putting it in order, by links alone."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Claim, Series, Source, Topic
from discussions.actions.stances import take_stance
from discussions.agreement import wilson_lower_bound
from discussions.models import StanceValue
from discussions.reading import overview
from discussions.reading.overview_order import PARTS
from tests.discussions.texts import make_claim, make_text
from tests.factories import make_person, say
from tests.pages.page import Page, get


def titles(page: Page) -> list[str]:
    return [
        entry.all("a")[0].text.removeprefix("Titel van ")
        for entry in page.all("article", class_="entry")
    ]


def choices(page: Page) -> dict[str, str]:
    return {a.text: a["href"] for nav in page.all("nav", class_="filters") for a in nav.all("a")}


def divide(claim: Claim, agree: int, disagree: int) -> None:
    for number in range(agree + disagree):
        value = StanceValue.AGREE if number < agree else StanceValue.DISAGREE
        take_stance(person=make_person("Kees"), claim=claim, value=value)


def test_without_themes_there_is_no_empty_filter(db: None, client: Client) -> None:
    make_text("een")
    page = get(client, "/")
    assert not page.all("nav", class_="filters")
    assert not page.all("details", class_="refine")


def test_choices_combine_and_their_numbers_hold_with_the_others(db: None, client: Client) -> None:
    wonen, zorg = (Topic.objects.create(name=n, slug=n.lower()) for n in ("Wonen", "Zorg"))
    blad = Source.objects.create(name="Wijkblad", slug="wijkblad")
    reeks = Series.objects.create(title="De reeks", slug="de-reeks")
    one = make_text("een", source=blad, series=reeks, series_part=1)
    two = make_text("twee", source=blad)
    make_text("drie")
    draft = make_text("concept", published=False, source=blad)
    for article, day in ((one, "2024-02-01"), (two, "2025-02-01"), (draft, "2023-02-01")):
        Article.objects.filter(pk=article.pk).update(published_on=day)
    one.topics.add(wonen, zorg)
    two.topics.add(zorg)
    draft.topics.add(Topic.objects.create(name="Geheim", slug="geheim"))
    page = get(client, "/")
    found = choices(page)
    assert {"Thema: Wonen 1", "Thema: Zorg 2", "Bron: Wijkblad 2", "Bron: Bron onbekend 1"} <= set(
        found
    )
    assert {"Reeks: De reeks 1", "Jaar: 2024 1", "Jaar: 2025 1", "Jaar: Jaar onbekend 1"} <= set(
        found
    )
    assert "Geheim" not in page.html
    assert "2023" not in page.html
    zorg_page = get(client, found["Thema: Zorg 2"])
    assert titles(zorg_page) == ["twee", "een"]
    assert {"Jaar: 2024 1", "Thema: Wonen 1"} <= set(choices(zorg_page))
    assert "Bron: Bron onbekend 1" not in choices(zorg_page)
    both = choices(zorg_page)["Jaar: 2024 1"]
    assert both == "/?thema=zorg&jaar=2024"
    assert titles(get(client, both)) == ["een"]
    assert titles(get(client, "/?bron=onbekend")) == ["drie"]
    assert titles(get(client, "/?reeks=de-reeks")) == ["een"]
    assert choices(get(client, both))["Thema: Alle"] == "/?jaar=2024"
    # Known values that no article has together are an empty list, not an error.
    nothing = get(client, "/?thema=wonen&jaar=2025")
    assert (nothing.status, titles(nothing)) == (200, [])
    client.force_login(make_person("Els", "editor"))
    assert "Thema: Geheim 1" in choices(get(client, "/"))


@pytest.mark.parametrize(
    "query",
    [
        "thema=niets",
        "reeks=niets",
        "jaar=1900",
        "jaar=x",
        "jaar=0000",
        "jaar=99999",
        "volgorde=mooi",
        "volgorde=besproken&na=x",
        "volgorde=verdeeld&na=1-",
        "thema=%00",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(db: None, client: Client, query: str) -> None:
    make_text("een")
    assert get(client, f"/?{query}").status == 404


def test_most_discussed_counts_what_everybody_can_open(db: None, client: Client) -> None:
    quiet, busy, claimed = make_text("stil"), make_text("druk"), make_text("stellig")
    make_text("nieuwst")
    an = make_person("An")
    for _ in range(2):
        say(an, under=busy)
    claim = make_claim(claimed, "Een eerste zin.")
    for _ in range(3):
        say(an, under=claim)
    page = get(client, "/")
    assert choices(page)["meest besproken"] == "/?volgorde=besproken"
    assert titles(get(client, "/?volgorde=besproken")) == ["stellig", "druk", "nieuwst", "stil"]
    assert quiet.pk


def test_most_divided_follows_the_rules_of_agreement(db: None, client: Client) -> None:
    even, third, tilted, few = (make_text(name) for name in ("gelijk", "derde", "scheef", "weinig"))
    for article, agree, disagree in ((even, 6, 6), (third, 8, 4), (tilted, 11, 3), (few, 4, 4)):
        make_claim(article, "Een eerste zin.")
        divide(make_claim(article, "Een tweede zin."), agree, disagree)
    say(under=few)
    page = get(client, "/?volgorde=verdeeld")
    assert titles(page) == ["gelijk", "derde", "weinig", "scheef"]
    ranked = overview.in_order(Article.objects.all(), "verdeeld", "")
    ranks = {article.slug: article.rank for article in ranked}
    assert ranks == {
        "gelijk": round(2 * wilson_lower_bound(6, 12) * PARTS),
        "derde": round(2 * wilson_lower_bound(4, 12) * PARTS),
        "scheef": 0,
        "weinig": 0,
    }


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("order", ["", "besproken", "verdeeld"])
def test_every_order_costs_the_same_whatever_there_is(
    db: None,
    client: Client,
    number: int,
    order: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for index in range(number):
        article = make_text(f"tekst-{index}")
        article.topics.add(Topic.objects.create(name=f"Thema {index}", slug=f"thema-{index}"))
        say(under=make_claim(article, "Een eerste zin."))
    with django_assert_num_queries(10):
        page = get(client, f"/?thema=thema-0&volgorde={order}")
    assert titles(page) == ["tekst-0"]
