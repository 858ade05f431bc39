"""What an article was before, and what differs: for everyone who may read it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.reading.versions import load_difference, load_versions, versions_open_to
from discussions.views.articles import moved_to, visible_article

LONGEST_NUMBER = 9


@login_not_required
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions, newest first, with what each changed."""
    article = visible_article(request, slug)
    before = request.GET.get("voor", "")
    if before and (not before.isdecimal() or len(before) > LONGEST_NUMBER):
        raise Http404
    rows, next_url = load_versions(request.user, article, before=int(before) if before else None)
    context = {"article": article, "rows": rows, "next_url": next_url, "section": "articles"}
    return _private(render(request, "discussions/versions.html", context))


@login_not_required
@require_safe
def difference(request: HttpRequest, slug: str, older: int, newer: int) -> HttpResponse:
    """Version `older` and `newer` as one text, with what went and what came."""
    article = visible_article(request, slug)
    if article.slug != slug:
        return moved_to(request, f"{article.get_absolute_url()}versies/{older}/{newer}/")
    if older >= newer or newer >= 10**LONGEST_NUMBER:
        raise Http404
    open_ones = versions_open_to(request.user, article)
    found = load_difference(
        request.user,
        article,
        get_object_or_404(open_ones, number=older),
        get_object_or_404(open_ones, number=newer),
    )
    context = {"article": article, "difference": found, "section": "articles"}
    return _private(render(request, "discussions/difference.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """Words that were taken back are not for search engines."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
