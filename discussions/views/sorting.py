"""The order of a discussion, as the address says it."""

from django.http import Http404, HttpRequest

from discussions.reading.filters import NoSuchFilter
from discussions.reading.sorts import Sort, sort_named


def chosen_sort(request: HttpRequest) -> Sort:
    """Raises Http404 for an order that does not exist."""
    try:
        return sort_named(request.GET.get("volgorde", ""))
    except NoSuchFilter as error:
        raise Http404 from error
