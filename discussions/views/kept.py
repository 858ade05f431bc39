"""A text that came from somebody whose session had ended: it waits with the browser until they are back.

Never in an address, and only for as long as logging in takes. What deserves a second look and was not decided
about is not kept here: it stays in the page.
"""

import time
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from discussions.actions.drafts import as_typed, may_be_kept, with_extras
from discussions.forms.comments import CommentForm
from discussions.models.draft import MAX_DRAFT
from discussions.reading.thread_page import gate_url
from discussions.reading.writing import WritingPlace, composer
from discussions.views.request import Request, wants_json

KEY = "getypt"
KEPT_FOR = 3600  # seconds


@dataclass(frozen=True)
class KeptText:
    """`action` is where it was sent, `writer` the public id of who opened the form, `until` in Unix time, `extras`
    what was chosen behind *more*. Of a change, `revision_number` is that of the text it was made from."""

    body: str
    action: str
    submission_id: str
    writer: str
    until: float
    extras: dict[str, str] = field(default_factory=dict)
    revision_number: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """As the form to change a comment sent them."""
        names = ("body", "submission_id", "revision_number")
        return {name: getattr(self, name) for name in names}


def keep_for_after_login(request: Request, action: str) -> bool:
    """Keep the text of this POST with the session of a visitor. Whether that was done."""
    body = as_typed(request.POST.get("body", ""))
    extras = CommentForm(request.POST).typed_extras
    everything = with_extras(body, extras)
    if not body.strip() or len(everything) > MAX_DRAFT:
        return False
    if "toch" not in request.POST and not may_be_kept(everything):
        return False
    kept = KeptText(
        body=body,
        action=action,
        submission_id=request.POST.get("submission_id", "")[:36],
        writer=request.POST.get("schrijver", "")[:36],
        until=time.time() + KEPT_FOR,
        extras=extras,
        revision_number=request.POST.get("revision_number", "")[:10],
    )
    request.session[KEY] = asdict(kept)
    request.session.set_expiry(KEPT_FOR)
    return True


def kept_text(request: Request, action: str) -> KeptText | None:
    """What was sent to `action` before this member logged in, if it was theirs."""
    said = request.session.get(KEY)
    if said is None or not request.user.is_authenticated:
        return None
    kept = KeptText(**said)
    is_theirs = kept.writer in ("", str(request.user.public_id))
    return kept if is_theirs and kept.action == action and time.time() < kept.until else None


def let_go(request: Request) -> None:
    """Forget what waited, and let the session last as long as any."""
    if request.session.pop(KEY, None) is not None:
        request.session.set_expiry(None)


def logged_out(request: Request, place: WritingPlace) -> HttpResponse:
    """The session ended while someone wrote. To htmx it is 422, which it shows in the page."""
    if wants_json(request):
        return JsonResponse({"reason": "logged_out"}, status=403)
    waits = keep_for_after_login(request, place.action)
    form = CommentForm(request.POST)
    form.is_valid()
    context = {
        "subject": place.subject,
        "composer": composer(
            place,
            submission_id=form.known_submission_id,
            body=form.typed,
            extras=form.typed_extras,
            plain=True,
        ),
        "waits": waits,
        "key": place.key,
        "login_url": login_and_go_on(place.action)
        if waits
        else gate_url(place.subject, sort=place.sort),
    }
    if request.htmx:
        return render(request, "discussions/kept.html#kept", context, status=422)
    return render(request, "discussions/kept.html", context, status=403)


def login_and_go_on(action: str) -> str:
    """The log-in page, which comes back to the text that waits. The text itself is in no address."""
    back = f"{action}{'&' if '?' in action else '?'}verder=1"
    return f"{reverse('account_login')}?{urlencode({'next': back})}"
