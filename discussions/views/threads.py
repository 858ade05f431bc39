"""Reading a discussion: one page of it, one comment, more answers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from articles.models import Article, Claim
from discussions.models import Comment
from discussions.models.scope import with_scope
from discussions.permissions import may_comment
from discussions.reading.comment_page import load_answers, load_comment_page
from discussions.reading.news import current_since
from discussions.reading.subject import Subject, article_subject, claim_subject
from discussions.reading.thread_page import load_discussion
from discussions.reading.writing import WritingPlace
from discussions.views.articles import moved_to, visible_article
from discussions.views.claims import beside, visible_claim
from discussions.views.drafts import carry_on
from discussions.views.gone import CommentGone, not_there
from discussions.views.kept_pages import keep_page, kept_for_visitors, varied
from discussions.views.request import Request, reader_of
from discussions.views.sorting import chosen_sort, known_sort
from discussions.views.visits import visit_comment, visit_thread
from discussions.views.writing import drawn_level, take_comment


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@kept_for_visitors
def article_comments(request: Request, slug: str) -> HttpResponse:
    """The discussion under an article, page by page; POST adds a comment to it."""
    article = visible_article(request, slug)
    subject = article_subject(article)
    place = WritingPlace.under(subject, sort=known_sort(request))
    if request.method == "POST":
        return take_comment(request, place, article=article)
    if "verder" in request.GET and may_comment(request.user):
        return carry_on(request, place, article=article)
    if article.slug != slug:
        return moved_to(request, subject.comments_url)
    return _thread(request, subject, article=article)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@kept_for_visitors
def claim_comments(request: Request, slug: str, number: int) -> HttpResponse:
    """The discussion about a claim, page by page; POST adds a comment to it."""
    claim = visible_claim(request, slug, number)
    subject = claim_subject(claim)
    place = WritingPlace.under(subject, beside(request, claim), known_sort(request))
    if request.method == "POST":
        return take_comment(request, place, claim=claim)
    if "verder" in request.GET and may_comment(request.user):
        return carry_on(request, place, claim=claim)
    if claim.article.slug != slug:
        return moved_to(request, subject.comments_url)
    return _thread(request, subject, claim=claim)


@login_not_required
@require_safe
def comment(request: Request, public_id: str) -> HttpResponse:
    """The permanent address of a comment: what it answers, itself, and its answers."""
    found = visible_comment(request, public_id)
    visit_comment(request, found)
    page = load_comment_page(found, reader_of(request), sort=known_sort(request))
    return render(request, "discussions/comment.html", {"page": page})


@login_not_required
@require_safe
def comment_answers(request: Request, public_id: str) -> HttpResponse:
    """More direct answers to a comment: to htmx as list items, else as a page of its own."""
    found = visible_comment(request, public_id)
    after = request.GET.get("na", "")
    if not request.htmx:
        page = load_comment_page(found, reader_of(request), after, known_sort(request))
        return varied(render(request, "discussions/comment.html", {"page": page}))
    answers = load_answers(
        found,
        reader_of(request),
        after=after,
        level=drawn_level(request),
        since=current_since(request.user, found.thread_id),
        sort=known_sort(request),
    )
    response = render(
        request,
        "discussions/_comments.html",
        {
            "comments": answers.nodes,
            "more_url": answers.next_url,
            "more_kind": "replies",
            "first_new": True,
        },
    )
    count = len(answers.nodes)
    return _loaded(
        response,
        ngettext("One reply loaded.", "%(count)s replies loaded.", count) % {"count": count},
    )


def visible_comment(request: Request, public_id: str, *along: str) -> Comment:
    """The comment with that id, tombstone or not, or waiting for the editors where this reader may see that; else
    Http404, `CommentGone` or `ArticleWithdrawn`.

    `along`: relations to fetch with it.
    """
    found: Comment | None = (
        with_scope(Comment.every.visible_to(request.user), request.user)
        .select_related(*along or [None])
        .filter(public_id=public_id, gone_at=None)
        .first()
    )
    if found is None:
        gone = Comment.every.visible_to(request.user).filter(public_id=public_id).first()
        if gone is not None:
            raise CommentGone(gone)
        raise not_there(
            thread__comments__public_id=public_id,
            claims__thread__comments__public_id=public_id,
        )
    return found


def _thread(
    request: Request,
    subject: Subject,
    article: Article | None = None,
    claim: Claim | None = None,
) -> HttpResponse:
    sort = chosen_sort(request)
    key = beside(request, claim) if claim else ""
    discussion = load_discussion(
        viewer=reader_of(request),
        article=article,
        claim=claim,
        after=request.GET.get("na", ""),
        since=visit_thread(request, article, claim),
        sort=sort,
        page_url="" if request.htmx and "los" not in request.GET else subject.comments_url,
        beside=key,
    )
    if request.htmx.target == f"lijst{key}":
        context = {"thread": discussion.thread, "key": key}
        answer = render(request, "discussions/_replies.html", context)
        return _loaded(answer, _("Order: %(order)s.") % {"order": sort.label})
    if not request.htmx:
        context = {"subject": subject, **vars(discussion)}
        page = render(request, "discussions/thread.html", context)
        keep_page(request, page, people=discussion.thread.people)
        return varied(page)
    response = render(
        request,
        "discussions/_comments.html",
        {
            "comments": discussion.thread.comments,
            "more_url": discussion.thread.next_url,
            "more_kind": "comments",
            "first_new": True,
        },
    )
    count = len(discussion.thread.comments)
    return _loaded(
        response,
        ngettext("One comment loaded.", "%(count)s comments loaded.", count) % {"count": count},
    )


def _loaded(response: HttpResponse, message: str) -> HttpResponse:
    announced = trigger_client_event(response, "announce", {"value": message}, after="settle")
    return varied(announced)
