"""Where allauth meets our rules: who is created, what is mailed, where one may be sent."""

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.actions import create_person
from accounts.mail import queue_mail
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's flows with our mail log, our verbs and our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
        "incorrect_code": _("This code is not right. Look at the newest mail."),
        "incorrect_password": _("This password is not right."),
        "enter_current_password": _("This is not your current password."),
        "duplicate_email": _("This is already your address."),
        "email_taken": _("Another account uses this address."),
        "rate_limited": _("That went very fast. Wait a moment and try again."),
    }

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Create the person through our own verb; the address is confirmed by code afterwards."""
        data = form.cleaned_data
        try:
            return create_person(
                email=data["email"],
                display_name=data["display_name"],
                password=data["password1"],
                email_verified=False,
            )
        except ValidationError as error:
            # A double press: the other request made this account a moment ago. Answer as it does.
            raise ImmediateHttpResponse(redirect("account_email_verification_sent")) from error

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue it. The text may hold a code, so the row is wiped as soon as it was sent."""
        kind = template_prefix.rpartition("/")[2]
        words = {
            **context,
            "email": email,
            "login_url": settings.PUBLIC_URL + reverse("account_login"),
            "reset_url": settings.PUBLIC_URL + reverse("account_reset_password"),
        }
        person = User.objects.filter(email__iexact=email).first()
        queue_mail(
            person=person or context.get("user"),
            address=email,
            kind=kind,
            key=f"{kind}-{uuid.uuid4()}",
            subject=render_to_string(f"{template_prefix}_subject.txt", words),
            body_text=render_to_string(f"{template_prefix}_message.txt", words).strip(),
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        if allauth_context.request.user.is_authenticated:
            return reverse("profile")
        return reverse("account_login")

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site: no other host, not even one of our own by another scheme."""
        return bool(
            url
            and url.startswith("/")
            and url.isprintable()
            and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every form answers with a page; a second, JSON door would need guarding too."""
        return False
