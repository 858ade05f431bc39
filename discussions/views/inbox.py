"""What somebody should hear of, inside the site."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.bounces import is_stopped
from accounts.permissions import signed_in
from discussions.models import Notification
from discussions.moderation.correspondence import LETTER_ROWS, letter_for
from discussions.moderation.warnings import acknowledge_warning
from discussions.notifications import mark_all_read, mark_read
from discussions.reading.told import load_inbox
from discussions.standing import WARNED, rules_for, what_stops

MESSAGE_ROWS = (
    "article",
    "comment",
    "decision__warning",
    *(f"decision__{row}" for row in LETTER_ROWS),
)


@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """Messages, the newest first, by key."""
    after = request.GET.get("na", "")
    before = None
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise Http404
        before = get_object_or_404(Notification.objects.told_to(request.user), pk=int(after)).pk
    page = load_inbox(request.user, before)
    context = {
        "section": "inbox",
        "rows": page.messages,
        "mail_stopped": is_stopped(signed_in(request.user)),
        "next_url": f"{reverse('inbox')}?na={page.next_key}" if page.next_key else None,
    }
    return render(request, "discussions/inbox.html", context)


@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Everything that is here now, in one press."""
    mark_all_read(person=signed_in(request.user))
    return redirect("inbox")


@require_POST
def warning_read(request: HttpRequest, message_id: int) -> HttpResponse:
    """Say that one read the warning of this message: then one can write again, unless something else stands in the
    way."""
    person = signed_in(request.user)
    letters = Notification.objects.visible_to(person).filter(decision__warning__person=person)
    found = get_object_or_404(letters.select_related("decision__warning__person"), pk=message_id)
    assert found.decision is not None
    acknowledge_warning(warning=found.decision.warning)
    person.refresh_from_db(fields=["must_read_since"])
    stop = what_stops(rules_for(person=person, thread=None, now=timezone.now()))
    said = _("Thank you for reading this.")
    if stop is None:
        said = _("Thank you. You can write again.")
    elif stop.kind == WARNED:
        said = _("Thank you. There is another warning that you have not read yet.")
    messages.success(request, said)
    return redirect("message", message_id)


@require_safe
@never_cache
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """One letter in full; news leads to the comment or the article it is about.

    Opening it marks it read, on a GET: that says nothing but what the reader just did, concerns
    nobody else, and is the same the second time.
    """
    found = get_object_or_404(
        Notification.objects.visible_to(request.user).select_related(*MESSAGE_ROWS), pk=message_id
    )
    if request.method == "GET":
        mark_read(message=found)
    if found.decision is None:
        if found.terms_version is not None:
            return redirect("terms", found.terms_version)
        about = found.comment or found.article
        assert about is not None, "the database holds one of the four"
        return redirect(about.get_absolute_url())
    warning = getattr(found.decision, "warning", None)
    context = {
        "section": "inbox",
        "asks_to_say_read": warning is not None and warning.is_unread,
        "message": found,
        "letter": letter_for(found),
        "comment": found.decision.comment,
    }
    return render(request, "discussions/message.html", context)
