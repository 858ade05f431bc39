"""The door of the operator's rooms."""

from django.http import Http404, HttpRequest

from accounts.models import User
from accounts.permissions import may_manage_people, signed_in


def operator_of(request: HttpRequest) -> User:
    """Whoever operates the site; anybody else learns that there is nothing here."""
    if not may_manage_people(request.user):
        raise Http404
    return signed_in(request.user)
