"""The front page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from discussions.reading.filters import NoSuchFilter
from discussions.reading.overview import load_overview
from discussions.reading.overview_filters import State


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    try:
        page = load_overview(request.user, State.of(request.GET.dict()))
    except NoSuchFilter as error:
        raise Http404 from error
    return render(
        request,
        "discussions/overview.html",
        {
            "facing": page.facing,
            "facing_rationale": page.facing.rationale if page.facing else "",
            "opposed": page.opposed,
            "divided": page.divided,
            "articles": page.articles,
            "groups": page.groups,
            "orders": page.orders,
            "clear_url": page.clear_url,
            "here": page.url,
            "next_url": page.next_url,
            "section": "articles",
        },
    )
