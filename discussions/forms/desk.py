"""What a moderator fills in at the queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import MomentField, OneOf
from discussions.forms.moderation import ground_choices, ground_codes, rule_choices
from discussions.models import DecisionText, LifeThreat, Outcome

LEAVE, AGAINST = "laten", "tegen"


class TogetherForm(forms.Form):
    """One measure for what is ticked, with the same explanation for each."""

    outcome = OneOf(
        label=_("With what you ticked:"),
        choices=[
            (LEAVE, _("leave it alone, or let it through")),
            (AGAINST, _("hide it, or do not let it through")),
        ],
    )
    rule_code = forms.ChoiceField(
        label=_("House rule"),
        help_text=_("Needed when you hide it."),
        choices=lambda: [("", _("No rule")), *rule_choices()],
        required=False,
    )
    explanation = forms.CharField(
        label=_("Explanation to each author"),
        help_text=_(
            "Needed when you hide it. Say in your own words what is wrong; each gets it in their own letter."
        ),
        max_length=DecisionText._meta.get_field("explanation").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, str]:
        given: dict[str, str] = self.cleaned_data
        if given.get("outcome") == AGAINST:
            if not given.get("rule_code"):
                self.add_error("rule_code", _("Choose the house rule that this comment breaks."))
            if not given.get("explanation"):
                self.add_error("explanation", _("Explain in your own words why you decide this."))
        return given


class AnswerForm(forms.Form):
    """What is done about something that is no comment, and what everybody reads who reported it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = OneOf(
        label=_("What do you do?"),
        choices=[
            (Outcome.KEEP, _("Leave it as it is")),
            (Outcome.WITHDRAW, _("Take the article off the site")),
        ],
    )
    rule_code = forms.ChoiceField(
        label=_("House rule or law"),
        help_text=_("Needed when you take it off."),
        choices=ground_choices,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    public_reason = forms.CharField(
        label=_("Reason that everyone reads"),
        help_text=_(
            "Needed when you take it off: it stands at its address. Repeat nothing of what is wrong."
        ),
        max_length=DecisionText._meta.get_field("public_reason").max_length,
        required=False,
    )
    answer = forms.CharField(
        label=_("Answer to who reported it"),
        max_length=DecisionText._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write an answer: somebody reported this and is waiting to hear.")
        },
    )

    def __init__(self, *args: Any, can_take_off: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_take_off:
            del self.fields["outcome"], self.fields["rule_code"], self.fields["public_reason"]

    def typed(self) -> list[tuple[str, str]]:
        """Label and text of what was written, valid or not, so that none of it gets lost."""
        written = [name for name in ("public_reason", "answer") if name in self.fields]
        return [
            (str(self.fields[name].label), str(self[name].value()))
            for name in written
            if self[name].value()
        ]

    def chosen(self) -> dict[str, Any]:
        """What `decide` takes, when the form is valid."""
        given = {name: self.cleaned_data[name] for name in ("seen_version", "answer")}
        if self.cleaned_data.get("outcome") != Outcome.WITHDRAW:
            return {**given, "outcome": Outcome.KEEP}
        return {
            **given,
            "outcome": Outcome.WITHDRAW,
            "public_reason": self.cleaned_data["public_reason"],
            **ground_codes(self.cleaned_data["rule_code"]),
        }


class InformedForm(forms.Form):
    """Who was told that somebody may be in danger, and when."""

    informed = forms.CharField(
        label=_("Who was told"),
        help_text=_("Such as: police of Utrecht, by telephone."),
        max_length=LifeThreat._meta.get_field("informed").max_length,
        error_messages={"required": _("Say who was told, such as the police of a place.")},
    )
    informed_at = MomentField(
        label=_("When"),
    )
