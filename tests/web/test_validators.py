"""An unchanged page is a 304; after every verb that changes it, it is not."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.actions.claims import accept_claim, propose_claim, reword_claim
from articles.actions.correct_facts import Facts, correct_facts
from articles.actions.relations import relate_claims, withdraw_relation
from articles.models import ArticleVersion, Relation
from articles.models.claim import Tone
from articles.models.relation import RelationType
from articles.models.source import Display, Rights
from config import validators
from discussions.actions.comments import withdraw_comment
from discussions.actions.stances import take_stance, withdraw_stance
from discussions.models import StanceValue
from discussions.moderation.deciding import undo
from tests.factories import hide, make_claim, make_person, say
from tests.own_texts import bring_in, claim_at
from tests.pages.test_withdrawn import restore, withdraw
from tests.web.conftest import Scene

pytestmark = pytest.mark.django_db
EDITOR = partial(make_person, "Els", "editor")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Time for the validators goes only as far as a test lets it."""
    cache.clear()
    now = [1_800_000_000.0]
    monkeypatch.setattr(validators.time, "time", lambda: now[0])

    def let_pass(seconds: float) -> None:
        now[0] += seconds

    return let_pass


def addresses(scene: Scene) -> dict[str, str]:
    article, claim = scene.article, scene.claim
    return {
        "overview": reverse("overview"),
        "claims": reverse("claims"),
        "article": article.get_absolute_url(),
        "claim": claim.get_absolute_url(),
        "comment": scene.root.get_absolute_url(),
        "articles feed": reverse("articles_feed"),
        "article feed": reverse("article_comments_feed", args=[article.slug]),
        "claim feed": reverse("claim_comments_feed", args=[article.slug, claim.number]),
        "sitemap": reverse("sitemap_articles", args=[0]),
        "card": reverse("article_card", args=[article.slug, 1]),
    }


def validators_of(name: str) -> dict[str, int]:
    """Every page has an ETag; that of a comment no date."""
    return {"ETag": 304} if name == "comment" else {"ETag": 304, "Last-Modified": 304}


def asked_again(url: str, response: Any) -> dict[str, int]:
    """The status with each validator by itself."""
    again = {}
    for name, header in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
        if name in response.headers:
            again[name] = Client().get(url, headers={header: response[name]}).status_code
    return again


def test_an_unchanged_page_is_a_304(scene: Scene, clock: Callable[[float], None]) -> None:
    for name, url in addresses(scene).items():
        first = Client().get(url)
        assert "Last-Modified" not in first.headers, "not before it has lasted"
        clock(validators.SETTLED)
        second = Client().get(url)
        assert asked_again(url, second) == validators_of(name), name
        assert first["ETag"] == second["ETag"]
        assert "no-cache" in second["Cache-Control"] or name == "card"
        kept = Client().get(url, headers={"If-None-Match": second["ETag"]})
        assert kept.content == b""
        assert kept["ETag"] == second["ETag"]
        assert "Content-Security-Policy" in kept.headers


def new_version(scene: Scene) -> None:
    bring_in(replaced=("drie jaar", "vier jaar"))


def reword(scene: Scene) -> None:
    reword_claim(claim=scene.claim, seen=1, statement="Anders.", editor=EDITOR(), tone=Tone.LITERAL)


def relate(scene: Scene) -> None:
    other = make_claim()
    relate_claims(
        from_claim=scene.claim,
        to_claim=other,
        type=RelationType.NUANCES,
        rationale="Omdat.",
        editor=EDITOR(),
    )


def unrelate(scene: Scene) -> None:
    for relation in Relation.objects.filter(from_claim=scene.claim):
        withdraw_relation(relation=relation, editor=EDITOR())


def prepare(scene: Scene) -> None:
    """What some of the changes need: a proposed claim, and a relation that can be taken back."""
    version = ArticleVersion.objects.get(pk=scene.article.current_version_id)
    propose_claim(version=version, places=[(0, 5)], statement="Voorgesteld.", editor=EDITOR())
    relate_claims(
        from_claim=scene.claim,
        to_claim=make_claim(),
        type=RelationType.SUPPORTS,
        rationale="Omdat.",
        editor=EDITOR(),
    )


def accept(scene: Scene) -> None:
    accept_claim(claim=scene.article.claims.get(status="proposed"), editor=EDITOR())


def correct(scene: Scene) -> None:
    facts = Facts(source_name="Lindedorps Dagboek", author_name="Noor Venema")
    correct_facts(article=scene.article, facts=facts)


def undo_hiding(scene: Scene) -> None:
    scene.hidden.refresh_from_db()
    undo(
        decision=scene.hidden.decision,
        moderator=make_person("Mo", "moderator"),
        explanation="Toch goed.",
    )


