"""Which claim of the article is a text about that somebody is writing?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from discussions.reading.routing import proposed_claim
from discussions.views.articles import visible_article
from discussions.views.request import Request


# A POST, because what somebody is writing stands in no address and in no log. Nothing is stored.
@require_POST
@never_cache
def routing(request: Request, slug: str) -> HttpResponse:
    """A proposal as a piece of a page; an empty answer when there is none."""
    article = visible_article(request, slug)
    proposal = proposed_claim(article, request.POST.get("body", ""))
    return render(request, "discussions/_routing.html", {"proposal": proposal})
