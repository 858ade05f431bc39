"""Pages of the site itself: health, errors, the page of components."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
)
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_safe

from config.styleguide import EXAMPLES
from config.typed import typed_in
from discussions.models.case import office_hours

RETRY_AFTER = 30  # seconds: the database is usually back by then


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing about the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and its tables are up to date: this process may receive visitors."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database unreachable\n", content_type="text/plain", status=503)
    if waiting:
        return HttpResponse("migrations waiting\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, on one page."""
    return render(request, "styleguide.html", EXAMPLES)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Where readers and authorities reach a person (regulation 2022/2065, articles 11 and 12)."""
    return render(
        request, "contact.html", {"contact": settings.CONTACT, "hours": office_hours().in_words()}
    )


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or its reader logged in elsewhere meanwhile. The text comes back in a
    form with a fresh token, so that nothing is lost and one press sends it."""
    return render(request, "403_csrf.html", {"typed": typed_in(request)}, status=403)


# Django's own two read the form again for its token, and break once more over one that is broken.
@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(get_template("413.html").render(), status=413)
    return HttpResponseBadRequest(get_template("400.html").render())


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """With the text that somebody sent, and a form to send it again; 503 while the database is away.

    Neither page needs a database, a person or a translation: only the cookie of the form's token.
    """
    typed = typed_in(request)
    context = {"typed": typed, "token": get_token(request) if typed else ""}
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = HttpResponse(get_template("503.html").render(context), status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    return HttpResponseServerError(get_template("500.html").render(context))