# What is done, and the pages it must be seen on.
CHANGES: dict[str, tuple[Callable[[Scene], object], set[str]]] = {
    "post": (
        lambda scene: say(under=scene.article),
        {"overview", "article", "articles feed", "article feed"},
    ),
    "answer": (lambda scene: say(under=scene.root), {"article", "comment", "article feed"}),
    "post on a claim": (
        lambda scene: say(under=scene.claim),
        {"overview", "claims", "article", "claim", "claim feed"},
    ),
    "withdraw": (
        lambda scene: withdraw_comment(comment=scene.root, person=scene.an),
        {"article", "comment", "article feed", "articles feed"},
    ),
    "hide": (lambda scene: hide(scene.answer), {"article", "comment", "article feed"}),
    "undo": (undo_hiding, {"article", "comment", "article feed"}),
    "stance": (
        lambda scene: take_stance(person=scene.an, claim=scene.claim, value=StanceValue.AGREE),
        {"claims", "claim"},
    ),
    "new version": (new_version, {"article", "articles feed", "sitemap", "card"}),
    "reword": (reword, {"claims", "article", "claim", "claim feed"}),
    "relate": (relate, {"claim"}),
    "withdraw a relation": (unrelate, {"claim"}),
    "correct the facts": (correct, {"article", "articles feed"}),
    "claim accepted": (accept, {"overview", "claims", "article", "card"}),
    "new claim": (
        lambda scene: claim_at(scene.article, "Dat is geen toeval.", "Nieuw."),
        {"overview", "claims", "article", "card"},
    ),
    "closed to visitors": (
        lambda scene: bring_in(display=Display.MEMBERS),
        {"article", "articles feed"},
    ),
    "rights unknown": (
        lambda scene: bring_in(rights=Rights.UNKNOWN),
        {"article", "claim", "articles feed", "article feed", "claim feed", "sitemap", "card"},
    ),
    "article withdrawn": (
        lambda scene: withdraw(scene.article),
        {
            "overview",
            "claims",
            "article",
            "claim",
            "comment",
            "articles feed",
            "article feed",
            "claim feed",
            "sitemap",
            "card",
        },
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_old_validators_are_worth_nothing(
    name: str, scene: Scene, clock: Callable[[float], None]
) -> None:
    act, pages = CHANGES[name]
    kept = {}
    prepare(scene)
    urls = addresses(scene)
    for page in pages:
        Client().get(urls[page])
    clock(validators.SETTLED)
    for page in pages:
        kept[page] = Client().get(urls[page])
        assert asked_again(urls[page], kept[page]) == validators_of(page)
    act(scene)
    for page in pages:
        # In the very second of the change, and later.
        assert not {304} & set(asked_again(urls[page], kept[page]).values()), (name, page)
    clock(60)
    for page in pages:
        Client().get(urls[page])
        assert not {304} & set(asked_again(urls[page], kept[page]).values()), (name, page)


def test_back_to_what_it_was_is_no_stale_page(scene: Scene, clock: Callable[[float], None]) -> None:
    url = scene.claim.get_absolute_url()
    Client().get(url)
    clock(10)
    first = Client().get(url)
    take_stance(person=scene.an, claim=scene.claim, value=StanceValue.AGREE)
    Client().get(url)
    withdraw_stance(person=scene.an, claim=scene.claim)
    assert asked_again(url, first)["ETag"] == 304, "the same bytes"
    withdrawal = withdraw(scene.article)
    assert Client().get(url, headers={"If-None-Match": first["ETag"]}).status_code == 410
    restore(withdrawal)
    assert Client().get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_pages_of_a_member_stay_with_the_member(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.an)
    for name in ("overview", "article", "claim"):
        response = client.get(addresses(scene)[name])
        assert response["Cache-Control"] == "private, no-cache"
        assert "ETag" not in response.headers
        assert "Cookie" in Client().get(addresses(scene)[name])["Vary"]


def test_htmx_and_the_page_do_not_share_a_validator(scene: Scene) -> None:
    url = reverse("article_comments", args=[scene.article.slug])
    page = Client().get(url)
    part = Client(headers={"HX-Request": "true"}).get(url)
    assert page["ETag"] != part["ETag"]
    assert "HX-Request" in page["Vary"]
    assert "HX-Request" in part["Vary"]


def test_an_answer_with_a_cookie_is_never_kept() -> None:
    response = Client().get(reverse("account_login"))
    assert response.cookies
    assert "ETag" not in response.headers


def test_it_costs_at_most_one_query(
    scene: Scene,
    clock: Callable[[float], None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = scene.article.get_absolute_url()
    Client().get(url)
    clock(10)
    counts = []
    etag = Client().get(url)["ETag"]
    for headers in ({"If-None-Match": etag}, {}):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().get(url, headers=headers)
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1
