"""A series: all parts in order, those that are not here too."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.reading import as_read_by
from articles.reading.following import is_following
from articles.reading.series import series_parts


@login_not_required
@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """A series of which the reader may see nothing is none to them."""
    articles = list(
        Article.objects.visible_to(request.user)
        .exclude(current_version=None)
        .filter(series__slug=slug)
        .with_text()
        .order_by("series_part", "pk")
    )
    if not articles:
        raise Http404
    for article in articles:  # of a text that is closed to this reader only the beginning
        article.current_version = as_read_by(request.user, article)
    parts = series_parts(articles)
    found = articles[0].series
    assert found is not None, "they were found by it"
    may_be_indexed = all(article.is_indexable for article in articles)
    response = render(
        request,
        "articles/series.html",
        {
            "series": found,
            "follow_url": reverse("follow_series", args=[found.slug]),
            "follow_back": reverse("series", args=[found.slug]),
            "followed": is_following(request.user, found),
            "parts": parts,
            "here_count": len(articles),
            "may_be_indexed": may_be_indexed,
            "section": "articles",
        },
    )
    if not may_be_indexed:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
