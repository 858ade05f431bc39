"""What a moderator writes down of a dispute outside the courts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import DayField, OneOf
from discussions.models import Dispute, DisputeOutcome


class OpenDisputeForm(forms.Form):
    """That there is one."""

    body = forms.CharField(
        label=_("Which body handles it?"),
        help_text=_("The name of the body, not of a person."),
        max_length=Dispute._meta.get_field("body").max_length,
        error_messages={"required": _("Write the name of the body.")},
    )
    reference = forms.CharField(
        label=_("Their number of this dispute"),
        help_text=_("Leave it empty when they gave none. Name no people here."),
        max_length=Dispute._meta.get_field("reference").max_length,
        required=False,
    )
    came_in = DayField(label=_("On which day did we hear of it?"))


class DisputeForm(OpenDisputeForm):
    """How it stands now."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = OneOf(
        label=_("How did it end?"),
        choices=[("", _("it has not ended yet")), *DisputeOutcome.choices],
        required=False,
    )
    ended = DayField(
        label=_("On which day did it end?"),
        help_text=_("Empty as long as it has not ended."),
        required=False,
    )
    implemented = DayField(
        label=_("On which day was the outcome carried out?"),
        help_text=_("Empty as long as it was not, or when there is nothing to carry out."),
        required=False,
    )
