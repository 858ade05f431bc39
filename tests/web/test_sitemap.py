"""The map of the site, and what robots are told."""

from datetime import datetime

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models.claim import ClaimStatus
from discussions.models import Comment
from discussions.reading import sitemap
from tests.factories import make_article, make_claim, make_source
from tests.pages.test_withdrawn import withdraw
from tests.web.conftest import Scene

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def places(client: Client) -> dict[str, str]:
    """Path → lastmod of all pages together, found from the index on."""
    index = client.get(reverse("sitemap"))
    assert index["Content-Type"] == "application/xml; charset=utf-8"
    found = {}
    for page in ElementTree.fromstring(index.content).findall("s:sitemap/s:loc", NAMES):
        path = page.text.removeprefix(settings.PUBLIC_URL)
        for node in ElementTree.fromstring(client.get(path).content).findall("s:url", NAMES):
            address = node.find("s:loc", NAMES).text.removeprefix(settings.PUBLIC_URL)
            assert address not in found
            found[address] = node.findtext("s:lastmod", "", NAMES)
    return found


def test_holds_what_may_be_found_and_nothing_else(client: Client, scene: Scene) -> None:
    make_article(status="draft", source=make_source(rights="own"))
    unknown = make_claim(make_article())
    make_claim(scene.article, status=ClaimStatus.PROPOSED)
    gone = make_claim(make_article(source=make_source(rights="own")))
    withdraw(gone.article)
    article, claims = scene.article, [f"/stellingen/{scene.article.slug}-{n}/" for n in (1, 2)]
    found = places(client)
    assert set(found) == {"/", "/stellingen/", article.get_absolute_url(), *claims}
    assert unknown.article.get_absolute_url() not in found
    assert all(client.get(path).status_code == 200 for path in found)


def test_last_change_is_the_newest_comment_or_text(client: Client, scene: Scene) -> None:
    found = places(client)
    newest = (
        Comment.objects.filter(thread__article=scene.article)
        .readable()
        .latest("created_at")
        .created_at
    )
    assert found[scene.article.get_absolute_url()][:16] == sitemap_time(newest)
    wording = scene.article.claims.get(number=2).current_wording
    assert found[f"/stellingen/{scene.article.slug}-2/"][:16] == sitemap_time(wording.since)


def sitemap_time(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat()[:16]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_pages_hold_a_fixed_number(
    client: Client, monkeypatch: pytest.MonkeyPatch, count: int, pages: int
) -> None:
    monkeypatch.setattr(sitemap, "ROWS", 2)
    for _ in range(count):
        make_article(source=make_source(rights="own"))
    assert len(sitemap.sitemap_pages()) == pages + 1, "and one, still empty, for claims"
    assert len(places(client)) == count + 2


def test_a_key_that_no_database_holds_leads_nowhere(client: Client) -> None:
    assert client.get(f"/sitemap/artikelen-{10**30}.xml").status_code == 404


def test_robots_find_the_sitemap_and_may_read_articles(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in lines
    assert "Disallow: /redactie/" in lines
    assert not [line for line in lines if line.startswith(("Disallow: /artikelen", "Disallow: /s"))]
