"""Which answers nobody may keep: no validator invites a browser or a cache to."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.validators import revalidation


def page(status: int = 200, **headers: str) -> HttpResponse:
    return HttpResponse(b"<p>Dag.</p>", status=status, headers=headers)


def setting_a_cookie() -> HttpResponse:
    answer = page()
    answer.set_cookie("taal", "nl")
    return answer


def get(**cookies: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return request


def answered(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    answer = revalidation(lambda _request: make())(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_page_for_everyone_may_be_kept() -> None:
    answer = answered(get(), page)
    assert answer.has_header("ETag")
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("request_", "make"),
    [
        (get(**{settings.SESSION_COOKIE_NAME: "x"}), page),
        (get(), setting_a_cookie),
        (get(), lambda: page(404)),
        (get(), lambda: page(410)),
        (get(), lambda: page(**{"Cache-Control": "private, no-cache"})),
        (get(), lambda: page(**{"Cache-Control": "no-store"})),
        (get(), lambda: page(**{"Content-Type": "application/octet-stream"})),
        (RequestFactory().post("/"), page),
    ],
    ids=["logged in", "cookie", "404", "410", "private", "no-store", "other kind", "post"],
)
def test_these_may_not(request_: HttpRequest, make: Callable[[], HttpResponse]) -> None:
    before = make()
    answer = answered(request_, make)
    assert not answer.has_header("ETag")
    assert not answer.has_header("Last-Modified")
    assert answer.headers.get("Cache-Control") == before.headers.get("Cache-Control")
    assert answer.status_code == before.status_code
