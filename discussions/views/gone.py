"""What an article that was withdrawn still answers: when, why, and where one can go on."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Withdrawal
from discussions.models import Comment
from discussions.reading.subject import subject_of_thread


class ArticleWithdrawn(Http404):
    """The address led to an article that was withdrawn, or to something that hangs on it."""

    def __init__(self, withdrawal: Withdrawal) -> None:
        super().__init__()
        self.withdrawal = withdrawal


class CommentGone(Http404):
    """The address led to a comment that its author withdrew, and whose place nobody needed."""

    def __init__(self, comment: Comment) -> None:
        super().__init__()
        self.comment = comment


def not_there(**looked_for: object) -> Http404:
    """What to raise when nothing visible stands at an address: *withdrawn* if that is why.

    `looked_for` are lookups from the article: `slug`, `claims__thread__comments__public_id`. One
    query, and only for an address that is lost already.
    """
    found = Article.objects.withdrawn().matching(**looked_for).first()
    withdrawal = found.withdrawals.filter(ended_at__isnull=True).first() if found else None
    return ArticleWithdrawn(withdrawal) if withdrawal else Http404()


def withdrawn_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 410 with the public reason, whatever page it was, and the text that was typed."""
    return _Withdrawn(get_response)


class _Withdrawn:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, CommentGone):
            return _comment_gone(request, error.comment)
        if not isinstance(error, ArticleWithdrawn):
            return None
        context = {"withdrawal": error.withdrawal, "typed": request.POST.get("body", "")}
        response = render(request, "discussions/withdrawn.html", context, status=410)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def _comment_gone(request: HttpRequest, comment: Comment) -> HttpResponse:
    """The way to the discussion, and the text of somebody who was answering it. To htmx it is 422,
    which it shows in the page."""
    in_place = "HX-Request" in request.headers
    context = {
        "subject": subject_of_thread(comment.thread_id),
        "typed": request.POST.get("body", ""),
    }
    template = "discussions/comment_gone.html" + ("#gone" if in_place else "")
    response = render(request, template, context, status=422 if in_place else 410)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
