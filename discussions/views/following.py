"""Following an article, a claim or a series, and the list of what one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from accounts.models import User
from articles.actions.follow import follow, stop_following, unfollow
from articles.models import Series
from articles.models.follow import Subject
from articles.reading.following import visible_series
from discussions.reading.following import load_follows
from discussions.views.articles import visible_article
from discussions.views.claims import visible_claim
from discussions.views.request import Request


# Open to visitors, so that a session that ended leads back to the page.
@login_not_required
@require_POST
def follow_article(request: Request, slug: str) -> HttpResponse:
    article = visible_article(request, slug)
    return _press(request, article, article.get_absolute_url())


@login_not_required
@require_POST
def follow_claim(request: Request, slug: str, number: int) -> HttpResponse:
    claim = visible_claim(request, slug, number)
    return _press(request, claim, claim.get_absolute_url())


@login_not_required
@require_POST
def follow_series(request: Request, slug: str) -> HttpResponse:
    series = visible_series(request.user, slug)
    if series is None:
        raise Http404
    return _press(request, series, reverse("series", args=[slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def following(request: HttpRequest) -> HttpResponse:
    """What one follows; POST stops with one of them."""
    if not isinstance(request.user, User):
        raise Http404
    if request.method == "POST":
        key = request.POST.get("volg", "")
        if key.isascii() and key.isdigit() and len(key) < 19:
            stop_following(person=request.user, follow_id=int(key))
            messages.success(request, _("You no longer follow that."))
        return redirect("following")
    page = load_follows(request.user, request.GET.get("na", ""))
    context = {
        "rows": page.rows,
        "next_url": f"{reverse('following')}?na={page.next_key}" if page.next_key else "",
        "section": "inbox",
    }
    return render(request, "discussions/following.html", context)


def _press(request: Request, subject: Subject, address: str) -> HttpResponse:
    """One press on the button, which stays and keeps the focus; `volg=0` stops."""
    if not isinstance(request.user, User):
        return redirect_to_login(address)
    follows = request.POST.get("volg") != "0"
    verb = follow if follows else unfollow
    verb(person=request.user, subject=subject)
    if not request.htmx:
        # Back to the button, which says by now that it worked: the page may be long.
        return HttpResponse(status=303, headers={"Location": f"{address}#volgen"})
    context = {
        "follow_url": request.path,
        "followed": follows,
        "is_series": isinstance(subject, Series),
    }
    answer = render(request, "discussions/_follow.html", context)
    said = _("You follow this now.") if follows else _("You no longer follow this.")
    return trigger_client_event(answer, "announce", {"value": said})
