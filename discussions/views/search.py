"""Looking for articles, claims and comments."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from discussions.reading.filters import NoSuchFilter
from discussions.reading.search import load_search


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    try:
        page = load_search(request.user, request.GET)
    except NoSuchFilter as error:
        raise Http404 from error
    return render(request, "discussions/search.html", {"search": page, "section": "search"})
