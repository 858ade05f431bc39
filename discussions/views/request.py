"""A request as the middleware leaves it, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    htmx: HtmxDetails


def wants_json(request: Request) -> bool:
    """Whether a module of ours asks, and not a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
