"""The form of a comment: one text, and the number that makes sending it twice sending it once."""

import uuid
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from discussions import markup
from discussions.forms.extras import ExtrasForm

REFUSALS = {
    "empty": _("Write something first."),
    "too_long": _("Your text is too long: %(limit)s characters fit. Take %(over)s away."),
    "too_many_links": _("Your text holds too many links: %(limit)s is the most."),
}


class CommentBodyField(forms.Field):
    """Cleans to the normalised text; refuses what cannot be shown. Never shortens anything."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return markup.normalise(str(value or ""))

    def validate(self, value: str) -> None:
        try:
            markup.render(value)
        except markup.NotShowable as refusal:
            limits = {"too_long": markup.MAX_CHARACTERS, "too_many_links": markup.MAX_LINKS}
            limit = limits.get(refusal.reason, 0)
            raise forms.ValidationError(
                REFUSALS[refusal.reason],
                code=refusal.reason,
                params={"limit": _counted(limit), "over": _counted(len(value) - limit)},
            ) from None


def _counted(number: int) -> str:
    """With the language's own sign between the thousands: 10.000."""
    return number_format(number, use_l10n=True, force_grouping=True)


class WordsForm(forms.Form):
    """A text of one's own; whatever is wrong with it, it goes back as it was typed."""

    body = CommentBodyField(label=_("Your comment"))

    @property
    def typed(self) -> str:
        """What the person wrote, exactly as it came: a refused text goes back whole."""
        return str(self.data.get("body", ""))

    @property
    def typed_extras(self) -> dict[str, str]:
        return {}

    @property
    def known_revision(self) -> int | None:
        return None

    @property
    def known_submission_id(self) -> uuid.UUID | None:
        """The number to go on with, or None when the one that came is unusable."""
        found = self.cleaned_data.get("submission_id")
        return found if isinstance(found, uuid.UUID) else None

    def seen_draft(self, place: str) -> int:
        """The number of the draft for `place` that this form knows; 0 where it knows none, or says
        something else, or came along from another place."""
        said = str(self.data.get("concept_nr", ""))
        is_here = self.data.get("concept_bij", place) == place
        usable = said.isascii() and said.isdecimal() and len(said) < 16
        return int(said) if is_here and usable else 0

    @property
    def messages(self) -> list[str]:
        return [str(message) for errors in self.errors.values() for message in errors]


class EditForm(WordsForm):
    """Another text for a comment, and the number of the text that it was made from."""

    revision_number = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Something went wrong with this form. Please send it once more."),
            "invalid": _("Something went wrong with this form. Please send it once more."),
            "min_value": _("Something went wrong with this form. Please send it once more."),
            "max_value": _("Something went wrong with this form. Please send it once more."),
        },
    )

    # Of its draft only: a change has the number of its text to be taken in once.
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def known_revision(self) -> int | None:
        """The number of the text it was made from, or None when what came is no number."""
        found = self.cleaned_data.get("revision_number")
        return found if isinstance(found, int) else None


class CommentForm(ExtrasForm, WordsForm):
    submission_id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Something went wrong with this form. Please send it once more."),
            "invalid": _("Something went wrong with this form. Please send it once more."),
        },
    )
