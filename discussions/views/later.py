"""Reading later: one press on an article, and the list of what one kept."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.models import User
from articles.actions.read_later import keep_for_later, let_go
from discussions.reading.claim_card import text_of
from discussions.reading.entries import load_kept
from discussions.reading.filters import NoSuchFilter
from discussions.views.articles import visible_article
from discussions.views.request import Request
from discussions.views.return_address import way_back


# Open to visitors, so that a session that ended leads back to the article.
@login_not_required
@require_POST
def keep(request: Request, slug: str) -> HttpResponse:
    """Keep an article for later; `bewaar=0` lets it go. The button stays, and keeps the focus."""
    article = visible_article(request, slug)
    if not isinstance(request.user, User):
        return redirect_to_login(article.get_absolute_url())
    keeps = request.POST.get("bewaar") != "0"
    verb = keep_for_later if keeps else let_go
    verb(person=request.user, article=article)
    if not request.htmx:
        return HttpResponse(
            status=303, headers={"Location": way_back(request, article.get_absolute_url())}
        )
    context = {
        "slug": article.slug,
        "kept": keeps,
        "title": text_of(article).title,
        "next_url": request.POST.get("terug", ""),
    }
    answer = render(request, "discussions/_keep.html", context)
    said = _("Kept for later.") if keeps else _("No longer kept.")
    return trigger_client_event(answer, "announce", {"value": said})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What one kept, latest first."""
    if not isinstance(request.user, User):
        raise Http404
    try:
        articles, key = load_kept(request.user, request.GET.get("na", ""))
    except NoSuchFilter as error:
        raise Http404 from error
    context = {
        "articles": articles,
        "here": request.get_full_path(),
        "next_url": f"{reverse('read_later')}?na={key}" if key else "",
        "section": "later",
    }
    return render(request, "discussions/later.html", context)
