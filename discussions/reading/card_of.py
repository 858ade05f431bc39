"""The words on the preview card of an article or a claim, and the address of its picture."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Claim
from discussions.cards import DESIGN, Card, draw_card
from discussions.reading.claim_card import text_of, wording_of

KEPT = 7 * 24 * 3600  # seconds


def article_card(article: Article, claims: int) -> Card:
    return Card(
        above=article.source.name if article.source else "",
        words=text_of(article).title,
        below=ngettext("one claim", "%(n)s claims", claims) % {"n": claims} if claims else "",
    )


def claim_card(claim: Claim) -> Card:
    return Card(
        above=text_of(claim.article).title,
        words=wording_of(claim).statement,
        below=_("Do you agree?"),
        number=claim.number,
    )


def article_card_url(article: Article, claims: int) -> str:
    """Absolute. Another version, or other words on the card, is another address."""
    path = reverse("article_card", args=[article.slug, text_of(article).number])
    return f"{settings.PUBLIC_URL}{path}?{digest(article_card(article, claims))}"


def claim_card_url(claim: Claim) -> str:
    """Absolute. Another wording, or other words on the card, is another address."""
    path = reverse("claim_card", args=[claim.article.slug, claim.number, wording_of(claim).number])
    return f"{settings.PUBLIC_URL}{path}?{digest(claim_card(claim))}"


def digest(card: Card) -> str:
    """Sixteen hex digits for everything that is on the card, and how it is drawn."""
    return hashlib.sha256(repr((DESIGN, card)).encode()).hexdigest()[:16]


def picture_of(card: Card) -> bytes:
    """The PNG, drawn once and then kept in the cache that the workers share."""
    key = f"card:{digest(card)}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = draw_card(card)
        cache.set(key, drawn, KEPT)
    return drawn
