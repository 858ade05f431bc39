"""The yearly figures: as they were published, back to their cases, and how the operator makes them."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from discussions.forms.law import DutyForm, PublishReportForm, YearForm
from discussions.forms.refusing import refuse
from discussions.law.figures import Figure, from_json
from discussions.law.wording import PARTS
from discussions.law.yearly import figures_of, with_duties
from discussions.models import Duty, LawReport
from discussions.moderation.guard import moderators_only
from discussions.moderation.law_reports import duties_on, publish_law_report, switch_duty
from discussions.moderation.log import NoSuchPlace
from discussions.permissions import may_moderate
from discussions.reading.law_figures import count_year
from discussions.reading.law_reports import (
    duty_rows,
    load_case_links,
    newest_version_of,
    published_reports,
)
from discussions.views.operating import operator_of


def parts(figures: list[Figure]) -> list[dict[str, Any]]:
    """Figures under the heads of their articles."""
    return [
        {"article": article, "name": PARTS.get(article, article), "figures": list(rows)}
        for article, rows in groupby(figures, key=lambda figure: figure.article)
    ]


@login_not_required
@require_safe
def law_reports(request: HttpRequest) -> HttpResponse:
    """Every version of every year, the newest first."""
    return render(request, "discussions/law/reports.html", {"reports": published_reports()})


@login_not_required
@require_safe
def law_report(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """One published version, as it was."""
    report = _report(request, year, version)
    context = {
        "report": report,
        "parts": parts(from_json(report.figures)),
        "newest": newest_version_of(year),
        "traces": may_moderate(request.user),
    }
    return render(request, "discussions/law/report.html", context)


@login_not_required
@require_safe
def law_report_csv(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """The file, byte for byte as it was published."""
    report = _report(request, year, version)
    name = f"cijfers-{year}-versie-{version}.csv"
    return HttpResponse(
        report.csv,
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@moderators_only
@require_safe
@never_cache
def law_report_cases(request: HttpRequest, year: int, version: int, key: str) -> HttpResponse:
    """What one figure counted: the numbers of its cases."""
    report = _report(request, year, version)
    figure = next((each for each in from_json(report.figures) if each.key == key), None)
    if figure is None:
        raise Http404
    try:
        cases = load_case_links(request.user, figure.cases, after=request.GET.get("na", ""))
    except NoSuchPlace:
        raise Http404 from None
    address = reverse("law_report_cases", args=[year, version, key])
    context = {
        "section": "queue",
        "report": report,
        "figure": figure,
        "cases": cases.links,
        "next_url": f"{address}?{urlencode({'na': cases.next_key})}" if cases.next_key else None,
    }
    return render(request, "discussions/law/cases.html", context)


def _report(request: HttpRequest, year: int, version: int) -> LawReport:
    found: LawReport = get_object_or_404(
        LawReport.objects.visible_to(request.user), year=year, version=version
    )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def law_reporting(request: HttpRequest) -> HttpResponse:
    """The figures of a year as they are counted now, and publishing them."""
    operator = operator_of(request)
    today = timezone.localdate()
    asked = YearForm(request.GET if "jaar" in request.GET else {"jaar": today.year - 1})
    if not asked.is_valid():
        raise Http404
    year = asked.cleaned_data["jaar"]
    form = PublishReportForm(request.POST if request.method == "POST" else None)
    stated = form.stated if request.method == "POST" and form.is_valid() else None
    figures = with_duties(figures_of(count_year(year, stated)), duties_on(today))
    if stated is not None:
        try:
            report = publish_law_report(
                year=year,
                figures=figures,
                by=operator,
                words=form.cleaned_data["words"],
                correction=form.cleaned_data["correction"],
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(
                request,
                _("Version %(version)s of %(year)s has been published.")
                % {"version": report.version, "year": year},
            )
            return redirect("law_report", year=year, version=report.version)
    context = {
        "section": "operating",
        "year": year,
        "has_ended": year < today.year,
        "years": range(today.year, today.year - 5, -1),
        "form": form,
        "parts": parts(figures),
        "published": [report for report in published_reports() if report.year == year],
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/law/reporting.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def duties(request: HttpRequest) -> HttpResponse:
    """Which duties this site takes upon itself, and the log of what was switched."""
    operator = operator_of(request)
    form = DutyForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            change = switch_duty(by=operator, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            text = _("Switched on: %(duty)s.") if change.is_on else _("Switched off: %(duty)s.")
            messages.success(request, text % {"duty": Duty(change.duty).label})
            return redirect("duties")
    context = {
        "section": "operating",
        "form": form,
        **duty_rows(timezone.localdate()),
    }
    return render(
        request, "discussions/law/duties.html", context, status=422 if form.errors else 200
    )
