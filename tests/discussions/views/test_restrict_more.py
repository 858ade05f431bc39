"""Read first under an article and all its claims; a close that is announced and ends by itself; reading only."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim
from discussions.actions.comments import CannotWrite
from discussions.models import Hold, Restriction
from discussions.standing import rules_for, what_stops
from tests.factories import (
    closed_by_the_clock,
    lift,
    make_article,
    make_claim,
    make_person,
    restrict,
    say,
)

pytestmark = pytest.mark.django_db

WHY = "Het loopt hier hoog op."


@pytest.fixture
def claim(article: Article) -> Claim:
    return make_claim(article)


def in_hours(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_one_switch_reads_first_under_an_article_and_its_claims(
    article: Article, claim: Claim, desk: Client, an: User, member: Client
) -> None:
    elsewhere = make_claim(make_article("Een ander artikel"))
    address = reverse("article_rules", args=[article.slug])
    answer = desk.post(address, {"kind": "held_article", "public_reason": WHY})
    assert answer.status_code == 302
    rule = Restriction.objects.get()
    assert (rule.article, rule.thread, rule.kind) == (article, None, "held")
    for place in (article, claim):
        page = member.get(place.get_absolute_url()).content.decode()
        assert "Onder dit artikel en de stellingen ervan leest de redactie reacties" in page
        assert WHY in page
        comment = say(an, under=place)
        assert comment.status == "held"
        assert Hold.objects.get(comment=comment).reason == "article"
    assert say(an, under=elsewhere).status == "published"
    assert WHY not in member.get(elsewhere.get_absolute_url()).content.decode()
    shown = desk.get(reverse("claim_rules", args=[article.slug, claim.number])).content.decode()
    assert "onder dit artikel en al zijn stellingen" in shown
    desk.post(reverse("restriction_end", args=[rule.pk]))
    assert say(an, under=claim).status == "published"


def test_a_close_is_announced_holds_and_reopens_by_itself(
    article: Article, desk: Client, an: User, member: Client
) -> None:
    thread = say(under=article).thread
    begins, ends = in_hours(2), in_hours(50)
    data = {
        "kind": "closed",
        "public_reason": WHY,
        "starts_at": local(begins),
        "until": local(ends),
    }
    answer = desk.post(reverse("article_rules", args=[article.slug]), data)
    assert answer.status_code == 302
    for reader in (member, Client()):
        html = reader.get(article.get_absolute_url()).content.decode()
        assert "Deze discussie is gesloten van" in html
        assert WHY in html
    assert say(an, under=article).status == "published"

    def stopped_at(moment: datetime) -> bool:
        return what_stops(rules_for(person=an, thread=thread, now=moment)) is not None

    rule = Restriction.objects.get()
    assert not stopped_at(rule.starts_at - timedelta(seconds=1))
    assert stopped_at(rule.starts_at)
    assert rule.until is not None
    assert stopped_at(rule.until - timedelta(seconds=1))
    assert not stopped_at(rule.until)
    # As the pages and the verbs see it, once it has begun and once it is over.
    mo = make_person("Mo", "moderator")
    lift(restriction=rule, moderator=mo)
    now = closed_by_the_clock(mo, thread, starts_at=in_hours(-1), until=in_hours(1))
    html = member.get(article.get_absolute_url()).content.decode()
    assert "Deze discussie is gesloten tot" in html
    assert "<textarea" not in html
    with pytest.raises(CannotWrite):
        say(an, under=article)
    lift(restriction=now, moderator=mo)
    closed_by_the_clock(mo, thread, starts_at=in_hours(-2), until=in_hours(-0.01))
    assert "gesloten" not in member.get(article.get_absolute_url()).content.decode()
    assert say(an, under=article).status == "published"


@pytest.mark.parametrize(
    ("kind", "starts", "until", "word"),
    [
        ("closed", -1, 2, "Dit moment is voorbij."),
        ("closed", 3, 2, "Dit is voordat het begint."),
        ("held", 1, 2, "Alleen sluiten kan later beginnen."),
    ],
)
def test_what_does_not_fit(
    kind: str, starts: float, until: float, word: str, article: Article, desk: Client
) -> None:
    data = {
        "kind": kind,
        "public_reason": WHY,
        "starts_at": local(in_hours(starts)),
        "until": local(in_hours(until)),
    }
    answer = desk.post(reverse("article_rules", args=[article.slug]), data)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Restriction.objects.exists()


def test_reading_only_says_so_above_every_form_and_ends(
    article: Article, claim: Claim, mo: User, desk: Client, an: User, member: Client
) -> None:
    comment = say(an, under=article)
    say(an, under=claim)
    until = in_hours(24 * 8)
    data = {"kind": "closed", "public_reason": "Wij zijn op vakantie.", "until": local(until)}
    assert desk.post(reverse("site_rules"), data).status_code == 302
    pages = [
        article.get_absolute_url(),
        claim.get_absolute_url(),
        reverse("answer_comment", args=[comment.public_id]),
        make_article("Nog zonder reacties").get_absolute_url(),
    ]
    for page in pages:
        html = member.get(page).content.decode()
        assert "Op deze site kun je tot" in html, page
        assert "Wij zijn op vakantie." in html
        assert 'name="body"' not in html
    assert "Wij zijn op vakantie." in Client().get(article.get_absolute_url()).content.decode()
    with pytest.raises(CannotWrite):
        say(an, under=claim)
    assert say(mo, under=claim).status == "published", "the editors can calm things down"
    lift(restriction=Restriction.objects.get(), moderator=mo)
    assert say(an, under=claim).status == "published"


def test_a_page_kept_for_visitors_hears_of_it(article: Article, mo: User) -> None:
    say(under=article)
    visitor, address = Client(), article.get_absolute_url()
    before = visitor.get(address).content
    assert visitor.get(address).content == before
    rule = restrict(moderator=mo, kind="closed", reason=WHY, starts_at=in_hours(1))
    assert WHY in visitor.get(address).content.decode()
    Restriction.objects.update(starts_at=in_hours(-1))
    assert "Op deze site kun je nu alleen lezen." in visitor.get(address).content.decode()
    lift(restriction=rule, moderator=mo)
    assert WHY not in visitor.get(address).content.decode()
