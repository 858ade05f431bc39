"""Where a press on a page leads back to without htmx."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where the press came from, as its form says in `terug`, if that is a page of this site."""
    wanted = request.POST.get("terug", "")
    here = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if here else otherwise
