"""Statements of reasons on their way to the Commission's database."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from discussions.days import midnight
from discussions.forms.law import PeriodForm
from discussions.models import Duty
from discussions.moderation.law_reports import duties_on
from discussions.reading.statements import Export, load_export
from discussions.views.operating import operator_of


@require_safe
@never_cache
def statements(request: HttpRequest) -> HttpResponse:
    """What would leave for the Commission's database, and what is stopped. 422 with the form for days that are none."""
    operator_of(request)
    form = _form(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, _load(form.cleaned_data["vanaf"], form.cleaned_data["tot"]))


@require_safe
@never_cache
def statements_file(request: HttpRequest) -> HttpResponse:
    """The statements as lines of JSON; 409 as long as something in them points at a person."""
    operator_of(request)
    if Duty.ART24_5 not in duties_on(timezone.localdate()):
        raise Http404
    form = _form(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    first, last = form.cleaned_data["vanaf"], form.cleaned_data["tot"]
    export = _load(first, last, in_general="algemeen" in request.GET)
    if not export.may_leave:
        return _page(request, form, export, status=409)
    name = f"motiveringen-{first}-{last}.jsonl"
    return HttpResponse(
        export.text,
        content_type="application/x-ndjson; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(
    request: HttpRequest, form: PeriodForm, export: Export | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "operating",
        "form": form,
        "first": form.cleaned_data.get("vanaf"),
        "last": form.cleaned_data.get("tot"),
        "export": export,
        "is_on": Duty.ART24_5 in duties_on(timezone.localdate()),
    }
    return render(request, "discussions/law/statements.html", context, status=status)


def _form(request: HttpRequest) -> PeriodForm:
    """From the address; without one this year until today."""
    if {"vanaf", "tot"} & set(request.GET):
        return PeriodForm(request.GET)
    today = timezone.localdate()
    return PeriodForm({"vanaf": date(today.year, 1, 1), "tot": today})


def _load(first: date, last: date, *, in_general: bool = False) -> Export:
    """Of what was decided from the first moment of one day to the last of another."""
    return load_export(
        start=midnight(first), end=midnight(last + timedelta(days=1)), in_general=in_general
    )
