"""From one new comment to the next, wherever in the discussion it stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import Comment
from discussions.reading.comment_page import comment_anchor
from discussions.reading.news import first_new, next_new
from discussions.reading.subject import Subject, article_subject, claim_subject
from discussions.views.articles import visible_article
from discussions.views.claims import visible_claim
from discussions.views.request import Request
from discussions.views.threads import visible_comment
from discussions.views.visits import visit_thread


@require_safe
def article_first_new(request: Request, slug: str) -> HttpResponse:
    """Lead to the first comment under an article that is new to this member."""
    article = visible_article(request, slug)
    return _first(request, article_subject(article), article=article)


@require_safe
def claim_first_new(request: Request, slug: str, number: int) -> HttpResponse:
    """Lead to the first comment about a claim that is new to this member."""
    claim = visible_claim(request, slug, number)
    return _first(request, claim_subject(claim), claim=claim)


@require_safe
def after_comment(request: Request, public_id: str) -> HttpResponse:
    """Lead to the next new comment after this one, in the order in which they were written."""
    comment = visible_comment(
        request,
        public_id,
        "thread__article__current_version",
        "thread__claim__article",
        "thread__claim__current_wording",
    )
    thread = comment.thread
    article, claim = thread.article, thread.claim
    subject = claim_subject(claim) if claim else article_subject(_known(article))
    since = visit_thread(request, article, claim)
    found = next_new(_member(request), since, comment) if since else None
    return _lead(request, subject, found, _("That was the last new comment."))


def _first(
    request: Request, subject: Subject, article: Article | None = None, claim: Claim | None = None
) -> HttpResponse:
    since = visit_thread(request, article, claim)
    found = first_new(_member(request), since, article, claim) if since else None
    return _lead(request, subject, found, _("There are no new comments here."))


def _lead(
    request: Request, subject: Subject, found: Comment | None, otherwise: str
) -> HttpResponse:
    """To the place of `found`, with what it answers; or back to the discussion, saying `otherwise`.

    It is a visit like opening the discussion: a long walk from one to the next stays one visit.
    """
    if found is not None:
        return redirect(f"{found.get_absolute_url()}#{comment_anchor(found)}")
    messages.info(request, otherwise)
    return redirect(f"{subject.url}#discussie")


def _member(request: Request) -> User:
    assert request.user.is_authenticated  # visitors were led to the log-in
    return request.user


def _known(article: Article | None) -> Article:
    assert article is not None  # a thread is about an article or about a claim
    return article
