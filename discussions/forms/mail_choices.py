"""What somebody wants to be mailed about, and how soon."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import MailChoice, Pace


class MailChoicesForm(forms.Form):
    """A pace for each kind of news, named as the kinds are."""

    answers = forms.BooleanField(
        label=_("Tell me when somebody answers a comment of mine"), required=False
    )
    answer = forms.ChoiceField(label=_("Answers to you"), choices=Pace.choices)
    mention = forms.ChoiceField(label=_("Somebody mentions you"), choices=Pace.choices)
    followed = forms.ChoiceField(label=_("New comments where you follow"), choices=Pace.choices)
    new_part = forms.ChoiceField(
        label=_("A new article in a series you follow"), choices=Pace.choices
    )

    @classmethod
    def of(cls, chosen: MailChoice, data: Any = None) -> "MailChoicesForm":
        """The form with what is chosen now."""
        return cls(data, initial={name: getattr(chosen, name) for name in cls.base_fields})

    @property
    def paces(self) -> dict[str, Pace]:
        """What was sent, once it is valid, as `choose` takes it."""
        return {name: Pace(value) for name, value in self.cleaned_data.items() if name != "answers"}
