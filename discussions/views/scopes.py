"""For which sources and series somebody moderates: the operator says so."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import may_manage_people, signed_in
from discussions.actions.scopes import set_scope
from discussions.forms.scopes import ScopeForm
from discussions.models.scope import somebody_sees_everything


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def scope(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The sources and series of one moderator."""
    operator = signed_in(request.user)
    if not may_manage_people(operator):
        raise Http404
    person = get_object_or_404(User.objects.visible_to(operator), public_id=person_id)
    now = person.moderator_scopes.all()
    initial = {
        "sources": [one.source_id for one in now if one.source_id],
        "series": [one.series_id for one in now if one.series_id],
    }
    form = ScopeForm(request.POST or None, initial=initial)
    if request.method == "POST":
        form = ScopeForm(request.POST)
        if form.is_valid():
            set_scope(operator=operator, person=person, **form.cleaned_data)
            messages.success(request, _("It holds from now on."))
            if not somebody_sees_everything():
                messages.warning(
                    request,
                    _(
                        "Nobody moderates everything now. What is reported about other sources, or about an address, "
                        "reaches nobody. Let one moderator look at everything."
                    ),
                )
            return redirect("people")
    context = {"section": "operating", "person": person, "form": form}
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/scope.html", context, status=status)
