"""The reading page: the text, and under it the discussion."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from discussions.reading.article_page import load_article_page
from discussions.reading.thread_page import load_discussion


@login_not_required
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_article(request, slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    url = settings.PUBLIC_URL + found.get_absolute_url()
    loaded = load_article_page(request.user, found, url)
    discussion = load_discussion(
        viewer=request.user, article=found, after=request.GET.get("na", "")
    )
    response = render(
        request,
        "discussions/article.html",
        {
            "page": loaded.page,
            "claims": loaded.page.claims,
            "elsewhere": loaded.elsewhere,
            "canonical_url": url,
            "may_be_indexed": found.is_indexable,
            "section": "articles",
            **vars(discussion),
        },
    )
    if not found.is_indexable:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def visible_article(request: HttpRequest, slug: str) -> Article:
    """The article behind an address, also one it once had; else Http404."""
    articles: QuerySet[Article] = (
        Article.objects.visible_to(request.user).with_text().exclude(current_version=None)
    )
    found = articles.filter(slug=slug).first()
    return found or get_object_or_404(articles, old_slugs__slug=slug)
