"""The texts of a form that could not be taken in, for the page that says so. Needs no database."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest

# Not carried along: the token that was refused.
_LEFT_OUT = {"csrfmiddlewaretoken"}
# One line each, about a person or a place: these go along as they were.
_LINES = {"function", "organisation", "interest", "name", "display_name", "email", "address"}


@dataclass(frozen=True)
class Typed:
    """`texts` as they came, by the names of their fields. `fields` are the other fields, to send it once more to
    `action`; None where the form stood on another site: then it may be copied, and one press sends nothing."""

    texts: list[tuple[str, str]]
    action: str
    fields: list[tuple[str, str]] | None


def typed_in(request: HttpRequest) -> Typed | None:
    """What somebody wrote in the form they sent, or None when there was no text, or no reading it."""
    try:
        sent = request.POST
    except (BadRequest, SuspiciousOperation, OSError):  # a form that cannot be read at all
        return None
    given = [
        (name, value)
        for name, values in sent.lists()
        for value in values
        if name not in _LEFT_OUT and "password" not in name
    ]
    texts = [(name, value) for name, value in given if _is_text(name, value)]
    if not texts:
        return None
    others = [pair for pair in given if pair not in texts]
    return Typed(texts, request.get_full_path(), others if _is_ours(request) else None)


def _is_text(name: str, value: str) -> bool:
    """A comment, or anything else of more than one word: keys, numbers, codes and what was chosen are none."""
    if name in _LINES:
        return False
    return bool(value) if name == "body" else len(value.split()) > 1


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form can have stood on this site: what a browser says about where it comes from."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.get_host()
    except (ValueError, SuspiciousOperation):  # an address that is none, or a strange host
        return False
