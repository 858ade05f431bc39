"""Who may be logged in at all."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from accounts.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with one more condition, asked at log-in and again at every request."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Invented people, whose password is printed, exist on one's own machine only."""
        if isinstance(user, User) and user.is_demo and not settings.LOCAL:
            return False
        return bool(super().user_can_authenticate(user))
