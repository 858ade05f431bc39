"""The editor's desk: what is here, and how each text was read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article, Intake
from articles.models.article import ArticleStatus
from articles.permissions import may_edit
from articles.reading.desk import LONGEST_NUMBER, load_desk
from articles.reading.needs import load_intakes, load_needs
from articles.reading.record import load_record
from articles.views.guard import editors_only

SHOWN = {
    "": ("", gettext_lazy("All")),
    "concepten": (ArticleStatus.DRAFT, gettext_lazy("Drafts")),
    "ingetrokken": (ArticleStatus.WITHDRAWN, gettext_lazy("Withdrawn")),
}


@require_safe
def editor_desk(request: HttpRequest) -> HttpResponse:
    """What asks for an editor, and all articles: `?toon=concepten` or `ingetrokken` for some of them."""
    if not may_edit(request.user):
        raise Http404
    shown = request.GET.get("toon", "")
    if shown not in SHOWN:
        raise Http404
    articles = Article.objects.editable_by(request.user)
    status = SHOWN[shown][0]
    if status:
        articles = articles.filter(status=status)
    desk = load_desk(articles, after=request.GET.get("na", ""))
    here = reverse("editor_desk")
    query = {"toon": shown} if shown else {}
    context = {
        "needs": load_needs(),
        "rows": desk.rows,
        "shown": shown,
        "tabs": [
            {
                "label": label,
                "url": f"{here}?toon={name}#artikelen" if name else f"{here}#artikelen",
                "count": None,
                "current": name == shown,
            }
            for name, (_status, label) in SHOWN.items()
        ],
        "next_url": f"{here}?{urlencode({**query, 'na': desk.next_cursor})}"
        if desk.next_cursor
        else "",
        "section": "editing",
    }
    return render(request, "articles/editor_desk.html", context)


@editors_only
@require_safe
@never_cache
def intakes(request: HttpRequest) -> HttpResponse:
    """What waits to be looked over, is under way or failed; with `?toon=afgehandeld` the rest."""
    handled, after = request.GET.get("toon") == "afgehandeld", request.GET.get("na", "")
    fits = after.isdecimal() and len(after) <= LONGEST_NUMBER
    page = load_intakes(
        Intake.objects.editable_by(request.user),
        after=int(after) if fits else None,
        handled=handled,
    )
    here = reverse("intakes")
    query = {"toon": "afgehandeld"} if handled else {}
    context = {
        "rows": page.rows,
        "handled": handled,
        "tabs": [
            {"label": _("Waiting"), "url": here, "count": None, "current": not handled},
            {
                "label": _("Handled"),
                "url": f"{here}?toon=afgehandeld",
                "count": None,
                "current": handled,
            },
        ],
        "next_url": f"{here}?{urlencode({**query, 'na': page.next_cursor})}"
        if page.next_cursor
        else "",
        "section": "editing",
    }
    return render(request, "articles/intakes.html", context)


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
