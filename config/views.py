"""Pages of the site itself: health, errors, the page of components."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_safe

from config.styleguide import EXAMPLES


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
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long. What was typed comes back, so that nothing is lost."""
    try:
        typed = request.POST.get("body", "")
    except (BadRequest, SuspiciousOperation):  # a form that cannot be read at all
        typed = ""
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


# Django's own two read the form again for its token, and break once more over one that is broken.
@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(get_template("413.html").render(), status=413)
    return HttpResponseBadRequest(get_template("400.html").render())


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponseServerError(get_template("500.html").render())
