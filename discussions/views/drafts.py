"""One's own drafts: the list, letting one go, and going on where one was."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from discussions.actions.drafts import NotKept, OlderDraft, save_draft, throw_away_draft
from discussions.models import Draft
from discussions.reading.drafts import keeping, keeping_draft, load_drafts, was_placed
from discussions.reading.filters import NoSuchFilter
from discussions.reading.writing import WritingPlace, composer
from discussions.views.kept import kept_text, let_go
from discussions.views.request import Request, wants_json
from discussions.views.writing import write_page


@require_safe
@never_cache
def drafts(request: HttpRequest) -> HttpResponse:
    """What one began to write and did not place, the newest first."""
    if not isinstance(request.user, User):
        raise Http404
    try:
        rows, key = load_drafts(request.user, request.GET.get("na", ""))
    except NoSuchFilter as error:
        raise Http404 from error
    next_url = f"{reverse('drafts')}?na={key}" if key else ""
    return render(request, "discussions/drafts.html", {"rows": rows, "next_url": next_url})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def discard(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether someone is sure; then let the draft go. To static/js/drafts.js the answer is empty."""
    assert isinstance(request.user, User)  # visitors were led to the log-in
    draft = get_object_or_404(Draft.objects.visible_to(request.user), public_id=public_id)
    if request.method == "POST":
        throw_away_draft(draft=draft, person=request.user)
        if wants_json(request):
            return HttpResponse(status=204)
        messages.success(request, _("Your draft has been thrown away."))
        return redirect("drafts")
    context = {
        "title": _("Throw this draft away?"),
        "text": _("The text goes away for good. Nobody else has seen it."),
        "action": request.path,
        "label": _("Throw away"),
        "cancel_url": reverse("drafts"),
    }
    return render(request, "confirm.html", context)


@require_safe
@never_cache
def placed(request: HttpRequest, submission_id: uuid.UUID) -> JsonResponse:
    """Whether this form of one's own placed a comment, for a browser that never heard the answer."""
    assert isinstance(request.user, User)  # visitors were led to the log-in
    return JsonResponse({"placed": was_placed(request.user, submission_id)})


def carry_on(request: Request, place: WritingPlace, **target: Any) -> HttpResponse:
    """After logging in: the form with the text in it that was sent when the session had ended.

    It becomes a draft. What deserves a second look does not; it stands in the form only.
    """
    assert isinstance(request.user, User)
    person = request.user
    waiting = kept_text(request, place.action)
    form = redirect(place.form_url)
    if waiting is None:
        return form
    known = keeping_draft(person, target)
    submission_id = _uuid(waiting.submission_id)
    try:
        save_draft(
            person=person,
            body=waiting.body,
            sequence=known.sequence + 1,
            submission_id=submission_id,
            extras=waiting.extras,
            replaces=known.body not in ("", waiting.body),
            **target,
        )
    except (NotKept, OlderDraft):
        writing = composer(
            place,
            submission_id=submission_id,
            body=waiting.body,
            extras=waiting.extras,
            person=person,
            plain=True,
            focus=True,
            keeping=keeping(person, target, known.sequence),
        )
        return write_page(request, place, writing)
    let_go(request)
    return form


def _uuid(said: str) -> uuid.UUID:
    try:
        return uuid.UUID(said)
    except ValueError:
        return uuid.uuid4()
