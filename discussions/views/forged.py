"""Forms that anybody may send, also without an account: guarded against forged ones without a cookie for visitors."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def guarded_for_members(view: View) -> View:
    """Ask who is logged in for the token, as everywhere; of a visitor no token is asked, and so no cookie is set: what
    they send they could send from anywhere, and no session is behind it."""
    guard = CsrfViewMiddleware(lambda request: HttpResponse())

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            refusal = guard.process_view(request, view, args, kwargs)
            if refusal is not None:
                return refusal
        return view(request, *args, **kwargs)

    exempt: View = csrf_exempt(checked)
    return exempt
