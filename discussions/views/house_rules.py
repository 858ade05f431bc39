"""The rules everyone writes by, for people and for machines."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from discussions.models.case import office_hours
from discussions.moderation.correspondence import contact_address
from discussions.moderation.label_kinds import LABEL_KINDS
from discussions.moderation.policy import (
    ALL_VERSIONS,
    HOUSE_RULES,
    earlier_versions,
)
from discussions.moderation.terms import CURRENT, TERMS, find_terms
from discussions.reading.tools import tools_in_use


@login_not_required
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """Each rule has an anchor with its code: letters and tombstones point there."""
    context = {
        "rules": [{"rule": rule, "earlier": earlier_versions(rule.code)} for rule in HOUSE_RULES],
        "how": CURRENT.how,
        "labels": LABEL_KINDS,
        "tools": tools_in_use(),
        "current": CURRENT,
        "hours": office_hours().in_words(),
        "older": list(reversed(TERMS[:-1])),
    }
    return render(request, "discussions/house_rules.html", context)


@login_not_required
@require_safe
def terms(request: HttpRequest, number: int) -> HttpResponse:
    """The terms as they were in one version, for letters and decisions of then."""
    found = find_terms(number)
    if found is None:
        raise Http404
    context = {"terms": found, "is_current": found == CURRENT}
    return render(request, "discussions/terms.html", context)


@login_not_required
@require_safe
def house_rules_json(request: HttpRequest) -> HttpResponse:
    """The same, machine-readable (regulation 2022/2065, article 14), every version included."""
    page, tools = settings.PUBLIC_URL + reverse("house_rules"), tools_in_use()
    return JsonResponse(
        {
            "id": "huisregels",
            "version": CURRENT.number,
            "since": CURRENT.since.isoformat(),
            "page": page,
            "versions": [
                {
                    "version": terms.number,
                    "since": terms.since.isoformat(),
                    "significant": terms.is_significant,
                    "what_changed": terms.what_changed,
                    "rules": [f"{code} v{version}" for code, version in terms.rules],
                    "url": settings.PUBLIC_URL + reverse("terms", args=[terms.number]),
                }
                for terms in TERMS
            ],
            "language": "nl",
            "contact": contact_address(),
            "rules": [
                {
                    "code": rule.code,
                    "version": rule.version,
                    "since": rule.since.isoformat(),
                    "current": rule in HOUSE_RULES,
                    "title": rule.title,
                    "text": rule.text,
                    "url": f"{page}#{rule.code}",
                }
                for rule in ALL_VERSIONS
            ],
            "measures": list(CURRENT.measures),
            "labels": [
                {
                    "code": kind.code,
                    "name": kind.name,
                    "text": kind.meaning,
                    "rule": kind.rule_code,
                    "url": f"{page}#{kind.code}",
                }
                for kind in LABEL_KINDS
            ],
            "automated_tools": [
                {"code": tool.code, "name": tool.name, "text": tool.what}
                for tool in tools
                if tool.is_automated
            ],
            "tools": [
                {"code": tool.code, "name": tool.name, "text": tool.what}
                for tool in tools
                if not tool.is_automated
            ],
            "office_hours": office_hours().in_words(),
            "complaints": {
                "months": 6,
                "free": True,
                "address": contact_address(),
                "text": dict(CURRENT.how)["Als je het er niet mee eens bent"],
            },
            "procedure": [{"title": title, "text": text} for title, text in CURRENT.how],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
