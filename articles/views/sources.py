"""Sources: whose texts they are, what readers may see of them, and whether they are fetched."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.actions.sources import FeedTaken, NameTaken, save_source
from articles.forms.sources import SourceForm, known_source
from articles.models import Feed, Source
from articles.models.source import Display, Rights
from articles.views.guard import editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: HttpRequest) -> HttpResponse:
    """All sources with what may be done with them, and a form for a new one."""
    form = SourceForm(
        request.POST or None, initial={"rights": Rights.UNKNOWN, "display": Display.FULL}
    )
    if request.method == "POST" and (saved := _saved(form, None)) is not None:
        messages.success(request, _("“%(name)s” is added.") % {"name": saved.name})
        return redirect("sources")
    context = {
        "sources": Source.objects.editable_by(request.user)
        .select_related("feed")
        .annotate(article_count=Count("articles"))
        .order_by("name"),
        "form": form,
        "section": "editing",
    }
    status = 422 if form.errors else 200
    return render(request, "articles/sources.html", context, status=status)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source, and how its feed fared."""
    found = get_object_or_404(
        Source.objects.editable_by(request.user).select_related("feed"), slug=slug
    )
    feed: Feed | None = getattr(found, "feed", None)
    form = SourceForm(request.POST or None, initial=known_source(found, feed))
    if request.method == "POST" and _saved(form, found) is not None:
        messages.success(request, _("Saved."))
        return redirect("source", found.slug)
    context = {"source": found, "feed": feed, "form": form, "section": "editing"}
    status = 422 if form.errors else 200
    return render(request, "articles/source.html", context, status=status)


def _saved(form: SourceForm, source: Source | None) -> Source | None:
    """The source as it is now; None with the mistakes in the form."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        return save_source(
            source=source,
            name=said["name"],
            homepage=said["homepage"],
            rights=Rights(said["rights"]),
            display=Display(said["display"]),
            feed=form.wishes(),
        )
    except NameTaken:
        form.add_error("name", _("There is another source with this name."))
    except FeedTaken:
        form.add_error("feed_url", _("Another source has this feed."))
    return None
