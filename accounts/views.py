"""Pages about people. Logging in and out is allauth's; its addresses stand in urls.py."""

import uuid
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import (
    LastOperator,
    describe_person,
    grant_role,
    rename_person,
    revoke_role,
    unmute_person,
)
from accounts.forms import ProfileForm, RoleForm
from accounts.mailbox import newest_mails
from accounts.models import Role, User
from accounts.people import people_page
from accounts.permissions import may_manage_people, signed_in

MOST_MUTED = 500


@require_safe
@never_cache
def muted(request: HttpRequest) -> HttpResponse:
    """Whom one mutes, and the way back. A list that fits on a page: whoever mutes hundreds reads nobody."""
    person = signed_in(request.user)
    people = person.mutes.select_related("muted").order_by("-created_at", "-pk")[:MOST_MUTED]
    return render(request, "accounts/muted.html", {"mutes": people})


@require_POST
def unmute(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Read somebody again."""
    person = signed_in(request.user)
    mute = get_object_or_404(person.mutes.select_related("muted"), muted__public_id=person_id)
    other = mute.muted
    unmute_person(person=person, muted=other)
    messages.success(
        request, _("You read the comments by %(name)s again.") % {"name": other.display_name}
    )
    return redirect("muted")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, and the way to address and password."""
    person = signed_in(request.user)
    names = ("display_name", "function", "organisation")
    form = ProfileForm(
        request.POST or None, initial={name: getattr(person, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        rename_person(person=person, display_name=cleaned["display_name"], by=person)
        describe_person(
            person=person,
            function=cleaned["function"],
            organisation=cleaned["organisation"],
            by=person,
        )
        messages.success(request, _("Your account has been changed."))
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form, "person": person})


@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, newest first, for the operator."""
    if not may_manage_people(request.user):
        raise Http404
    search = request.GET.get("zoek", "")[:100]
    page = people_page(viewer=request.user, search=search, after=request.GET.get("na", ""))
    return render(request, "accounts/people.html", {"page": page, "section": "operating"})


@require_POST
def person_roles(request: HttpRequest, person_id: str) -> HttpResponse:
    """Give or take one role; back to the same person in the list."""
    operator = signed_in(request.user)
    person = get_object_or_404(User.objects.visible_to(operator), public_id=person_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    role = Role(form.cleaned_data["role"])
    words = {"name": person.display_name, "role": role.label}
    try:
        if form.cleaned_data["held"]:
            grant_role(person=person, role=role, by=operator)
            messages.success(request, _("%(name)s is now %(role)s.") % words)
        else:
            revoke_role(person=person, role=role, by=operator)
            messages.success(request, _("%(name)s is no longer %(role)s.") % words)
    except LastOperator:
        messages.error(request, _("The site needs an operator. First make somebody else operator."))
    search = request.POST.get("zoek", "")[:100]
    query = f"?{urlencode({'zoek': search})}" if search else ""
    return redirect(f"{reverse('people')}{query}#persoon-{person.public_id}")


@login_not_required
@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mail that this machine sent to itself. Open to everyone, so only on one's own machine."""
    if not settings.LOCAL:
        raise Http404
    mails = newest_mails(Path(settings.MAILBOX_DIR))
    return render(request, "accounts/mailbox.html", {"mails": mails})
