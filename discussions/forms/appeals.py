"""Asking for a reappraisal, and asking an outsider to look."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import MomentField, OneOf
from discussions.forms.moderation import GroundCodes, ground_choices, ground_codes
from discussions.models import Appeal, DecisionText, OutsideReview

SHORTER = "shorter"


class AppealForm(forms.Form):
    """Why somebody sees it differently."""

    body = forms.CharField(
        label=_("Why do you see it differently?"),
        help_text=_("Say what we overlooked, or what we read wrongly."),
        max_length=Appeal._meta.get_field("body").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why you see it differently.")},
    )


class AnswerAppealForm(forms.Form):
    """Whether the decision stands, and why."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    answer = OneOf(
        label=_("What must it be?"),
        choices=[("stands", _("The decision stands")), ("founded", _("Undo the decision"))],
    )
    rule_code = forms.ChoiceField(
        label=_("House rule or law"),
        help_text=_("Needed when you hide it."),
        choices=ground_choices,
        required=False,
    )
    until = MomentField(
        label=_("Until when?"),
        required=False,
    )
    explanation = forms.CharField(
        label=_("Why?"),
        help_text=_("In your own words. It stands in the letter to whoever it concerns."),
        max_length=DecisionText._meta.get_field("explanation").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Explain in your own words why you decide this.")},
    )

    def offer(
        self,
        *,
        would_hide: bool,
        would_reopen: bool,
        holds: bool,
        can_shorten: bool,
        ends: datetime | None,
    ) -> None:
        """Words that fit: who reported asks to hide after all, or to look at it again; whom it was decided against to
        undo it. What holds for a while can end sooner than it would (`ends`). What holds no longer needs no choice."""
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
        if can_shorten:
            answer.choices = [
                ("stands", _("The decision stands")),
                (SHORTER, _("It stays, but ends sooner")),
                ("founded", _("Undo the decision")),
            ]
            self.fields["until"].help_text = (
                _("Needed when it ends sooner. Now it ends on %(when)s.")
                % {"when": date_format(timezone.localtime(ends), "j F Y, H:i")}
                if ends
                else _("Needed when it ends sooner. Now it has no end.")
            )
        else:
            del self.fields["until"]
        if not holds:
            answer.choices = [("stands", _("It holds no longer"))]
            answer.initial = "stands"
            del self.fields["rule_code"]
            return
        if would_reopen:
            answer.choices = [
                ("stands", _("It stays as it is")),
                ("founded", _("Take the case up again: it comes back to the desk")),
            ]
        if would_hide:
            answer.choices = [
                ("stands", _("It stays where it is")),
                ("founded", _("Hide it after all")),
            ]
        elif not self["rule_code"].value():
            del self.fields["rule_code"]

    def clean(self) -> dict[str, Any]:
        """Says at once what lacks, before the case is looked at."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == SHORTER and not cleaned.get("until") and not self.errors:
            self.add_error("until", _("Say until when."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """What `answer_appeal` takes, when the form is valid."""
        answer = self.cleaned_data["answer"]
        return {
            "founded": answer == "founded",
            "until": self.cleaned_data["until"] if answer == SHORTER else None,
            "seen_version": self.cleaned_data["seen_version"],
            "explanation": self.cleaned_data["explanation"],
            **self.ground(),
        }

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
