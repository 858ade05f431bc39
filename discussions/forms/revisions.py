"""Hiding an earlier text of a comment, and asking for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.forms.moderation import RuleForm
from discussions.models import HiddenRevision, Report


class HideRevisionForm(RuleForm):
    """By which rule, and why."""

    public_reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence. Everyone reads it in the place of this version."),
        max_length=HiddenRevision._meta.get_field("reason").max_length,
        error_messages={"required": _("Say why: it is read in its place.")},
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
