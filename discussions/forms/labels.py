"""Putting a label beside a comment."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discussions.forms.sources import SourceField
from discussions.models import DecisionText
from discussions.moderation.label_kinds import LABEL_KINDS


def label_choices() -> list[tuple[str, str]]:
    """Each label, with the rule that it stands on when no other is chosen."""
    return [(kind.code, f"{kind.name} ({kind.rule_code})") for kind in LABEL_KINDS]


class LabelForm(forms.Form):
    """Which label, and the sentence that stands beside it."""

    label_code = forms.ChoiceField(
        label=gettext_lazy("Which label?"),
        choices=label_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a label."),
            "invalid_choice": gettext_lazy("Choose a label."),
        },
    )
    public_reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy(
            "One sentence. Everyone reads it beside the label, and the author in a letter."
        ),
        max_length=DecisionText._meta.get_field("public_reason").max_length,
        error_messages={"required": gettext_lazy("Say why: everyone reads it beside the label.")},
    )
    source = SourceField()

    def __init__(
        self, *args: Any, standing: Collection[str], was_reported: bool, **kwargs: Any
    ) -> None:
        """`standing` are the codes of the labels that are there already."""
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, SourceField)
        source.expect_report(was_reported)
        field = self.fields["label_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [each for each in label_choices() if each[0] not in standing]


def label_choices_in_case(standing: Collection[str]) -> list[tuple[str, str]]:
    """No label, or one; of those that are there already that is said."""
    there = _("stands there now")
    named = [
        (code, f"{name}, {there}" if code in standing else name) for code, name in label_choices()
    ]
    return [("", _("No label")), *named]
