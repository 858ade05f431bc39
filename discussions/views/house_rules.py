"""The rules everyone writes by, for people and for machines."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from discussions.moderation.correspondence import contact_address
from discussions.moderation.policy import (
    ALL_VERSIONS,
    HOUSE_RULES,
    HOW_WE_MODERATE,
    MEASURES,
    earlier_versions,
)
from discussions.reading.tools import tools_in_use


@login_not_required
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """Each rule has an anchor with its code: letters and tombstones point there."""
    context = {
        "rules": [{"rule": rule, "earlier": earlier_versions(rule.code)} for rule in HOUSE_RULES],
        "how": HOW_WE_MODERATE,
        "tools": tools_in_use(),
    }
    return render(request, "discussions/house_rules.html", context)


@login_not_required
@require_safe
def house_rules_json(request: HttpRequest) -> HttpResponse:
    """The same, machine-readable (regulation 2022/2065, article 14), every version included."""
    page, tools = settings.PUBLIC_URL + reverse("house_rules"), tools_in_use()
    return JsonResponse(
        {
            "page": page,
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
            "measures": list(MEASURES),
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
            "procedure": [{"title": title, "text": text} for title, text in HOW_WE_MODERATE],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
