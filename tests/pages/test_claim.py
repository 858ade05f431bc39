"""The page of a claim over HTTP."""

import pytest
from django.test import Client

from articles.models import Article, Claim, Relation
from articles.models.relation import RelationType
from tests.articles import seeds as seed_files
from tests.factories import say
from tests.pages.page import Page, get

LABELS = {
    RelationType.CONTRADICTS: ("Spreekt tegen", "Wordt tegengesproken door"),
    RelationType.SUPPORTS: ("Ondersteunt", "Wordt ondersteund door"),
    RelationType.NUANCES: ("Nuanceert", "Wordt genuanceerd door"),
}


def group(page: Page, label: str) -> list[str]:
    """The relations under a heading, as text."""
    for section in page.all("section", class_="part"):
        if [h2.text for h2 in section.all("h2")] == [label]:
            return [one.text for one in section.all("div") if one["class"] == "relation"]
    return []


def claims() -> list[Claim]:
    return list(
        Claim.objects.select_related("article__current_version", "current_wording").order_by("id")
    )


def test_every_claim_has_its_page(seeds: None, client: Client) -> None:
    statements = {
        claim["id"]: claim["statement"]
        for entry in seed_files.claims_file()["articles"]
        for claim in entry["claims"]
    }
    assert len(statements) == len(claims()) == 39
    for claim in claims():
        page = get(client, claim.get_absolute_url())
        assert page.status == 200
        assert page.one("h1").text == statements[claim.import_key]
        assert page.headers["X-Robots-Tag"] == "noindex"


def test_every_passage_stands_in_its_context(seeds: None, client: Client) -> None:
    for entry in seed_files.claims_file()["articles"]:
        for one in entry["claims"]:
            claim = Claim.objects.get(import_key=one["id"])
            page = get(client, claim.get_absolute_url())
            quotes = [" ".join(quote.split()) for quote in (one["quote"], *one["also_quotes"])]
            marks = [m.text for q in page.all("blockquote") for m in q.all("mark")]
            assert sorted(marks) == sorted(quotes)


def test_quotation_leaves_out_the_references(seeds: None, client: Client) -> None:
    article = Article.objects.get(current_version__title="Samenwerking Organiseren")
    page = get(client, f"/stellingen/{article.slug}-3/")
    (quote,) = [q.text for q in page.all("blockquote") if "innoveren" in q.text]
    assert "innoveren." in quote
    assert "[" not in quote


def test_links_to_its_discussion(seeds: None, client: Client) -> None:
    claim = Claim.objects.get(import_key="b3")
    say(under=claim)
    page = get(client, claim.get_absolute_url())
    assert ("#discussie", "Naar de discussie (1)") in page.links()
    assert page.one(id="discussie").tag == "section"


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("b1", ["in de inleiding"]),
        ("b3", ["in alinea 2", "in alinea 3"]),
        ("c3", ["in de titel", "in alinea 1"]),
        ("e7", ["in noot 13", "in noot 15"]),
    ],
)
def test_says_where_a_passage_stands(
    seeds: None, client: Client, key: str, places: list[str]
) -> None:
    page = get(client, Claim.objects.get(import_key=key).get_absolute_url())
    captions = [caption.text for caption in page.all("figcaption")]
    assert [
        place for caption in captions for place in places if caption.startswith(place)
    ] == places  # in the order of the text


def test_every_relation_shows_at_both_ends(seeds: None, client: Client) -> None:
    relations = Relation.objects.select_related(
        "from_claim__article__current_version",
        "from_claim__current_wording",
        "to_claim__article__current_version",
        "to_claim__current_wording",
    )
    assert len(relations) == 26
    for relation in relations:
        for this, other, label in zip(
            (relation.from_claim, relation.to_claim),
            (relation.to_claim, relation.from_claim),
            LABELS[RelationType(relation.type)],
            strict=True,
        ):
            page = get(client, this.get_absolute_url())
            (shown,) = [
                text
                for text in group(page, label)
                if other.current_wording.statement in text
                and other.article.current_version.title in text
            ]
            assert f"stelling {other.number}" in shown
            assert "in alinea" in shown or "in noot" in shown or "in de " in shown
            for words in relation.rationale.replace(";", "").split():
                if words.strip(".") not in (this.import_key, other.import_key):
                    assert words in shown or words.capitalize() in shown
            assert other.import_key not in shown.split()
            assert this.import_key not in shown.split()


def test_contradiction_is_worded_for_the_side_one_stands_on(seeds: None, client: Client) -> None:
    b3 = get(client, Claim.objects.get(import_key="b3").get_absolute_url())
    (shown,) = [text for text in group(b3, "Spreekt tegen") if "barrière voor" in text]
    assert "Volgens deze stelling vallen organisatiebarrières mee; de andere stelling" in shown
    a3 = get(client, Claim.objects.get(import_key="a3").get_absolute_url())
    (shown,) = group(a3, "Wordt tegengesproken door")
    assert "Volgens de andere stelling vallen organisatiebarrières mee; deze stelling" in shown


@pytest.mark.parametrize(
    ("key", "note"),
    [
        (
            "d3",
            "De auteur zegt dit ironisch. Je reageert op de stelling zoals de redactie die samenvat.",
        ),
        (
            "a8",
            "De auteur stelt dit als vraag. Je reageert op de stelling zoals de redactie die samenvat.",
        ),
        ("a6", ""),
    ],
)
def test_explains_the_tone(seeds: None, client: Client, key: str, note: str) -> None:
    page = get(client, Claim.objects.get(import_key=key).get_absolute_url())
    assert [p.text for p in page.all("p", class_="tone")] == ([note] if note else [])
    assert "U+00A0" not in page.text


def test_previous_and_next_follow_the_article(seeds: None, client: Client) -> None:
    url = Claim.objects.get(import_key="c1").get_absolute_url()
    seen = []
    while url:
        page = get(client, url)
        seen.append(page.one("h1").text)
        url = page.next_url
    assert len(seen) == 8
    back = get(client, Claim.objects.get(import_key="c2").get_absolute_url()).one("a", rel="prev")
    assert back["href"] == Claim.objects.get(import_key="c1").get_absolute_url()


def test_ends_with_its_discussion(seeds: None, client: Client) -> None:
    claim = Claim.objects.get(import_key="b3")
    say(under=claim, body="Bij ons niet.")
    say(under=Claim.objects.get(import_key="b4"), body="Ruis.")
    page = get(client, claim.get_absolute_url())
    assert "Discussie (1)" in page.text
    assert "Bij ons niet." in page.text
    assert "Ruis." not in page.text
    assert "U moet ingelogd zijn om een reactie te plaatsen." in page.text
