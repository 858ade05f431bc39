"""Django's checks of a new password, in our words. The checking itself stays Django's."""

from django.contrib.auth import password_validation as django_checks
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class LongEnough(django_checks.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return str(_("Take a longer password: at least %(least)d characters.")) % {
            "least": self.min_length
        }


class NotYourself(django_checks.UserAttributeSimilarityValidator):
    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        try:
            super().validate(password, user)  # type: ignore[arg-type]  # any account will do
        except ValidationError as error:
            raise ValidationError(
                _("Take a password that looks less like your name or address."),
                code="password_too_similar",
            ) from error


class NotCommon(django_checks.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return str(_("Many people use this password. Take another one."))
