"""The reading page: the text, and under it the discussion."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.models.article import ArticleStatus
from articles.reading.following import is_following
from discussions.reading.article_page import load_article_page
from discussions.reading.entries import is_kept, topic_links
from discussions.reading.preview import article_for_machines
from discussions.reading.thread_page import load_discussion
from discussions.views.gone import not_there
from discussions.views.request import reader_of
from discussions.views.sorting import chosen_sort
from discussions.views.visits import Visit, visit_article


@login_not_required
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_article(request, slug)
    if found.slug != slug:
        return moved_to(request, found.get_absolute_url())
    sort = chosen_sort(request)
    url = settings.PUBLIC_URL + found.get_absolute_url()
    visit = visit_article(request, found)
    loaded = load_article_page(request.user, found, url)
    discussion = load_discussion(
        viewer=reader_of(request),
        article=found,
        after=request.GET.get("na", ""),
        since=visit.since,
        sort=sort,
    )
    response = render(
        request,
        "discussions/article.html",
        {
            "page": loaded.page,
            "claims": loaded.page.claims,
            "elsewhere": loaded.elsewhere,
            "closed": loaded.closed,
            "not_public": _not_public(found),
            "outcomes": loaded.outcomes,
            "resume": loaded.resume,
            "position_url": reverse("position", args=[found.slug]),
            "version": found.current_version,
            "versions_url": _versions_url(found),
            "since_read": _since_read(visit, found),
            "canonical_url": url,
            "may_be_indexed": found.is_indexable,
            "topics": topic_links(found),
            "kept": is_kept(request.user, found),
            "slug": found.slug,
            "follow_url": reverse("follow_article", args=[found.slug]),
            "follow_back": found.get_absolute_url(),
            "followed": is_following(request.user, found),
            "section": "articles",
            **vars(discussion),
            **vars(article_for_machines(found, discussion.thread, len(loaded.page.claims))),
        },
    )
    if not found.is_indexable:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _since_read(visit: Visit, article: Article) -> str:
    """The address of what changed since a member read it last, for the rest of that visit; or ""."""
    version = article.current_version
    before = visit.reading.version_before if visit.reading else None
    if version is None or before is None or before.number >= version.number:
        return ""
    return reverse("difference", args=[article.slug, before.number, version.number])


def _versions_url(article: Article) -> str:
    """Where the older versions are; "" for an article that has none."""
    version = article.current_version
    if version is None or version.number == 1:
        return ""
    return reverse("versions", args=[article.slug])


def _not_public(article: Article) -> str:
    """What an editor should know who reads it all the same."""
    if article.status == ArticleStatus.WITHDRAWN:
        return _("This article has been withdrawn: others read only the reason at this address.")
    if article.status == ArticleStatus.DRAFT:
        return _("This is a draft: only editors can read it.")
    return ""


def visible_article(request: HttpRequest, slug: str) -> Article:
    """The article behind an address, also one it once had; else Http404, or `ArticleWithdrawn`."""
    articles: QuerySet[Article] = (
        Article.objects.visible_to(request.user).with_text().exclude(current_version=None)
    )
    found = articles.filter(slug=slug).first() or articles.filter(old_slugs__slug=slug).first()
    if found is None:
        raise not_there(slug=slug, old_slugs__slug=slug)
    return found


def moved_to(request: HttpRequest, address: str) -> HttpResponse:
    """To the address of today, with the query along; a browser keeps the fragment by itself."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address, permanent=True)
