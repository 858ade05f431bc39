"""*Is this about claim 3?*: asked while somebody writes, and in the preview; the text goes along, nothing is placed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Claim
from discussions.models import Comment
from tests.discussions.views.writing import form, htmx, submission_in, under
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

ABOUT = (
    "De samenwerking tussen wijkteam en huisarts mislukt bij ons altijd op het delen van gegevens."
)


@pytest.fixture
def claim(article: Article) -> Claim:
    make_claim(article, "Het geld is op.")
    return make_claim(
        article, "Samenwerking tussen huisarts en wijkteam vraagt het delen van gegevens."
    )


def test_a_claim_is_proposed_and_nothing_is_stored(
    member: Client, article: Article, claim: Claim
) -> None:
    address = reverse("routing", args=[article.slug])
    html = htmx(member, address, {"body": ABOUT}).content.decode()
    assert f"Gaat dit over stelling {claim.number}?" in html
    assert claim.get_absolute_url() in html
    assert htmx(member, address, {"body": "Mooi geschreven."}).content.decode().strip() == ""
    assert not Comment.objects.filter(body=ABOUT).exists()


def test_what_deserves_a_second_look_is_not_looked_at(
    member: Client, article: Article, claim: Claim
) -> None:
    text = f"{ABOUT} Bel me op 06-01234567."
    answer = htmx(member, reverse("routing", args=[article.slug]), {"body": text})
    assert answer.content.decode().strip() == ""


def test_visitors_are_not_told(article: Article, claim: Claim) -> None:
    answer = Client().post(reverse("routing", args=[article.slug]), {"body": ABOUT})
    assert answer.status_code == 403
    assert claim.get_absolute_url() not in answer.text
    assert ABOUT in answer.text, "their words come back"


def test_the_preview_proposes_it_without_javascript(
    member: Client, article: Article, claim: Claim
) -> None:
    html = member.post(under(article), form(ABOUT, preview="1")).content.decode()
    there = reverse("claim_comments", args=[article.slug, claim.number])
    assert f'formaction="{there}"' in html


@pytest.mark.parametrize("in_place", [True, False])
def test_the_text_goes_along_and_is_placed_there(
    member: Client, article: Article, claim: Claim, in_place: bool
) -> None:
    there = reverse("claim_comments", args=[article.slug, claim.number])
    sent = form(ABOUT, hierheen="1", kind="question", function="wijkcoach")
    answer = htmx(member, there, sent) if in_place else member.post(there, sent)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert ABOUT in html
    assert 'value="wijkcoach"' in html
    assert re.search(r'name="kind" value="question"[^>]* checked', html)
    assert "Nog niets is geplaatst" in html
    assert f'action="{there}"' in html
    assert "hx-post=" not in html.split("<textarea")[0].split('class="composer"')[1]
    assert not Comment.objects.filter(body=ABOUT).exists()
    member.post(there, {"body": ABOUT, "submission_id": submission_in(html)})
    assert Comment.objects.get(body=ABOUT).thread.claim == claim
