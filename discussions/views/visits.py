"""Noting that a member opens a page. A visitor is never noted, and neither is a page fetched ahead."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import User
from articles.actions.reading import record_reading
from articles.models import Article, Claim
from discussions.actions.reading import mark_read
from discussions.reading.claim_card import text_of
from discussions.reading.news import last_visit


def visit_article(request: HttpRequest, article: Article) -> datetime | None:
    """Note it, and say since when its discussion is new to this member; None: nothing is marked new."""
    if not _counts(request) or not isinstance(request.user, User):
        return None
    reading = record_reading(person=request.user, article=article, version=text_of(article))
    mark = mark_read(person=request.user, article=article)
    return (mark.read_before if mark else None) or reading.seen_before


def visit_thread(
    request: HttpRequest, article: Article | None = None, claim: Claim | None = None
) -> datetime | None:
    """The same for a discussion alone. Where it was not opened before, the visit to the article counts."""
    if not _counts(request) or not isinstance(request.user, User):
        return None
    mark = mark_read(person=request.user, article=article, claim=claim)
    if mark and mark.read_before:
        return mark.read_before
    about = claim.article if claim else article
    return last_visit(request.user, about) if about else None


def _counts(request: HttpRequest) -> bool:
    """Whether somebody looks: a browser that fetches a page it may never show says so."""
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose
