"""Wherever a claim is named, its page says that the sentence is a summary by the editors."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Claim
from discussions.actions.stances import take_stance
from discussions.models import StanceValue
from tests.factories import make_person, say
from tests.pages.page import get

SAID = "amengevat door de redactie"
SLUG = "betere-samenwerking-professionals-door-structuurveranderingen"


@pytest.fixture
def article(seeds: None) -> Article:
    return Article.objects.get(slug=SLUG)


@pytest.fixture
def claim(article: Article) -> Claim:
    return Claim.objects.select_related("article").get(article=article, number=3)


def test_the_overview_says_it_at_each_of_its_lists(claim: Claim, client: Client) -> None:
    for number in range(10):
        value = StanceValue.AGREE if number % 2 else StanceValue.DISAGREE
        take_stance(person=make_person(), claim=claim, value=value)
    page = get(client, "/")
    assert SAID in page.one("section", class_="facing").text
    aside = page.one("aside", class_="opposed")
    assert len(aside.all("h2")) == aside.text.count(SAID) == 2


def test_an_article_says_it_at_its_claims_and_at_those_of_others(
    article: Article, client: Client
) -> None:
    page = get(client, article.get_absolute_url())
    for places in (
        page.all("nav", class_="contents"),
        page.all("details", class_="contents"),
        page.all("div", class_="pairs"),
        page.all("section", class_="outcomes"),
    ):
        assert [SAID in place.text for place in places] == [True]


@pytest.mark.parametrize("asked", ["", "?naast=1"])
def test_a_claim_says_it_of_itself_and_at_every_group_of_relations(
    claim: Claim, client: Client, asked: str
) -> None:
    page = get(client, claim.get_absolute_url() + asked)
    groups = page.all("section", class_="touches") or page.all("div", class_="relations")
    assert len(groups) == 3
    assert [SAID in group.text for group in groups] == [True] * 3
    assert "samenvatting door de redactie" in page.text


def test_a_discussion_says_it_of_a_claim_and_not_of_an_article(
    article: Article, claim: Claim, client: Client
) -> None:
    client.force_login(make_person())
    for subject, pages_say_it in ((claim, True), (article, False)):
        comment = say(under=subject)
        kind = "claim" if pages_say_it else "article"
        for address in (
            reverse(f"{kind}_comments", args=[SLUG, 3][: 1 + pages_say_it]),
            comment.get_absolute_url(),
            reverse("answer_comment", args=[comment.public_id]),
        ):
            assert (SAID in get(client, address).text) is pages_say_it, address


def test_a_hit_that_is_a_claim_says_it(seeds: None, client: Client) -> None:
    found = get(client, "/zoeken/?q=samenwerking").all("article", class_="hit")
    kinds = {hit.one("div", class_="meta").all("span")[0].text for hit in found}
    assert kinds >= {"Artikel", "Stelling"}
    for hit in found:
        is_claim = hit.one("div", class_="meta").all("span")[0].text == "Stelling"
        assert ("door de redactie" in hit.text) is is_claim
