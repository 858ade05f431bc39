"""The reading page over HTTP, on the five seed articles and on made-up ones."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticleSlug, Source
from articles.models.passage import PassageState
from articles.models.source import Rights
from tests.discussions.texts import make_claim, make_text, relate
from tests.factories import make_person, say
from tests.pages.page import get

FILES = [
    "000_0bb5e7bc34389656.txt",
    "001_a78324f661313a5b.txt",
    "002_f03b92c206f76f95.txt",
    "003_97e07c0785e51693.txt",
    "004_3fcfaf861ac83d8a.txt",
]
# What stood around each article, line by line; what is shown elsewhere on the page (date, source,
# series, see also) is looked for in the text only.
FURNITURE = {
    FILES[0]: [17],
    FILES[1]: [1, 3, 4, 5, 7, 13, 25, 27, 29, 31],
    FILES[2]: [24],
    FILES[3]: [3, 13, 15, 17],
    FILES[4]: [3, 11, 33, 35, 37],
}


def test_known_rights_let_search_engines_in(db: None, client: Client) -> None:
    source = Source.objects.create(name="Eigen", slug="eigen", rights=Rights.OWN)
    article = make_text("eigen-tekst", source=source)
    page = get(client, article.get_absolute_url())
    assert "X-Robots-Tag" not in page.headers
    assert not page.all("meta", name="robots")
    canonical = page.one("link", rel="canonical")["href"]
    assert canonical == "http://127.0.0.1:8000/artikelen/eigen-tekst/"


def test_an_old_address_leads_to_the_new_one(db: None, client: Client) -> None:
    article = make_text("nieuw-adres")
    claim = make_claim(article, "Een eerste zin.")
    ArticleSlug.objects.create(article=article, slug="oud-adres")
    ArticleSlug.objects.create(article=article, slug="ouder-adres")
    for url, goal in [
        ("/artikelen/oud-adres/", article.get_absolute_url()),
        ("/stellingen/oud-adres-1/", claim.get_absolute_url()),
    ]:
        response = client.get(url)
        assert response.status_code == 301
        assert response["Location"] == goal
    assert get(client, article.get_absolute_url()).status == 200
    assert get(client, "/artikelen/nooit-geweest/").status == 404


def test_a_draft_is_for_editors_only(db: None, client: Client) -> None:
    article = make_text("concept", published=False)
    claim = make_claim(article, "Een eerste zin.")
    ArticleSlug.objects.create(article=article, slug="oud-concept")
    for url in (article.get_absolute_url(), "/artikelen/oud-concept/", claim.get_absolute_url()):
        assert get(client, url).status == 404
    client.force_login(make_person("Bas"))
    assert client.get(article.get_absolute_url()).status_code == 404
    client.force_login(make_person("Ed", "editor"))
    assert client.get(article.get_absolute_url()).status_code == 200


OVERLAPS = [
    pytest.param(["twee drie vier", "vier vijf"], "een |twee drie |vier| vijf| zes", id="overlap"),
    pytest.param(["twee drie vier", "twee drie vier"], "een |twee drie vier| vijf zes", id="equal"),
    pytest.param(["twee drie vier vijf", "drie"], "een |twee |drie| vier vijf| zes", id="nested"),
    pytest.param(["twee drie", " vier vijf"], "een |twee drie| vier vijf| zes", id="touching"),
]


@pytest.mark.parametrize(("quotes", "cut"), OVERLAPS)
def test_overlapping_passages_are_drawn_side_by_side(
    db: None, client: Client, quotes: list[str], cut: str
) -> None:
    sentence = cut.replace("|", "")
    article = make_text("overlap", paragraphs=[sentence])
    for quote in quotes:
        make_claim(article, quote)
    page = get(client, article.get_absolute_url())
    (text,) = page.all("div", class_="text")
    marks = text.all("mark")
    assert not any(mark.all("mark") for mark in marks), "a mark inside a mark"
    pieces = cut.split("|")[1:-1]
    assert [mark.text for mark in marks] == [piece.strip() for piece in pieces]
    for mark, piece in zip(marks, pieces, strict=True):
        expected = [str(number) for number, quote in enumerate(quotes, 1) if piece in quote]
        assert mark["data-stellingen"].split() == expected
    ends = [a["id"] for a in text.all("a") if a["data-stelling"]]
    assert sorted(ends) == ["passage-1-1", "passage-2-1"]


def test_a_passage_over_two_paragraphs_counts_once(db: None, client: Client) -> None:
    article = make_text("lang", paragraphs=["Hier begint het", "en hier houdt het op."])
    make_claim(article, "begint het\n\nen hier")
    page = get(client, article.get_absolute_url())
    (text,) = page.all("div", class_="text")
    assert [mark.text for mark in text.all("mark")] == ["begint het", "en hier"]
    assert page.ids.count("passage-1-1") == 1


def test_a_doubtful_passage_is_not_drawn_but_its_claim_is_listed(db: None, client: Client) -> None:
    article = make_text("gewijzigd")
    claim = make_claim(article, "Een eerste zin.", state=PassageState.DOUBTFUL)
    page = get(client, article.get_absolute_url())
    assert not page.all("mark")
    assert (claim.get_absolute_url()) in [href for href, _ in page.links()]
    assert "de plaats in de tekst wordt nagekeken" in page.text
    claim_page = get(client, claim.get_absolute_url())
    assert "De redactie kijkt na waar deze stelling nu staat." in claim_page.text
    assert len(claim_page.all("blockquote")) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_however_many_claims(
    db: None, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_text("druk", paragraphs=["Een zin.", "Twee zin.", "Drie zin."])
    for word in ("Een", "Twee", "Drie")[:number]:
        claim = make_claim(article, f"{word} zin.")
        relate(claim, make_claim(make_text(f"tegen-{word.lower()}"), "Een eerste zin."))
        say(under=claim)
    say(under=article)
    with django_assert_num_queries(15):
        page = get(client, article.get_absolute_url())
    assert len(page.all("mark")) == number
