"""The list of all claims over HTTP."""

import pytest
from django.test import Client

from articles.models import Claim
from discussions.actions.stances import take_stance
from discussions.reading import claim_list
from tests.factories import make_person, say
from tests.pages.page import Page, get


def rows(page: Page) -> list[str]:
    return [li.text for one in page.all("ol", class_="listed-claims") for li in one.all("li")]


def test_lists_all_claims_by_article(seeds: None, client: Client) -> None:
    page = get(client, "/stellingen/")
    assert len(rows(page)) == 39
    headings = [h2.text for h2 in page.all("h2")]
    assert len(headings) == 5
    assert headings[0] == "Samenwerking Organiseren"
    links = {a["href"] for one in page.all("p", class_="said") for a in one.all("a")}
    assert links == {claim.get_absolute_url() for claim in Claim.objects.select_related("article")}


def test_says_tone_and_counts_per_claim(seeds: None, client: Client) -> None:
    d3 = Claim.objects.get(import_key="d3")
    say(under=d3)
    for name in ("An", "Bas"):
        take_stance(person=make_person(name), claim=d3, value="agree")
    (row,) = [row for row in rows(get(client, "/stellingen/")) if "ten onrechte" in row]
    assert "ironisch" in row
    assert "2 standpunten" in row
    assert "1 reactie" in row
    assert "agree" not in row
    assert sum("1 reactie" in row for row in rows(get(client, "/stellingen/"))) == 1
    assert sum("ironisch" in row for row in rows(get(client, "/stellingen/"))) == 3
    assert sum("retorische vraag" in row for row in rows(get(client, "/stellingen/"))) == 2


def test_filters_what_is_contradicted(seeds: None, client: Client) -> None:
    page = get(client, "/stellingen/")
    filters = page.one("nav", class_="filters").all("a")
    assert [one.text for one in filters] == ["Alle stellingen 39", "In tegenspraak 6"]
    opposed = rows(get(client, filters[1]["href"]))
    assert len(opposed) == 6  # b3, a3, b4, a4, d4, e5
    assert all("in tegenspraak" in row for row in opposed)
    assert sum("in tegenspraak" in row for row in rows(page)) == 6


def test_pages_by_key_and_misses_none(
    seeds: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(get(client, "/stellingen/"))
    monkeypatch.setattr(claim_list, "PAGE_SIZE", 7)
    seen: list[str] = []
    url = "/stellingen/"
    while url:
        page = get(client, url)
        assert len(rows(page)) <= 7
        seen += rows(page)
        url = page.next_url
    assert seen == whole
