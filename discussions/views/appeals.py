"""Asking for a reappraisal, by the link in a letter: without an account, also for who is suspended."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from discussions.forms.appeals import AppealForm
from discussions.forms.refusing import refuse
from discussions.moderation.appeals import CannotAppeal, file_appeal
from discussions.reading.appeals import NoSuchLink, load_appeal_page

_WHY_NOT = {
    "too_late": _("The six months in which you could ask for this are over."),
    "undone": _("This decision was undone already. You need not do anything."),
    "answered": _("This was looked at again already. The letter says what else you can do."),
    "not_concerned": _("This decision is not about you."),
}


@csrf_exempt  # the link is what one needs, and no session is behind it
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided, and the room to say why one sees it differently. Sent already: what becomes of it."""
    try:
        page = load_appeal_page(token)
    except NoSuchLink:
        raise Http404 from None
    refusal, status = page.refusal, 200
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            file_appeal(
                decision=page.decision,
                person=page.person,
                report=page.report,
                body=form.cleaned_data["body"],
            )
        except CannotAppeal as no:
            refusal, status = no.reason, 409
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect(request.path)
    context = {
        "page": page,
        "decision": page.decision,
        "refusal": _WHY_NOT.get(refusal, ""),
        "form": form,
        "typed": form["body"].value() if form.is_bound and refusal else "",
        "hide_next": True,
    }
    status = 422 if form.errors else status
    return render(request, "discussions/appeal.html", context, status=status)
