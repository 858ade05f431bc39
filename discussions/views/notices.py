"""Reporting something illegal, by anybody, about any address of this site (regulation 2022/2065, article 16)."""

import uuid

from allauth.core.internal.ratelimit import Rate, get_cache_key
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from discussions.forms.refusing import refuse
from discussions.forms.reporting import NoticeForm
from discussions.models import Report
from discussions.moderation.correspondence import reference
from discussions.moderation.reporting import report_illegal, sent_along_with
from discussions.moderation.unheard import NotHeard
from discussions.reading.unheard import NOT_SENT, load_unheard
from discussions.views.forged import guarded_for_members
from discussions.views.request import Request

# Far more than one person reports; enough to keep a machine from filling the desk.
NOTICES_PER_HOUR = 20


@guarded_for_members
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_illegal_page(request: Request) -> HttpResponse:
    """The page for any address: `?adres=` fills it in."""
    given = request.GET.get("adres", "")
    address = settings.PUBLIC_URL + given if given.startswith("/") else given
    return notice(request, address=address, action=reverse("report_illegal"))


def notice(
    request: Request, *, address: str, action: str, anchor: uuid.UUID | None = None
) -> HttpResponse:
    """The form, or what came of it. It says the same whatever stands at the address.

    `action` is where the form goes; `anchor` the comment below which it stands in place, or None.
    """
    member = request.user if isinstance(request.user, User) else None
    form = NoticeForm(
        request.POST or None, for_member=member is not None, initial={"addresses": address}
    )
    status, missing = 200, []
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        missing = form.missing()
        if missing:
            form.ask()
            status = 422
        elif not _may_report(request):
            form.add_error(None, _too_many())
            status = 429
        else:
            given = {name: form.cleaned_data[name] for name in form.fields if name != "asked"}
            try:
                made = report_illegal(reporter=member, **given)
            except NotHeard:
                form.add_error(None, NOT_SENT)
                status = 422
            except ValidationError as error:
                refuse(form, error)
                status = 422
            else:
                return _thanks(request, made, anchor)
    context = {
        "form": form,
        "missing": [
            {"message": said, "href": f"#{_first_id(form, name)}"} for name, said in missing
        ],
        "action": action,
        "anchor": anchor,
        "kinds": kinds(anchor, illegal=True) if anchor else [],
        "member": member,
        "unheard": load_unheard(request.user),
    }
    page = "discussions/report_illegal.html" + ("#form" if request.htmx else "")
    return render(request, page, context, status=status)


def kinds(anchor: uuid.UUID, *, illegal: bool) -> list[dict[str, object]]:
    """The two choices of the dialog about a comment."""
    address = reverse("report_comment", args=[anchor])
    return [
        {"label": _("Against a house rule"), "url": address, "current": not illegal},
        {"label": _("Against the law"), "url": f"{address}?soort=illegaal", "current": illegal},
    ]


def _thanks(request: Request, made: Report, anchor: uuid.UUID | None) -> HttpResponse:
    """Shown at once, without going elsewhere: a visitor has nothing in which a message could wait. What becomes of it
    is told to the address that was given, whether it is handled or not: who sends may be somebody else."""
    number = reference(made)
    words = (
        _(
            "Thank you. Your report came in with number %(number)s. Our mail says what we do with it."
        )
        if made.email
        else _("Thank you. The editors will look at it. Your report has number %(number)s.")
    )
    context = {
        "number": number,
        "anchor": anchor,
        "others": [reference(other) for other in sent_along_with(made)],
        "mailed": bool(made.email or made.reporter_id),
        "by_address": bool(made.email),
        "thanks": words % {"number": number},
    }
    page = "discussions/report_illegal.html" + ("#thanks" if request.htmx else "")
    return render(request, page, context)


def _may_report(request: Request) -> bool:
    """Count this for the network address it comes from, as logging in does; nothing is left with the visitor."""
    key = get_cache_key(
        request, app="discussions", action="notice", rate=Rate(NOTICES_PER_HOUR, 3600, "ip")
    )
    cache.add(key, 0, 3600)
    try:
        return cache.incr(key) <= NOTICES_PER_HOUR
    except ValueError:  # forgotten between the two
        return True


def _too_many() -> str:
    return _(
        "Many reports came from your network this hour. Nothing of what you wrote is lost: send it again later, or "
        "mail it to %(address)s. Is somebody in danger now? Call 112."
    ) % {"address": settings.CONTACT_EMAIL}


def _first_id(form: NoticeForm, name: str) -> str:
    field = form[name]
    return field.id_for_label or f"{field.auto_id}_0"
