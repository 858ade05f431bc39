"""The front page over HTTP, on the five seed articles."""

import re

import pytest
from django.test import Client

from articles.models import Article, Claim, Relation
from articles.models.relation import RelationType
from discussions.actions.stances import take_stance
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


def titles(page: Page) -> list[str]:
    return [entry.all("a")[0].text for entry in page.all("article", class_="entry")]


def facing(page: Page) -> list[str]:
    return [quote.text for quote in page.one("section", class_="facing").all("blockquote")]


def entry(page: Page, title: str) -> str:
    (found,) = [one.text for one in page.all("article", class_="entry") if title in one.text]
    return found


def test_opens_with_the_two_claims_that_contradict_each_other(seeds: None, client: Client) -> None:
    page = get(client, "/")
    left, right = facing(page)
    assert left.startswith(B3)
    assert right.startswith(A3)
    between = page.one("p", class_="between").text
    assert between == (
        "Volgens de eerste stelling vallen organisatiebarrières mee; de tweede stelling noemt het "
        "dienstverband bij de eigen organisatie juist een barrière."
    )


def test_facing_claims_link_to_claim_and_article(seeds: None, client: Client) -> None:
    page = get(client, "/")
    links = [a["href"] for a in page.one("section", class_="facing").all("a")]
    assert len(links) == 4
    assert all(get(client, link).status == 200 for link in links)


def test_the_other_contradictions_stand_beside(seeds: None, client: Client) -> None:
    aside = get(client, "/").one("aside", class_="opposed")
    assert len(aside.all("li")) == 3
    assert A3 not in aside.text


def test_a_livelier_contradiction_comes_first(seeds: None, client: Client) -> None:
    quiet, lively = Relation.objects.filter(type=RelationType.CONTRADICTS).order_by("id")[:2]
    say(under=lively.to_claim)
    assert not facing(get(client, "/"))[0].startswith(B3)
    take_stance(person=make_person("An"), claim=quiet.from_claim, value="agree")
    take_stance(person=make_person("Bas"), claim=quiet.to_claim, value="agree")
    assert facing(get(client, "/"))[0].startswith(B3)


def test_lists_the_five_newest_import_first(seeds: None, client: Client) -> None:
    assert titles(get(client, "/")) == TITLES


def test_entry_says_what_is_known_and_nothing_more(seeds: None, client: Client) -> None:
    page = get(client, "/")
    pont = entry(page, TITLES[3])
    assert "PONT Zorg&Sociaal" in pont
    assert "29 augustus 2017" in pont
    assert "7 stellingen" in pont
    assert "nog geen reacties" in pont
    assert "minuten lezen" in pont
    assert "deel 8" in entry(page, TITLES[0])
    assert "Op weg naar Participatie en Herstel" in entry(page, TITLES[0])
    assert "1 reactie bij de bron" in entry(page, TITLES[1])
    assert "bij de bron" not in pont
    assert "20" not in entry(page, TITLES[4])  # no date was proved, so none is shown


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (TITLES[3], "Een open deur: goede samenwerking tussen (alle!) professionals is"),
        (TITLES[4], "Nu de transitie een feit is, buigen gemeenten zich over"),
        (TITLES[1], "Wie is aan zet bij de transformatie sociaal domein?"),
        (TITLES[0], "Realiseren van de voorgaande 7 punten Op weg naar Participatie"),
    ],
)
def test_entry_begins_as_the_text_begins(
    seeds: None, client: Client, title: str, lead: str
) -> None:
    article = Article.objects.get(current_version__title=title)
    (shown,) = [
        found.text
        for found in get(client, "/").all("p", class_="lead")
        if found.text.startswith(lead)
    ]
    assert shown in " ".join(article.current_version.canonical_text.split())
    assert shown[-1] in ".!?"


def test_counts_comments_in_correct_dutch(seeds: None, client: Client) -> None:
    article = Article.objects.get(current_version__title=TITLES[4])
    noise = Article.objects.get(current_version__title=TITLES[3])
    say(under=article)
    assert "1 reactie" in entry(get(client, "/"), TITLES[4])
    say(under=article)
    page = get(client, "/")
    assert "2 reacties" in entry(page, TITLES[4])
    assert "nog geen reacties" in entry(page, noise.current_version.title)


def test_counts_what_is_said_at_its_claims_beside(seeds: None, client: Client) -> None:
    article = Article.objects.get(current_version__title=TITLES[4])
    one, other = article.claims.order_by("number")[:2]
    say(under=one)
    shown = entry(get(client, "/"), TITLES[4])
    assert "1 reactie bij de stellingen" in shown
    assert "nog geen reacties" not in shown
    say(under=article)
    say(under=one)
    say(under=other)
    page = get(client, "/")
    assert re.search(r"1 reactie\s*3 bij de stellingen", entry(page, TITLES[4]))
    assert "bij de stellingen" not in entry(page, TITLES[3])


def test_names_what_people_are_divided_on(seeds: None, client: Client) -> None:
    claim, noise = Claim.objects.order_by("id")[:2]
    people = [make_person(f"Mens {number}") for number in range(10)]
    for index, person in enumerate(people[:9]):
        take_stance(person=person, claim=claim, value="agree" if index < 6 else "disagree")
        take_stance(person=person, claim=noise, value="agree")
    assert "verdeeld" not in get(client, "/").text
    take_stance(person=people[9], claim=claim, value="disagree")
    take_stance(person=people[9], claim=noise, value="disagree")
    aside = get(client, "/").one("aside", class_="opposed")
    assert aside.all("h2")[0].text == "Waar men verdeeld is"
    assert len(aside.all("li")) == 4
    assert "6 eens · 4 oneens" in aside.all("li")[0].text
    assert aside.all("a")[0]["href"] == claim.get_absolute_url()
    assert "Waar men verdeeld is" not in get(client, "/?bron=onbekend").text


def test_filters_by_source(seeds: None, client: Client) -> None:
    page = get(client, "/")
    by_source = next(nav for nav in page.all("nav", class_="filters") if "Bron" in nav.text)
    filters = by_source.all("a")
    assert [one.text for one in filters] == [
        "Bron: Alle",
        "Bron: PONT Zorg&Sociaal 1",
        "Bron: Bron onbekend 4",
    ]
    assert [one["aria-current"] for one in filters] == ["page", "", ""]
    pont = get(client, filters[1]["href"])
    assert titles(pont) == [TITLES[3]]
    assert not pont.all("section", class_="facing")
    assert len(pont.all("h1")) == 1
    unknown = get(client, "/?bron=onbekend")
    assert titles(unknown) == [title for title in TITLES if title != TITLES[3]]
