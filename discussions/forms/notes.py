"""A note about a member."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import MemberNote


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("A note for your colleagues"),
        help_text=_(
            "Only moderators read this. Write what you would say to the member too: they may ask for it."
        ),
        max_length=MemberNote._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )
