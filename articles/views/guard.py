"""The door of the editors' room."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.models import User
from articles.permissions import may_edit

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


def editors_only(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> View:
    """Let editors in; send a visitor to log in; tell a member that there is nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_edit(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def editor_of(request: HttpRequest) -> User:
    """The person behind a guarded request, for the type checker."""
    assert isinstance(request.user, User)
    return request.user
