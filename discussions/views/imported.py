"""Comments that came with an import, for the person who may have written them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import signed_in
from discussions.actions.claim_imported import claim_imported_comments, leave_imported_comments
from discussions.reading.imported import load_my_imported


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """How many carry one's own address; take them over, or leave them."""
    person = signed_in(request.user)
    if request.method == "POST" and "claim" in request.POST:
        number = claim_imported_comments(person=person)
        said = ngettext(
            "%(number)s comment is now under your name.",
            "%(number)s comments are now under your name.",
            number,
        )
        messages.success(request, said % {"number": number})
        return redirect("imported_comments")
    if request.method == "POST" and "leave" in request.POST:
        leave_imported_comments(person=person)
        messages.success(request, _("The comments stay as they are. We will not ask again."))
        return redirect("imported_comments")
    return render(request, "discussions/imported.html", {"mine": load_my_imported(person)})
