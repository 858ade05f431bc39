"""One press, and afterwards, for who wants, the sentence it depends on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import Leaning, Stance, StanceValue


class StanceForm(forms.Form):
    """The three buttons."""

    value = forms.ChoiceField(choices=StanceValue.choices)


class ConditionForm(forms.Form):
    """What *it depends* depends on. Without a sentence there is no leaning either.

    Emptying the sentence takes it back, so an empty box is never an error.
    """

    leaning = forms.ChoiceField(
        label=_("Which of the two is it?"),
        choices=[
            (Leaning.PROVIDED, _("provided that (then I lean towards yes)")),
            (Leaning.UNLESS, _("unless (then I lean towards no)")),
        ],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose provided that or unless.")},
    )
    condition = forms.CharField(
        label=_("What does it depend on?"),
        help_text=_(
            "Finish the sentence: ‘provided that …’ or ‘unless …’. One sentence. It may be shown "
            "beside the claim later, never with your name."
        ),
        max_length=Stance._meta.get_field("condition").max_length,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("condition") and "condition" not in self.errors:
            cleaned["leaning"] = ""
        elif not cleaned.get("leaning") and "leaning" not in self.errors:
            self.add_error("leaning", _("Choose provided that or unless."))
        return cleaned
