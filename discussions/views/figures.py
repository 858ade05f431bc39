"""How moderating goes, in numbers: for moderators, and month by month for everyone."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from discussions.moderation.guard import moderators_only
from discussions.reading.moderation_figures import WEEKS, load_moderation_figures
from discussions.reading.public_log import load_public_log


@moderators_only
@require_safe
@never_cache
def moderation_figures(request: HttpRequest) -> HttpResponse:
    """Of the last quarter; with ?weken=26 or 52 of longer."""
    asked = request.GET.get("weken", str(WEEKS[0]))
    if asked not in map(str, WEEKS):
        raise Http404
    context = {
        "section": "queue",
        "figures": load_moderation_figures(int(asked)),
        "tabs": [
            {
                "label": ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks},
                "url": f"?weken={weeks}",
                "current": str(weeks) == asked,
            }
            for weeks in WEEKS
        ],
    }
    return render(request, "discussions/moderation/figures.html", context)


@login_not_required
@require_safe
def public_log(request: HttpRequest) -> HttpResponse:
    """The newest month in which something was decided, or the one of ?maand=2026-03."""
    asked = request.GET.get("maand")
    wanted = None
    if asked is not None:
        try:
            wanted = date.fromisoformat(f"{asked}-01")
        except ValueError:
            raise Http404 from None
    log = load_public_log(wanted)
    if wanted is not None and (log.shown is None or log.shown.first != wanted):
        raise Http404
    return render(request, "discussions/public_log.html", {"log": log})
