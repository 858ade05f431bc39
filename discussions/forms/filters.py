"""Setting a filter, trying a text, adding to the word list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions import markup
from discussions.filters import Filter
from discussions.forms.fields import OneOf
from discussions.models import FilterEffect, FilterSetting, ListedWord

_EFFECTS = {
    FilterEffect.OFF: _("Nothing: the filter is off"),
    FilterEffect.WARN: _("Ask for a second look before it is placed; the writer decides"),
    FilterEffect.HOLD: _("Let the editors read the comment before others see it"),
}


class FilterForm(forms.Form):
    """What a filter does; whether it fits, `set_filter` knows."""

    effect = OneOf(
        label=_("What happens when it matches?"),
    )
    limit = forms.IntegerField(error_messages={"invalid": _("Write a whole number.")})
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept with the date, for your colleagues and for the yearly report."),
        max_length=FilterSetting._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: your colleagues read this later.")},
    )

    def __init__(self, *args: Any, about: Filter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        effect = self.fields["effect"]
        assert isinstance(effect, forms.ChoiceField)
        effect.choices = [
            (each, words)
            for each, words in _EFFECTS.items()
            if not (about.is_asked_anyway and each == FilterEffect.OFF)
        ]
        if about.is_asked_anyway:
            effect.help_text = _("The second look always asks about this, in the browser too.")
        if about.limit_means:
            self.fields["limit"].label = about.limit_means
            self.fields["limit"].help_text = _("From %(least)s to %(most)s.") % {
                "least": about.least,
                "most": about.most,
            }
        else:
            del self.fields["limit"]


class TryForm(forms.Form):
    """A text that is placed nowhere and kept nowhere."""

    text = forms.CharField(
        label=_("Try a text"),
        help_text=_("It is placed nowhere and kept nowhere."),
        max_length=markup.MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something first.")},
    )
    earlier = forms.CharField(
        label=_("What the same person wrote before, for the filter on repeating"),
        max_length=markup.MAX_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_new = forms.BooleanField(label=_("The writer is new here"), required=False)


class WordForm(forms.Form):
    """A word or phrase for the list."""

    words = forms.CharField(
        label=_("Word or phrase"),
        help_text=_("Found as whole words. Capitals and accents make no difference."),
        max_length=ListedWord._meta.get_field("words").max_length,
        error_messages={"required": _("Write a word or a few words.")},
    )
    note = forms.CharField(
        label=_("Why?"),
        max_length=ListedWord._meta.get_field("note").max_length,
        error_messages={"required": _("Say why: your colleagues read this later.")},
    )
