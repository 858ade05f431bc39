"""Forms about people. allauth's own forms, made calm: labels that stay, no browser bubbles."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from accounts.names import LONGEST_DESCRIPTION, LONGEST_NAME, clean_name, validate_address
from accounts.passwords import NotYourself

EMAIL = (_("E-mail address"), _("Enter your e-mail address."))
PASSWORD = (_("Password"), _("Enter your password."))
NEW_PASSWORD = (_("New password"), _("Enter a new password."))

# Label and what to say when it is left empty, by the name of the field.
WORDS = {
    "display_name": (_("Name"), _("Enter your name.")),
    "email": EMAIL,
    "login": EMAIL,
    "password": PASSWORD,
    "oldpassword": (_("Current password"), _("Enter your current password.")),
    "password1": NEW_PASSWORD,
    "code": (_("Code"), _("Enter the code from the mail.")),
}
HELP = {
    "display_name": _("This name stands above what you write."),
    "password1": _("At least ten characters. A short sentence is easy to remember."),
    "code": _("Eight digits. The dash may be left out."),
}


class CalmForm(forms.Form):
    """No placeholders (they vanish while typing), `aria-required` in place of the browser's
    bubbles, and our words for every field."""

    use_required_attribute = False
    words: ClassVar[dict[str, tuple[Any, Any]]] = {}
    help: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Typed once: a slip is mended with a mailed code, and two boxes double every slip.
        self.fields.pop("password2", None)
        words = {**WORDS, **self.words}
        for name, field in self.fields.items():
            field.label, field.error_messages["required"] = words[name]
            field.help_text = {**HELP, **self.help}.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["aria-required"] = "true"
            if isinstance(field, forms.EmailField):
                field.validators = [validate_address]
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


class DisplayNameField(forms.CharField):
    """The name under which someone writes."""

    widget = forms.TextInput(attrs={"autocomplete": "name"})

    def __init__(self) -> None:
        super().__init__(max_length=LONGEST_NAME)

    def clean(self, value: Any) -> str:
        return clean_name(super().clean(value))


class SignupForm(CalmForm, allauth_forms.SignupForm):  # type: ignore[misc]
    field_order = ["display_name", "email", "password1"]
    words: ClassVar = {"password1": PASSWORD}
    help: ClassVar = {
        "email": _("Only the operator sees this. Codes and messages of the editors come to it.")
    }

    display_name = DisplayNameField()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        password, name = cleaned.get("password1"), cleaned.get("display_name")
        if password and name and "password1" not in self.errors:
            # allauth compares the password with the address; a name is guessed as easily.
            try:
                NotYourself(["display_name"]).validate(password, User(display_name=name))
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """For an address that has an account: take as long as for one that has not."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        saved: tuple[User | None, HttpResponseBase | None] = super().try_save(request)
        return saved


class LoginForm(CalmForm, allauth_forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestLoginCodeForm(CalmForm, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmLoginCodeForm(CalmForm, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmEmailVerificationCodeForm(
    CalmForm,
    allauth_forms.ConfirmEmailVerificationCodeForm,  # type: ignore[misc]
):
    pass


class ConfirmPasswordResetCodeForm(
    CalmForm,
    allauth_forms.ConfirmPasswordResetCodeForm,  # type: ignore[misc]
):
    pass


class ResetPasswordForm(CalmForm, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(CalmForm, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(CalmForm, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(CalmForm, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    pass


class ChangeAddressForm(CalmForm, allauth_forms.AddEmailForm):  # type: ignore[misc]
    words: ClassVar = {"email": (_("New e-mail address"), _("Enter your new e-mail address."))}


class ReauthenticateForm(CalmForm, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    pass


class ProfileForm(CalmForm):
    """One's own name, and what one may show with a comment. The latter may stay empty."""

    words: ClassVar = {
        "function": (_("Function (optional)"), ""),
        "organisation": (_("Organisation (optional)"), ""),
    }
    help: ClassVar = {
        "function": _("Nobody sees this, until you choose with a comment who may."),
    }

    display_name = DisplayNameField()
    function = forms.CharField(max_length=LONGEST_DESCRIPTION, required=False)
    organisation = forms.CharField(max_length=LONGEST_DESCRIPTION, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("function", "organisation"):
            del self.fields[name].widget.attrs["aria-required"]
        self.fields["function"].widget.attrs["autocomplete"] = "organization-title"
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"


class RoleForm(forms.Form):
    """One press on the page of people."""

    role = forms.ChoiceField(choices=Role.choices)
    held = forms.TypedChoiceField(
        choices=[("1", "yes"), ("0", "no")], coerce=lambda value: value == "1"
    )
