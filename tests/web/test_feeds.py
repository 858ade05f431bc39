"""Atom feeds: valid by RFC 4287, threaded by RFC 4685, paged by RFC 5005, and never telling more."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.models.source import Display, Rights
from discussions.reading import feeds
from tests.factories import make_article, make_claim, make_person, make_source, say
from tests.own_texts import HIDDEN, OPEN, bring_in
from tests.pages.page import get
from tests.pages.test_withdrawn import restore, withdraw
from tests.web.conftest import Scene

pytestmark = pytest.mark.django_db
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "thr": "http://purl.org/syndication/thread/1.0",
}
THR = "{http://purl.org/syndication/thread/1.0}"


def feed(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert_valid(root)
    return root


def assert_valid(root: Any) -> None:
    """What RFC 4287 demands of a feed and of each entry."""
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    ids = []
    for node in [root, *root.findall("a:entry", NAMES)]:
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", NAMES)) == 1, name
        assert node.find("a:author/a:name", NAMES).text
        assert datetime.fromisoformat(node.find("a:updated", NAMES).text).tzinfo
        identity = node.find("a:id", NAMES).text
        assert identity.startswith("urn:uuid:")
        UUID(identity.removeprefix("urn:uuid:"))
        ids.append(identity)
        for link in node.findall("a:link", NAMES):
            assert link.get("href", "").startswith(settings.PUBLIC_URL + "/")
    assert len(ids) == len(set(ids))
    assert len(root.findall("a:link[@rel='self']", NAMES)) == 1


def titles(root: Any) -> list[str]:
    return [title.text for title in root.findall("a:entry/a:title", NAMES)]


def words(root: Any) -> str:
    return ElementTree.tostring(root, encoding="unicode", method="text")


def link(node: Any, rel: str) -> str:
    found = node.find(f"a:link[@rel='{rel}']", NAMES)
    return "" if found is None else found.get("href")


def test_articles_come_with_their_text_and_the_feed_of_their_comments(
    client: Client, scene: Scene
) -> None:
    root = feed(client, reverse("articles_feed"))
    (entry,) = root.findall("a:entry", NAMES)
    assert entry.find("a:id", NAMES).text == f"urn:uuid:{scene.article.public_id}"
    assert entry.find("a:author/a:name", NAMES).text == "Lindedorps Dagboek"
    content = entry.find("a:content", NAMES)
    assert content.get("type") == "html"
    assert HIDDEN in content.text
    assert "<h2>Wat gaat er dan mis?</h2>" in content.text
    replies = entry.find("a:link[@rel='replies']", NAMES)
    assert replies.get("type") == "application/atom+xml"
    assert replies.get(f"{THR}count") == "3"
    assert entry.find("thr:total", NAMES).text == "3"
    assert len(feed(client, urlsplit(replies.get("href")).path).findall("a:entry", NAMES)) == 3


def test_comments_say_what_they_answer(client: Client, scene: Scene) -> None:
    root = feed(client, reverse("article_comments_feed", args=[scene.article.slug]))
    entries = {node.find("a:id", NAMES).text: node for node in root.findall("a:entry", NAMES)}
    top = entries[scene.root.public_id.urn]
    assert top.find("thr:in-reply-to", NAMES).get("ref") == scene.article.public_id.urn
    assert top.find("thr:total", NAMES).text == "1", "the hidden answer does not count"
    below = entries[scene.answer.public_id.urn].find("thr:in-reply-to", NAMES)
    assert below.get("ref") == scene.root.public_id.urn
    assert below.get("href") == settings.PUBLIC_URL + scene.root.get_absolute_url()
    assert "&lt;b&gt;zo&lt;/b&gt;" in top.find("a:content", NAMES).text
    assert "geheim gif" not in words(root)
    assert "niet gezegd" not in words(root)
    assert "Onder het gif" in words(root)
    assert "example.org" not in words(root), "no address of a person"


def test_a_claim_has_a_feed_of_its_own(client: Client, scene: Scene) -> None:
    address = reverse("claim_comments_feed", args=[scene.article.slug, scene.claim.number])
    root = feed(client, address)
    assert titles(root) == ["Bas over: Kort overleg is genoeg."]
    assert link(root, "alternate") == settings.PUBLIC_URL + scene.claim.get_absolute_url()


def test_ids_and_former_addresses_survive_another_title(client: Client, scene: Scene) -> None:
    old = reverse("article_comments_feed", args=[scene.article.slug])
    before = feed(client, old)
    scene.article.old_slugs.create(slug=scene.article.slug)
    Article.objects.filter(pk=scene.article.pk).update(slug="anders")
    answer = client.get(old + "?na=")
    assert (answer.status_code, answer["Location"]) == (301, "/artikelen/anders/reacties.atom?na=")
    after = feed(client, "/artikelen/anders/reacties.atom")
    for place in ("a:id", "a:entry/a:id"):
        ids = [[node.text for node in root.findall(place, NAMES)] for root in (before, after)]
        assert ids[0] == ids[1]


@pytest.mark.parametrize("display", [Display.MEMBERS, Display.EXCERPT])
def test_a_closed_text_is_an_excerpt_here_too(client: Client, display: Display) -> None:
    bring_in(display=display)
    client.force_login(make_person("Els", "editor"))
    root = feed(client, reverse("articles_feed"))
    assert OPEN in words(root)
    assert HIDDEN not in words(root)
    assert "Lees verder" in words(root)


def test_only_what_is_open_and_known_is_in_a_feed(client: Client, scene: Scene) -> None:
    make_article("Een concept", status="draft", source=make_source(rights="own"))
    make_article("Zonder bron")
    make_article("Onbekend", source=make_source("Elders"))
    of_article = reverse("article_comments_feed", args=[scene.article.slug])
    of_claim = reverse("claim_comments_feed", args=[scene.article.slug, 1])
    assert titles(feed(client, reverse("articles_feed"))) == ["De koffiekamer als werkplaats"]
    withdrawal = withdraw(scene.article)
    assert titles(feed(client, reverse("articles_feed"))) == []
    assert {client.get(address).status_code for address in (of_article, of_claim)} == {410}
    restore(withdrawal)
    assert {client.get(address).status_code for address in (of_article, of_claim)} == {200}
    bring_in(rights=Rights.UNKNOWN)
    assert titles(feed(client, reverse("articles_feed"))) == []
    assert {client.get(address).status_code for address in (of_article, of_claim)} == {404}


def test_pages_follow_each_other(
    client: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "COMMENTS_PER_PAGE", 2)
    address, seen = reverse("article_comments_feed", args=[scene.article.slug]), []
    first = address
    while address:
        root = feed(client, address)
        seen += [node.text for node in root.findall("a:entry/a:id", NAMES)]
        assert link(root, "first") == settings.PUBLIC_URL + first
        address = link(root, "next").removeprefix(settings.PUBLIC_URL)
    assert len(seen) == len(set(seen)) == 3
    assert client.get(first + "?na=onzin").status_code == 404
    assert client.get(f"{first}?na={scene.hidden.public_id}").status_code == 404


def test_pages_of_articles_follow_each_other(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "ARTICLES_PER_PAGE", 1)
    for title in ("Een", "Twee", "Drie"):
        make_article(title, source=make_source(rights="own"))
    address, seen = reverse("articles_feed"), []
    while address:
        root = feed(client, address)
        seen += titles(root)
        address = link(root, "next").removeprefix(settings.PUBLIC_URL)
    assert seen == ["Drie", "Twee", "Een"]
    assert client.get(reverse("articles_feed") + "?na=onzin").status_code == 404


@pytest.mark.parametrize("items", [1, 3])
def test_queries_stay_the_same(
    items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(items):
        article = make_article(source=make_source(rights="own"))
        say(under=article)
    for _ in range(items - 1):
        say(under=article)
    claim = make_claim(article)
    for _ in range(items):
        say(under=claim)
    article = Article.objects.with_text().get(pk=article.pk)
    with django_assert_num_queries(2):
        assert len(feeds.articles_feed().entries) == items
    with django_assert_num_queries(2):
        assert len(feeds.article_comments_feed(article).entries) == items


def test_signs_that_xml_cannot_hold_break_nothing(client: Client) -> None:
    title = "Beeld\x0b & <zorg> \ufffe 👩🏽‍⚕️ ]]>"
    make_article(title, source=make_source(rights="own"))
    assert titles(feed(client, reverse("articles_feed"))) == ["Beeld & <zorg>  👩🏽‍⚕️ ]]>"]


def test_pages_lead_to_their_feeds(client: Client, scene: Scene) -> None:
    for url, own in (
        ("/", []),
        (
            scene.article.get_absolute_url(),
            [reverse("article_comments_feed", args=[scene.article.slug])],
        ),
        (
            scene.claim.get_absolute_url(),
            [reverse("claim_comments_feed", args=[scene.article.slug, 1])],
        ),
    ):
        found = get(client, url).all("link", rel="alternate", type="application/atom+xml")
        assert [node["href"] for node in found] == [reverse("articles_feed"), *own]
