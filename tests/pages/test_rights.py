"""What a visitor gets to see of a text that is not theirs to read whole: no door shows more."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from articles.models import Article, Claim, Picture, PictureUse, Relation, Series
from articles.models.relation import RelationType
from articles.models.source import Display, Rights
from tests.discussions.texts import make_claim as make_text_claim
from tests.discussions.texts import make_text
from tests.factories import make_person, say
from tests.own_texts import HIDDEN, OPEN, bring_in, claim_at
from tests.pages.page import get
from tests.pages.walk import readable_addresses

pytestmark = pytest.mark.django_db
CANARY = "blauwe olifant"
# Whatever may be asked of a page besides: a reader could try them all.
QUERIES: list[dict[str, str]] = [
    {},
    {"q": CANARY},
    {"versie": "1", "van": "1", "naar": "2", "stelling": "1"},
]


@pytest.fixture
def closed(request: pytest.FixtureRequest) -> tuple[Article, Claim]:
    """An article with a claim in its hidden part, which another article contradicts."""
    bring_in(display=request.param)
    article = bring_in(display=request.param, replaced=("drie jaar", "vier jaar"))
    claim_at(article, OPEN, "Kort overleg is genoeg.")
    claim = claim_at(article, HIDDEN, "Een teken in de gang helpt.")
    other = make_text_claim(make_text("elders"), "Een tweede zin.")
    Relation.objects.create(
        from_claim=other, to_claim=claim, type=RelationType.CONTRADICTS, rationale="Omdat."
    )
    # A series with the address of the article, so that the walk finds its page too.
    article.series = Series.objects.create(title="De wijk", slug=article.slug)
    article.save()
    picture = Picture.objects.create(
        sha256="a" * 64, media_type="image/png", width=1, height=1, data=HIDDEN.encode()
    )
    PictureUse.objects.create(version=article.current_version, picture=picture)
    say(under=article)
    say(under=claim)
    return article, claim


@pytest.mark.parametrize("closed", [Display.MEMBERS, Display.EXCERPT], indirect=True)
@pytest.mark.parametrize("htmx", [False, True])
def test_no_address_shows_a_visitor_the_hidden_part(
    closed: tuple[Article, Claim], htmx: bool
) -> None:
    article, claim = closed
    client = Client(headers={"HX-Request": "true"} if htmx else {})
    pages = list(readable_addresses(article, claim))
    assert {article.get_absolute_url(), claim.get_absolute_url(), reverse("overview")} <= set(pages)
    for address in pages:
        for query in QUERIES[:1] if htmx else QUERIES:
            response = client.get(address, query)
            shown = b"".join(response) if response.streaming else response.content
            text = re.sub(r"<[^>]*>", "", shown.decode("utf-8", "replace"))
            assert HIDDEN not in text, (address, query)
            # A box for searching repeats what was typed; nothing else may know the words.
            assert CANARY not in text.replace(query.get("q", "\0"), ""), (address, query)


@pytest.mark.parametrize("closed", [Display.EXCERPT], indirect=True)
def test_the_walk_finds_what_is_open(closed: tuple[Article, Claim]) -> None:
    """The same walk as an editor: if this finds nothing, the other proves nothing."""
    client = Client()
    client.force_login(make_person("Els", "editor"))
    found = [
        address
        for address in readable_addresses(*closed)
        if HIDDEN in client.get(address).content.decode("utf-8", "replace")
    ]
    assert closed[1].get_absolute_url() in found


def test_members_read_on_after_logging_in(client: Client) -> None:
    article = bring_in(display=Display.MEMBERS)
    url = article.get_absolute_url()
    page = get(client, url)
    assert OPEN in page.text
    assert HIDDEN not in page.text
    login = next(href for href, label in page.links() if "lees verder" in label)
    assert login == f"{reverse('account_login')}?next={url}"
    client.force_login(make_person("Bas"))
    assert HIDDEN in get(client, url).text


def test_an_excerpt_leads_to_its_source(client: Client) -> None:
    article = bring_in(display=Display.EXCERPT)
    assert ("https://lindedorp.example/de-koffiekamer") in dict(
        get(client, article.get_absolute_url()).links()
    )
    article.source_url = ""
    article.save()
    assert "https://lindedorp.example/" in dict(get(client, article.get_absolute_url()).links())


def test_a_claim_in_the_hidden_part_keeps_its_page_and_its_place_in_the_list(
    client: Client,
) -> None:
    article = bring_in(display=Display.EXCERPT)
    claim = claim_at(article, HIDDEN, "Een teken in de gang helpt.")
    page = get(client, claim.get_absolute_url())
    assert "een deel van het artikel dat je hier niet kunt lezen" in page.text
    assert "wordt nagekeken" not in page.text
    listed = get(client, article.get_absolute_url())
    assert (claim.get_absolute_url(), "Een teken in de gang helpt.") in listed.links()


def test_a_picture_is_seen_by_who_may_read_the_text() -> None:
    article = bring_in(display=Display.MEMBERS)
    picture = Picture.objects.create(
        sha256="a" * 64, media_type="image/png", width=1, height=1, data=b"x"
    )
    PictureUse.objects.create(version=article.current_version, picture=picture)
    visitor, bas, els = AnonymousUser(), make_person("Bas"), make_person("Els", "editor")

    def seen_by(*people: object) -> list[bool]:
        return [Picture.objects.visible_to(person).exists() for person in people]

    assert seen_by(visitor, bas, els) == [False, True, True]
    bring_in(display=Display.EXCERPT)
    assert seen_by(visitor, bas, els) == [False, False, True]
    bring_in(display=Display.FULL)
    assert seen_by(visitor, bas, els) == [True, True, True]


@pytest.mark.parametrize("rights", [Rights.OWN, Rights.UNKNOWN])
def test_unknown_rights_keep_search_engines_away(client: Client, rights: Rights) -> None:
    article = bring_in(rights=rights)
    claim = claim_at(article, OPEN, "Kort overleg is genoeg.")
    for url in (article.get_absolute_url(), claim.get_absolute_url()):
        page = get(client, url)
        closed = rights == Rights.UNKNOWN
        assert (page.headers.get("X-Robots-Tag") == "noindex") == closed
        assert bool(page.all("meta", name="robots")) == closed
