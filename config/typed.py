"""The text of a form that could not be taken in, for the page that says so. Needs no database."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest

# Not carried along: the token that was refused.
LEFT_OUT = {"csrfmiddlewaretoken", "body"}


@dataclass(frozen=True)
class Typed:
    """`body` as it came. `fields` are the other fields, to send it once more to `action`; None where
    the form stood on another site: then it may be copied, and one press sends nothing."""

    body: str
    action: str
    fields: list[tuple[str, str]] | None


def typed_in(request: HttpRequest) -> Typed | None:
    """What somebody wrote in the form they sent, or None when there was no text, or no reading it."""
    try:
        sent = request.POST
    except (BadRequest, SuspiciousOperation, OSError):  # a form that cannot be read at all
        return None
    body = sent.get("body", "")
    if not body:
        return None
    fields = [
        (name, value)
        for name, values in sent.lists()
        for value in values
        if name not in LEFT_OUT and "password" not in name
    ]
    return Typed(body, request.get_full_path(), fields if _is_ours(request) else None)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form can have stood on this site: what a browser says about where it comes from."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.get_host()
    except (ValueError, SuspiciousOperation):  # an address that is none, or a strange host
        return False
