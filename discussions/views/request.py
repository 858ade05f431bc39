"""A request as the middleware leaves it, for the type checker."""

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from discussions.permissions import Reader


class Request(HttpRequest):
    htmx: HtmxDetails


def reader_of(request: HttpRequest) -> Reader:
    """Who reads, without the wrapper that looks them up at first need: a page of comments asks a thousand times."""
    return get_user(request)


def wants_json(request: Request) -> bool:
    """Whether a module of ours asks, and not a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
