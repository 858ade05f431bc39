"""What other programs read: feeds, the map of the site, preview cards."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Claim
from discussions.atom import TYPE, Feed, atom
from discussions.reading import sitemap
from discussions.reading.card_of import article_card as words_of_article
from discussions.reading.card_of import claim_card as words_of_claim
from discussions.reading.card_of import digest, picture_of
from discussions.reading.feeds import (
    NoSuchPage,
    article_comments_feed,
    articles_feed,
    claim_comments_feed,
)
from discussions.views.articles import moved_to, visible_article
from discussions.views.claims import visible_claim

# How long a card may still be shown elsewhere after its article was withdrawn.
CARD_KEPT = "public, max-age=86400, immutable"


@login_not_required
@require_safe
def feed_of_articles(request: HttpRequest) -> HttpResponse:
    try:
        return _feed(articles_feed(request.GET.get("na", "")))
    except NoSuchPage as error:
        raise Http404 from error


@login_not_required
@require_safe
def feed_of_article(request: HttpRequest, slug: str) -> HttpResponse:
    article = _indexable_article(request, slug)
    try:
        feed = article_comments_feed(article, request.GET.get("na", ""))
    except NoSuchPage as error:
        raise Http404 from error
    return _feed(feed) if article.slug == slug else moved_to(request, _path(feed.first_url))


@login_not_required
@require_safe
def feed_of_claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    claim = _indexable_claim(request, slug, number)
    try:
        feed = claim_comments_feed(claim, request.GET.get("na", ""))
    except NoSuchPage as error:
        raise Http404 from error
    return _feed(feed) if claim.article.slug == slug else moved_to(request, _path(feed.first_url))


@login_not_required
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    pages = [f"{settings.PUBLIC_URL}{path}" for path in sitemap.sitemap_pages()]
    return _xml(request, "web/sitemap_index.xml", {"pages": pages})


@login_not_required
@require_safe
def sitemap_articles(request: HttpRequest, key: int) -> HttpResponse:
    return _places(request, sitemap.article_places(_small(key)))


@login_not_required
@require_safe
def sitemap_claims(request: HttpRequest, key: int) -> HttpResponse:
    return _places(request, sitemap.claim_places(_small(key)))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Pages that must not be found say so themselves; here stand only those that are nobody's to read."""
    return render(request, "web/robots.txt", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def article_card(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    article = _indexable_article(request, slug)
    if article.current_version is None or article.current_version.number != version:
        raise Http404
    card = words_of_article(article, article.claims.accepted().count())
    return _card(request, picture_of(card), digest(card))


@login_not_required
@require_safe
def claim_card(request: HttpRequest, slug: str, number: int, wording: int) -> HttpResponse:
    claim = _indexable_claim(request, slug, number)
    if claim.current_wording is None or claim.current_wording.number != wording:
        raise Http404
    card = words_of_claim(claim)
    return _card(request, picture_of(card), digest(card))


def _indexable_article(request: HttpRequest, slug: str) -> Article:
    """As any visitor, also for an editor: what leaves the site is the same for everyone."""
    request.user = AnonymousUser()
    article = visible_article(request, slug)
    if not article.is_indexable:
        raise Http404
    return article


def _indexable_claim(request: HttpRequest, slug: str, number: int) -> Claim:
    request.user = AnonymousUser()
    claim = visible_claim(request, slug, number)
    if not claim.article.is_indexable:
        raise Http404
    return claim


def _feed(feed: Feed) -> HttpResponse:
    return HttpResponse(atom(feed), content_type=f"{TYPE}; charset=utf-8")


def _places(request: HttpRequest, places: Iterable[sitemap.Place]) -> HttpResponse:
    return _xml(request, "web/sitemap.xml", {"places": list(places), "site": settings.PUBLIC_URL})


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def _card(request: HttpRequest, picture: bytes, now: str) -> HttpResponse:
    """Kept for long only at the address that names exactly these words."""
    response = HttpResponse(picture, content_type="image/png")
    asked = request.META.get("QUERY_STRING", "")
    response.headers["Cache-Control"] = CARD_KEPT if asked == now else "no-cache"
    return response


def _path(address: str) -> str:
    return address.removeprefix(settings.PUBLIC_URL)


def _small(key: int) -> int:
    """A key that fits in the database; a larger one leads nowhere."""
    if key >= 2**63:
        raise Http404
    return key
