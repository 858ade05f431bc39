"""What an operator fills in for the law."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import DayField, OneOf
from discussions.law.wording import BY_HAND
from discussions.models.law_report import SWITCHED

_NUMBER = _("Type a number, or leave it empty.")
_FIRST_YEAR, _LAST_YEAR = 2024, 2100
_FIRST_DAY, _LAST_DAY = date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31)
_ANOTHER = _("Choose a day from 2024 to 2100.")


class PublishReportForm(forms.Form):
    """The figures that nobody counts here, what the operator tells beside them, and what a later version corrects."""

    words = forms.CharField(
        label=_("What you tell beside the figures"),
        help_text=_(
            "How you moderate on your own initiative, how moderators are trained and helped, and how you keep programs"
            " from making mistakes. Everyone reads this: name no people."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        required=False,
    )
    correction = forms.CharField(
        label=_("What does this version correct?"),
        help_text=_("Only when this year was published before."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (article, label, unit) in BY_HAND.items():
            self.fields[key] = forms.IntegerField(
                label=label,
                help_text=_("%(unit)s, article %(article)s") % {"unit": unit, "article": article},
                min_value=0,
                max_value=1_000_000,
                required=False,
                error_messages={"invalid": _NUMBER},
            )
        self.order_fields([*BY_HAND, "words", "correction"])

    @property
    def stated(self) -> dict[str, int | None]:
        """What was filled in of what only the operator knows."""
        return {key: self.cleaned_data.get(key) for key in BY_HAND}


class YearForm(forms.Form):
    """Which year, from an address."""

    jaar = forms.IntegerField(min_value=_FIRST_YEAR, max_value=_LAST_YEAR)


class DutyForm(forms.Form):
    """Switching one duty off or on."""

    duty = OneOf(label=_("Which duty?"), choices=[(duty.value, duty.label) for duty in SWITCHED])
    is_on = forms.TypedChoiceField(
        label=_("What do you want?"),
        choices=[("no", _("Switch it off")), ("yes", _("Switch it on"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    since = DayField(label=_("From which day?"))
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "For example that fewer than fifty people work for you. Other operators of this site read it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )
    reviewer = forms.CharField(
        label=_("Who looked at this with you?"),
        help_text=_("A lawyer or a colleague who knows the law. Needed to switch a duty off."),
        max_length=120,
        required=False,
    )


def _day(label: Any) -> forms.DateField:
    return DayField(
        label=label,
        validators=[
            MinValueValidator(_FIRST_DAY, _ANOTHER),
            MaxValueValidator(_LAST_DAY, _ANOTHER),
        ],
    )


class PeriodForm(forms.Form):
    """From the first to the last day, from an address."""

    vanaf = _day(_("From"))
    tot = _day(_("Until"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("vanaf"), cleaned.get("tot")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("tot", _("The last day lies before the first."))
        return cleaned
