"""Names of people in one discussion, for whoever types an @ there."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import signed_in
from discussions.actions.mentions import propose_people
from discussions.models import Thread
from discussions.reading.subject import thread_for
from discussions.views.articles import visible_article
from discussions.views.claims import visible_claim


@require_safe
@never_cache
def of_article(request: HttpRequest, slug: str) -> JsonResponse:
    return _names(request, thread_for(article=visible_article(request, slug)))


@require_safe
@never_cache
def of_claim(request: HttpRequest, slug: str, number: int) -> JsonResponse:
    return _names(request, thread_for(claim=visible_claim(request, slug, number)))


def _names(request: HttpRequest, thread: Thread | None) -> JsonResponse:
    typed = request.GET.get("begin", "")[:80].replace("\0", "")
    person = signed_in(request.user)
    names = propose_people(thread=thread, typed=typed, besides=person) if thread else []
    return JsonResponse({"names": names})
