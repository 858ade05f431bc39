"""Hiding an earlier text of a comment, and asking for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from discussions.forms.moderation import ground_choices, ground_codes
from discussions.forms.sources import SourceField
from discussions.models import CommentRevision, HiddenRevision, Outcome, Report
from discussions.moderation.choice import Choice, Words


class HideRevisionForm(forms.Form):
    """By which rule or law, why, and what made the editors look."""

    rule_code = forms.ChoiceField(
        label=_("House rule or law"),
        choices=ground_choices,
        error_messages={
            "required": _("Choose a house rule."),
            "invalid_choice": _("Choose a house rule."),
        },
    )
    public_reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence. Everyone reads it in the place of this version."),
        max_length=HiddenRevision._meta.get_field("reason").max_length,
        error_messages={"required": _("Say why: it is read in its place.")},
    )
    source = SourceField()

    def __init__(self, *args: Any, was_reported: bool, was_asked_for: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, SourceField)
        if was_asked_for:
            # That is known, and its author is told so.
            del self.fields["source"]
        else:
            source.expect_report(was_reported)

    def chosen(self) -> dict[str, Any]:
        """What `decide` takes, when the form is valid."""
        chosen = {**self.cleaned_data}
        return {**ground_codes(chosen.pop("rule_code")), **chosen}

    def choice(self, moderator: User, revision: CommentRevision) -> Choice:
        """The same before it is decided, for a preview."""
        chosen = self.chosen()
        words = Words(public_reason=chosen.pop("public_reason"))
        return Choice(
            moderator=moderator, outcome=Outcome.HIDE_TEXT, about=revision, words=words, **chosen
        )


class AskToHideForm(forms.Form):
    """What the editors should know."""

    explanation = forms.CharField(
        label=_("What should the editors know?"),
        help_text=_("For example which words. Only the editors read this."),
        max_length=Report._meta.get_field("explanation").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
