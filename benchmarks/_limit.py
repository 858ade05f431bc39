"""Our site for a WSGI server, and beside it the barest views that answer with fifty comments."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from config.wsgi import application as site


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Fifty ready comments of one thread, filled up or cut off to so many bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body_html FROM discussions_comment WHERE thread_id = %s AND parent_id IS NULL"
            " ORDER BY created_at, id LIMIT 50",
            [request.GET["thread"]],
        )
        words = "".join(words for (words,) in cursor)
    size = int(request.GET["bytes"])
    return HttpResponse(words.ljust(size)[:size])


def _with_bare_views() -> WSGIHandler:
    import config.urls

    config.urls.urlpatterns += [path("kaal/", bare), path("zonder/", bare)]
    with override_settings(MIDDLEWARE=[]):
        return WSGIHandler()


without_middleware = _with_bare_views()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    chosen = without_middleware if environ["PATH_INFO"] == "/zonder/" else site
    return chosen(environ, start_response)
