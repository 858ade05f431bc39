"""An open page asks now and then whether there are new comments, and shows them when its reader wants."""

from datetime import UTC, datetime
from zlib import crc32

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from articles.models import Article, Claim
from discussions.reading.latest import count_latest, load_latest
from discussions.reading.subject import thread_for
from discussions.views.articles import visible_article
from discussions.views.claims import visible_claim
from discussions.views.request import Request
from discussions.views.sorting import chosen_sort


@login_not_required
@require_safe
def article_latest(request: Request, slug: str) -> HttpResponse:
    """Under an article: how many came after `sinds`, or (`toon`) those comments."""
    return _latest(request, article=visible_article(request, slug))


@login_not_required
@require_safe
def claim_latest(request: Request, slug: str, number: int) -> HttpResponse:
    """The same about a claim."""
    return _latest(request, claim=visible_claim(request, slug, number))


def _latest(
    request: Request, article: Article | None = None, claim: Claim | None = None
) -> HttpResponse:
    """As long as the thread is unchanged the answer is 304, without counting."""
    since, thread = _moment(request.GET.get("sinds", "")), thread_for(article=article, claim=claim)
    if "toon" in request.GET:
        items = load_latest(thread, request.user, since, chosen_sort(request)) if thread else []
        context = {
            "items": items,
            "count": thread.comment_count if thread else 0,
            "until": max((item.node.created_at for item in items), default=since).isoformat(),
        }
        response = render(request, "discussions/_latest.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response
    muted = request.user.muted_ids if isinstance(request.user, User) else ()
    seen_by = f"{request.user.pk or 0}-{'.'.join(map(str, sorted(muted)))}"
    etag = f'W/"{thread.revision if thread else 0}-{crc32(seen_by.encode()):x}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    count = count_latest(thread, request.user, since) if thread else 0
    return JsonResponse(
        {"count": count}, headers={"ETag": etag, "Cache-Control": "private, no-cache"}
    )


def _moment(text: str) -> datetime:
    """Raises Http404 for what is no moment; nothing is the beginning of time."""
    if not text:
        return datetime.min.replace(year=1970, tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
