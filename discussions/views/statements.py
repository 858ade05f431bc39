"""Statements of reasons on their way to the Commission's database."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from discussions.forms.law import PeriodForm
from discussions.models import Duty
from discussions.moderation.law_reports import duties_on
from discussions.reading.statements import Export, load_export
from discussions.views.operating import operator_of


@require_safe
@never_cache
def statements(request: HttpRequest) -> HttpResponse:
    """What would leave for the Commission's database, and what is stopped."""
    operator_of(request)
    first, last = _period(request)
    context = {
        "section": "operating",
        "first": first,
        "last": last,
        "export": _load(first, last),
        "is_on": Duty.ART24_5 in duties_on(timezone.localdate()),
    }
    return render(request, "discussions/law/statements.html", context)


@require_safe
@never_cache
def statements_file(request: HttpRequest) -> HttpResponse:
    """The statements as lines of JSON; 409 as long as something in them points at a person."""
    operator_of(request)
    first, last = _period(request)
    if Duty.ART24_5 not in duties_on(timezone.localdate()):
        raise Http404
    export = _load(first, last, in_general="algemeen" in request.GET)
    if not export.may_leave:
        context = {
            "section": "operating",
            "first": first,
            "last": last,
            "export": export,
            "is_on": True,
        }
        return render(request, "discussions/law/statements.html", context, status=409)
    name = f"motiveringen-{first}-{last}.jsonl"
    return HttpResponse(
        export.text,
        content_type="application/x-ndjson; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _period(request: HttpRequest) -> tuple[date, date]:
    """From the address; without one this year until today."""
    today = timezone.localdate()
    if not {"vanaf", "tot"} & set(request.GET):
        return date(today.year, 1, 1), today
    form = PeriodForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["vanaf"], form.cleaned_data["tot"]


def _load(first: date, last: date, *, in_general: bool = False) -> Export:
    """Of what was decided from the first moment of one day to the last of another."""
    zone = ZoneInfo(settings.TIME_ZONE)
    after = last + timedelta(days=1)
    return load_export(
        start=datetime(first.year, first.month, first.day, tzinfo=zone),
        end=datetime(after.year, after.month, after.day, tzinfo=zone),
        in_general=in_general,
    )
