"""Fields that several forms have, each with its own sentence for what is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OneOf(forms.ChoiceField):
    """One choice of a few, all of them in sight."""

    widget = forms.RadioSelect
    default_error_messages = {
        "required": _("Choose one of these."),
        "invalid_choice": _("Choose one of these."),
    }


class DayField(forms.DateField):
    """A day."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": _("Fill in a day."),
        "invalid": _("Fill in a day."),
    }


class MomentField(forms.DateTimeField):
    """A day and a time, in the time of this country."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Write a day and a time, such as 2026-12-31 17:00.")}
