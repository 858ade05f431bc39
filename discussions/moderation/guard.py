"""The door of the moderators' room."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from discussions.permissions import may_moderate

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


def moderators_only(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> View:
    """Let moderators in; send a visitor to log in, who keeps what was typed (`config.middleware.texts_of_logged_out`);
    tell a member that there is nothing here.

    Leaves `moderators_only = True` on the view, by which a test finds any view without it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_moderate(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.moderators_only = True  # type: ignore[attr-defined]
    return guarded
