"""An unchanged page is a 304, and never a stale one.

The ETag is made from the very bytes of the answer, so it cannot be wrong: whatever verb changed
the page, and whatever the passing of a day did to "today", gives other bytes. `Last-Modified` is the moment since
when this state has been seen at this address, kept in the cache that all workers share; where that is
forgotten it becomes later, never earlier.
"""

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# A date counts in seconds. Two states within one second would share theirs, so that a state gets its date
# only when it has lasted, with room for clocks that differ.
SETTLED = 3  # seconds
REMEMBERED = 30 * 24 * 3600  # seconds
KINDS = ("text/html", "application/atom+xml", "application/xml", "image/png")
# The pages that get a date. Not that of each comment: there may be more of those than the cache has room for,
# and it holds the limits on logging in too.
DATED = {
    "overview",
    "claims",
    "article",
    "claim",
    "articles_feed",
    "article_comments_feed",
    "claim_comments_feed",
    "sitemap",
    "sitemap_articles",
    "sitemap_claims",
    "article_card",
    "claim_card",
}
Answer = Callable[[HttpRequest], HttpResponseBase]


def revalidation(get_response: Answer) -> Answer:
    """Let readers without an account keep a page, and ask each time whether it is still so.

    At most one query more, and none where the ETag already says that nothing changed. Pages of
    somebody who is logged in are left alone: see `config.middleware.private_pages`.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not isinstance(response, HttpResponse) or not _may_be_kept(request, response):
            return response
        digest = hashlib.sha256(response.content).hexdigest()[:32]
        etag = f'W/"{digest}"'
        response.headers["ETag"] = etag
        response.headers.setdefault("Cache-Control", "no-cache")
        moment = None
        if etag not in request.headers.get("If-None-Match", ""):
            moment = _unchanged_since(request, digest)
        if moment is not None:
            response.headers["Last-Modified"] = http_date(moment)
        return get_conditional_response(request, etag, moment, response) or response

    return middleware


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method not in ("GET", "HEAD"):
        return False
    if response.status_code != 200:
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    if response.cookies:
        return False
    if any(word in response.headers.get("Cache-Control", "") for word in ("no-store", "private")):
        return False
    return response.headers.get("Content-Type", "").split(";")[0] in KINDS


def _unchanged_since(request: HttpRequest, digest: str) -> int | None:
    """Unix seconds, or None while nothing is certain. Addresses with a query are without number,
    and two answers at one address (htmx) would take turns: those live by their ETag."""
    if request.META.get("QUERY_STRING") or "HX-Request" in request.headers:
        return None
    if request.resolver_match is None or request.resolver_match.url_name not in DATED:
        return None
    address = hashlib.sha256(request.path.encode()).hexdigest()
    key, now = f"unchanged-since:{address}", int(time.time())
    known = cache.get(key)
    if known is None or known[0] != digest:
        cache.set(key, (digest, now), REMEMBERED)
        return None
    since = int(known[1])
    return since if now - since >= SETTLED else None
