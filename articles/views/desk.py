"""The editor's desk: what is here, and how each text was read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.permissions import may_edit
from articles.reading.desk import LONGEST_NUMBER, load_desk
from articles.reading.record import load_record


@require_safe
def editor_desk(request: HttpRequest) -> HttpResponse:
    """All articles, drafts too, with what waits to be checked. Not for others than editors."""
    if not may_edit(request.user):
        raise Http404
    desk = load_desk(Article.objects.editable_by(request.user), after=request.GET.get("na", ""))
    next_url = (
        f"{reverse('editor_desk')}?{urlencode({'na': desk.next_cursor})}"
        if desk.next_cursor
        else ""
    )
    context = {"rows": desk.rows, "next_url": next_url, "section": "editing"}
    return render(request, "articles/editor_desk.html", context)


@require_safe
def article_record(request: HttpRequest, slug: str) -> HttpResponse:
    """How a version was read, line by line: the current one, or `?versie=` with its number."""
    article = get_object_or_404(
        Article.objects.editable_by(request.user)
        .select_related("current_version")
        .defer("current_version__raw"),
        slug=slug,
    )
    versions = list(
        article.versions.order_by("-number").only("number", "created_at", "title", "article_id")
    )
    wanted = request.GET.get("versie", "")
    version = article.current_version
    if wanted:
        if not wanted.isdecimal() or len(wanted) > LONGEST_NUMBER:
            raise Http404
        version = get_object_or_404(article.versions.defer("raw"), number=int(wanted))
    if version is None:
        raise Http404
    context = {
        "article": article,
        "version": version,
        "versions": versions,
        "record": load_record(article, version),
        "section": "editing",
    }
    return render(request, "articles/article_record.html", context)
