"""Noting that a member opens a page. A visitor is never noted, and neither is a page fetched ahead."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from accounts.models import User
from articles.actions.reading import record_reading
from articles.models import Article, Claim, Reading
from discussions.actions.reading import mark_read
from discussions.models import Comment, Participation
from discussions.notifications import mark_article_read, mark_comment_read, mark_thread_read
from discussions.reading.claim_card import text_of
from discussions.reading.news import last_visit


@dataclass(frozen=True)
class Visit:
    """Since when the discussion is new to this member, and what they knew of the text before; both
    None where nothing is to be called new."""

    since: datetime | None = None
    reading: Reading | None = None


def visit_article(request: HttpRequest, article: Article) -> Visit:
    """Note that a member opens an article with its discussion."""
    if not _counts(request) or not isinstance(request.user, User):
        return Visit()
    reading = record_reading(person=request.user, article=article, version=text_of(article))
    mark = mark_read(person=request.user, article=article)
    _is_told(request.user, mark)
    if article.series_id is not None:
        mark_article_read(person=request.user, article=article)
    return Visit((mark.read_before if mark else None) or reading.seen_before, reading)


def visit_thread(
    request: HttpRequest, article: Article | None = None, claim: Claim | None = None
) -> datetime | None:
    """Note that they open a discussion alone, and say since when it is new to them.

    Where it was not opened before, the visit to the article counts.
    """
    if not _counts(request) or not isinstance(request.user, User):
        return None
    mark = mark_read(person=request.user, article=article, claim=claim)
    _is_told(request.user, mark)
    if mark and mark.read_before:
        return mark.read_before
    about = claim.article if claim else article
    return last_visit(request.user, about) if about else None


def visit_comment(request: HttpRequest, comment: Comment) -> None:
    """Note that they open one comment at its own address."""
    if _counts(request) and isinstance(request.user, User):
        mark_comment_read(person=request.user, comment=comment)


def _is_told(person: User, mark: Participation | None) -> None:
    if mark is not None:
        mark_thread_read(person=person, thread_id=mark.thread_id)


def _counts(request: HttpRequest) -> bool:
    """Whether somebody looks: a browser that fetches a page it may never show says so."""
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose
