"""Asking for a reappraisal, and asking an outsider to look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.forms.moderation import GroundCodes, ground_choices, ground_codes
from discussions.models import Appeal, DecisionText, OutsideReview


class AppealForm(forms.Form):
    """Why somebody sees it differently."""

    body = forms.CharField(
        label=_("Why do you see it differently?"),
        help_text=_("Say what we overlooked, or what we read wrongly. Somebody else reads it."),
        max_length=Appeal._meta.get_field("body").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why you see it differently.")},
    )


class AnswerAppealForm(forms.Form):
    """Whether the decision stands, and why."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    answer = forms.ChoiceField(
        label=_("What must it be?"),
        choices=[("stands", _("The decision stands")), ("founded", _("Undo the decision"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of these."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    rule_code = forms.ChoiceField(
        label=_("House rule or law"),
        help_text=_("Needed when you hide it."),
        choices=ground_choices,
        required=False,
    )
    explanation = forms.CharField(
        label=_("Why?"),
        help_text=_("In your own words. It stands in the letter to whoever it concerns."),
        max_length=DecisionText._meta.get_field("explanation").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Explain in your own words why you decide this.")},
    )

    def offer(self, *, would_hide: bool) -> None:
        """Words that fit: who reported asks to hide after all, whom it was decided against to undo it."""
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
        if would_hide:
            answer.choices = [
                ("stands", _("It stays where it is")),
                ("founded", _("Hide it after all")),
            ]
        elif not self["rule_code"].value():
            del self.fields["rule_code"]

    def ground(self) -> GroundCodes:
        """A rule, or a law; nothing when none was chosen."""
        return ground_codes(self.cleaned_data.get("rule_code", ""))


class OutsideReviewForm(forms.Form):
    """Who is asked to look."""

    name = forms.CharField(
        label=_("Name"), max_length=OutsideReview._meta.get_field("name").max_length
    )
    address = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The link goes there. It opens this case only, and works for fourteen days."),
        max_length=OutsideReview._meta.get_field("address").max_length,
    )
