"""A page that every visitor reads the same is drawn once, and kept as long as it is true.

Each worker keeps pages of its own; whether one is still true, PostgreSQL says each time (`page_state`). Whoever
is logged in, or brings a message along, gets a page drawn for them.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from discussions.reading.page_state import PageState, page_state
from discussions.views.request import Request

MESSAGES = "messages"  # the cookie of django.contrib.messages


@dataclass(frozen=True)
class KeptPage:
    content: bytes
    state: PageState
    people: Collection[int]


def kept_for_visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a visitor with the page as it was drawn before, when it would be the same now.

    The view tells `keep_page` whose names are on its page. It reads all it draws in one snapshot: a page is never
    kept by a state that came after what is on it.
    """

    @wraps(view)
    def answer(request: Request, slug: str, number: int | None = None) -> HttpResponse:
        address = {"slug": slug} if number is None else {"slug": slug, "number": number}
        if not _is_for_visitors(request):
            return view(request, **address)
        kept: KeptPage | None = caches["pages"].get(_key(request))
        if kept and page_state(slug=slug, number=number, people=kept.people) == kept.state:
            return varied(HttpResponse(kept.content))
        with _snapshot():
            return view(request, **address)

    return answer


def keep_page(request: Request, response: HttpResponse, *, people: Collection[int]) -> None:
    """Keep this page for the next visitor, where it may be. One query."""
    if not _is_for_visitors(request) or request.resolver_match is None:
        return
    state = page_state(**request.resolver_match.kwargs, people=people)
    if state and state.may_be_kept:
        caches["pages"].set(_key(request), KeptPage(response.content, state, people))


def varied(response: HttpResponse) -> HttpResponse:
    """One address, two answers: no cache may hand out the one for the other."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def _is_for_visitors(request: Request) -> bool:
    if request.method != "GET" or request.htmx or MESSAGES in request.COOKIES:
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    return not request.user.is_authenticated


def _key(request: Request) -> str:
    """Moments are said in words of the day: "today" is another page tomorrow."""
    drawn_for = f"{timezone.localdate()} {get_language()} {request.get_full_path()}"
    return hashlib.sha256(drawn_for.encode()).hexdigest()


@contextmanager
def _snapshot() -> Iterator[None]:
    """Everything that is read in here is of one moment."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
