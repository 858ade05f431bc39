"""A notice of something illegal: the fields of article 16 of regulation 2022/2065."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import Report
from discussions.models.report import WITHOUT_NAME
from discussions.moderation.legal_grounds import LEGAL_GROUNDS

_LONGEST = 10_000  # characters of all addresses together


def _grounds() -> list[tuple[str, str]]:
    return [(ground.code, ground.name) for ground in LEGAL_GROUNDS]


class NoticeForm(forms.Form):
    """Why, where, who, and in good faith.

    Only the explanation and an address are needed. What else is missing is asked for once (`missing`); the same
    form sent again goes as it is. A member is known: `for_member` leaves name and address out.
    """

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.BooleanField(widget=forms.HiddenInput, required=False)
    addresses = forms.CharField(
        label=_("Where does it stand?"),
        help_text=_(
            "The address of the page, as your browser shows it. More than one? One on each line."
        ),
        max_length=_LONGEST,
        widget=forms.Textarea(
            attrs={"rows": 2, "inputmode": "url", "spellcheck": "false", "data-given": ""}
        ),
        error_messages={"required": _("Say where it stands: give the address of the page.")},
    )
    law_code = forms.ChoiceField(
        label=_("What is it?"),
        choices=_grounds,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    explanation = forms.CharField(
        label=_("Why is it against the law?"),
        help_text=_(
            "Say what it says and what is wrong with it, so that somebody who knows nothing of it can judge."
        ),
        max_length=Report._meta.get_field("explanation").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Explain why this is against the law.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=Report._meta.get_field("name").max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "For the answer. Without it we cannot write to you. About the abuse of children we keep neither."
        ),
        max_length=Report._meta.get_field("email").max_length,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. Mend it, or leave it empty.")},
    )
    good_faith = forms.BooleanField(
        label=_("As far as I know, what I write here is right and complete."), required=False
    )

    def __init__(self, *args: Any, for_member: bool = False, **values: Any) -> None:
        super().__init__(*args, **values)
        self.is_asking = False
        if for_member:
            del self.fields["name"], self.fields["email"]
        if not self.is_bound:
            self.initial.setdefault("submission", uuid.uuid4())

    def clean_addresses(self) -> list[str]:
        return [
            line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()
        ]

    def missing(self) -> list[tuple[str, str]]:
        """What is not needed and was left out, as (name of the field, what to say); empty once it was asked for."""
        given = self.cleaned_data
        if given["asked"]:
            return []
        ask = [
            ("law_code", _("What kind of thing is it? Then the right person looks at it sooner.")),
            (
                "good_faith",
                _("Do you want to say that this is right and complete, as far as you know?"),
            ),
        ]
        if given["law_code"] != WITHOUT_NAME:
            ask += [
                ("name", _("Your name, if you want to give it.")),
                ("email", _("Your e-mail address, if you want an answer.")),
            ]
        return [(name, str(said)) for name, said in ask if name in self.fields and not given[name]]

    def ask(self) -> None:
        """Have the next sending go as it is."""
        self.is_asking = True
        self.data = {**self.data, "asked": "on"}
