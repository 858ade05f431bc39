"""The order of a discussion, as the address says it."""

from django.http import Http404, HttpRequest

from discussions.reading.filters import NoSuchFilter
from discussions.reading.sorts import OLDEST, Sort, sort_named


def known_sort(request: HttpRequest) -> Sort:
    """The order in which the page around is read. A name that is none is the order one gets unasked: nobody
    loses a text over that. A script says it in what it sends, since it may have changed the order."""
    name = request.POST.get("volgorde", request.GET.get("volgorde", ""))
    try:
        return sort_named(name)
    except NoSuchFilter:
        return OLDEST


def chosen_sort(request: HttpRequest) -> Sort:
    """Raises Http404 for an order that does not exist."""
    try:
        return sort_named(request.GET.get("volgorde", ""))
    except NoSuchFilter as error:
        raise Http404 from error
