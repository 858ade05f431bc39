"""What an editor fills in beside a text: a claim, what is wrong with one, how it bears on another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Claim, Relation, Wording
from articles.models.claim import Tone
from articles.models.relation import RelationType


class OneSentence(forms.CharField):
    """Text in which a line break means nothing: people paste, and press Enter."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class ClaimForm(forms.Form):
    """How the claim is worded, and how the text says it."""

    statement = OneSentence(
        label=_("The claim, in one neutral sentence"),
        help_text=_("Readers see it as a summary by the editors."),
        max_length=Wording._meta.get_field("statement").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write the claim in one sentence."),
            "max_length": _("A claim has at most %(limit_value)s characters."),
        },
    )
    tone = forms.ChoiceField(
        label=_("How does the text say it?"),
        choices=Tone.choices,
        initial=Tone.LITERAL,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how the text says it."),
            "invalid_choice": _("Choose how the text says it."),
        },
    )
    note = OneSentence(
        label=_("What does the author mean?"),
        help_text=_("For editors: why the summary says something else than the words."),
        required=False,
        max_length=Wording._meta.get_field("note").max_length,
        widget=forms.TextInput,
    )


class RewordForm(ClaimForm):
    """The same, for a claim that is there; `seen` is the number of the wording above the form."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """Why a proposal cannot stay as it is."""

    reason = OneSentence(
        label=_("What should be different?"),
        max_length=Claim._meta.get_field("return_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what should be different.")},
    )


class RelationForm(forms.Form):
    """How this claim bears on another one. `other` is one of those that the search found."""

    type = forms.ChoiceField(
        label=_("What does this claim do to the other one?"),
        choices=RelationType.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it does to the other claim."),
            "invalid_choice": _("Choose what it does to the other claim."),
        },
    )
    rationale = OneSentence(
        label=_("Why? One sentence is enough"),
        max_length=Relation._meta.get_field("rationale").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in one sentence why.")},
    )
