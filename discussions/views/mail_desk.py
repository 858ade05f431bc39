"""The operator's page about mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import may_manage_people
from discussions.reading.mail_desk import load_mail_desk


@require_safe
@never_cache
def mail_desk(request: HttpRequest) -> HttpResponse:
    """What was sent, what waits, and what was not sent and why."""
    if not may_manage_people(request.user):
        raise Http404
    context = {"desk": load_mail_desk(), "section": "operating"}
    return render(request, "discussions/mail_desk.html", context)
