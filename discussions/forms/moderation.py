"""Reporting a comment, deciding about it, and undoing that."""

from collections.abc import Collection
from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import OneOf
from discussions.forms.labels import label_choices_in_case
from discussions.models import DecisionText, Outcome, Report
from discussions.moderation.choice import Words
from discussions.moderation.label_kinds import LABEL_KINDS
from discussions.moderation.legal_grounds import LEGAL_GROUNDS, find_ground
from discussions.moderation.policy import (
    AGAINST,
    HELD,
    HIDDEN,
    HOUSE_RULES,
    READY_ANSWER,
    allowed_outcomes,
)

WRITTEN = ("explanation", "public_reason", "answer", "facts")

OUTCOME_LABELS = {
    Outcome.KEEP: _("Leave it alone"),
    Outcome.HIDE: _("Hide it"),
    Outcome.RESTORE: _("Put it back"),
    Outcome.RELEASE: _("Let it through"),
    Outcome.REFUSE: _("Do not let it through"),
    Outcome.LABEL: _("Put a label beside it"),
    Outcome.UNLABEL: _("Take a label off"),
}


def rule_choices() -> list[tuple[str, str]]:
    return [(rule.code, rule.name) for rule in HOUSE_RULES]


class GroundCodes(TypedDict, total=False):
    """What `decide` takes."""

    rule_code: str
    law_code: str


def ground_codes(code: str) -> GroundCodes:
    """A code of either kind, as the one it is."""
    return {"law_code": code} if find_ground(code) else {"rule_code": code}


def ground_choices() -> list[tuple[Any, Any]]:
    """No rule, a house rule, or a ground in the law."""
    laws = [(law.code, law.label) for law in LEGAL_GROUNDS]
    return [("", _("No rule")), (_("House rules"), rule_choices()), (_("The law"), laws)]


class RuleForm(forms.Form):
    """Which house rule is broken."""

    rule_code = forms.ChoiceField(
        label=_("Which house rule is broken?"),
        choices=rule_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a house rule."),
            "invalid_choice": _("Choose a house rule."),
        },
    )


class ReportForm(RuleForm):
    """Which rule is broken, and what a moderator should know."""

    explanation = forms.CharField(
        label=_("What should the editors know?"),
        help_text=_("Only the editors read this. The author never hears who reported it."),
        max_length=Report._meta.get_field("explanation").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """What a moderator fills in. Whether it is enough, `check_decision` knows.

    It reads every field and every outcome, whatever the case is by now, so that nothing written
    gets lost; `offer` leaves on the page what fits the case.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    outcome = OneOf(
        label=_("What do you do?"),
        choices=list(OUTCOME_LABELS.items()),
    )
    label_code = forms.ChoiceField(
        label=_("Label"),
        help_text=_(
            "Needed when you put a label beside it, or take one off. It stands on the rule behind its name, unless you "
            "choose another below."
        ),
        choices=lambda: label_choices_in_case(()),
        required=False,
        initial="",
    )
    rule_code = forms.ChoiceField(
        label=_("House rule or law"),
        help_text=_("Needed when you hide it."),
        choices=ground_choices,
        required=False,
    )
    explanation = forms.CharField(
        label=_("Explanation to the author"),
        help_text=_(
            "Needed when you hide it or put it back. Say in your own words what is wrong with "
            "this text. The rule is already in the letter."
        ),
        max_length=DecisionText._meta.get_field("explanation").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    public_reason = forms.CharField(
        label=_("Reason that everyone reads"),
        help_text=_(
            "It stands in the place of the comment. Empty means the standard sentence of the rule. "
            "Repeat nothing of what you hide. Beside a label it is needed, and enough."
        ),
        max_length=DecisionText._meta.get_field("public_reason").max_length,
        required=False,
    )
    answer = forms.CharField(
        label=_("Answer to who reported it"),
        help_text=_("The letter itself says what you decided."),
        max_length=DecisionText._meta.get_field("answer").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    facts = forms.CharField(
        label=_("The same without names, for the public overview"),
        help_text=_(
            "Leave it empty and the overview says the rule only. No names, places or other things by which somebody "
            "can be recognised."
        ),
        max_length=DecisionText._meta.get_field("facts").max_length,
        required=False,
        initial="",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    also_warn = forms.BooleanField(
        label=_("Warn the author too, with the same explanation"), required=False, initial=False
    )

    def offer(
        self,
        *,
        status: str,
        is_reported: bool,
        may_warn: bool,
        is_readable: bool,
        standing: Collection[str],
    ) -> None:
        """Show the outcomes that fit, and no empty field that this case does not need. `standing` are the codes of the
        labels beside the comment."""
        labels = {**OUTCOME_LABELS}
        needless = [] if is_reported else ["answer"]
        if status == HIDDEN:
            labels[Outcome.KEEP] = _("Leave it hidden")
            needless += ["rule_code", "public_reason"]
        if status == HELD:
            # Nobody else will ever see that it was there.
            needless.append("public_reason")
            self.fields["rule_code"].help_text = _("Needed when you do not let it through.")
            self.fields["explanation"].help_text = _(
                "Needed when you do not let it through. Say in your own words what is wrong with this "
                "text. The rule is already in the letter."
            )
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        offered = [*allowed_outcomes(status), *self._offer_labels(is_readable, standing)]
        outcome.choices = [(each, labels[Outcome(each)]) for each in offered]
        if not may_warn or not set(allowed_outcomes(status)) & set(AGAINST):
            needless += ["also_warn"]
        if not set(allowed_outcomes(status)) & set(AGAINST):
            needless += ["facts"]
        if is_reported:
            self.fields["answer"].initial = READY_ANSWER
        for name in needless:
            if not self[name].value():
                del self.fields[name]

    def _offer_labels(self, is_readable: bool, standing: Collection[str]) -> list[Outcome]:
        """What can be done about labels now; without anything, their field goes."""
        offered = [Outcome.LABEL] if is_readable and len(standing) < len(LABEL_KINDS) else []
        offered += [Outcome.UNLABEL] if standing else []
        field = self.fields["label_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = label_choices_in_case(standing)
        if not offered and not self["label_code"].value():
            del self.fields["label_code"]
        return offered

    def words(self) -> Words:
        """What was written, when the form is valid."""
        return Words(**{name: self.cleaned_data[name] for name in WRITTEN})

    def ground(self) -> GroundCodes:
        """A rule, or a law."""
        return ground_codes(self.cleaned_data["rule_code"])

    def typed(self) -> list[tuple[str, str]]:
        """Label and text of what was written, valid or not, so that none of it gets lost."""
        return [
            (str(self.fields[name].label), str(self[name].value()))
            for name in WRITTEN
            if name in self.fields and self[name].value()
        ]


class UndoForm(forms.Form):
    """Why a decision is reversed; needless while nobody has read of it."""

    explanation = forms.CharField(
        label=_("Explanation to the author"),
        help_text=_("Say in your own words why you decide otherwise now."),
        max_length=DecisionText._meta.get_field("explanation").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Explain in your own words why you decide this.")},
    )
