"""Asking for a reappraisal, and asking an outsider to look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import Appeal, OutsideReview


class AppealForm(forms.Form):
    """Why somebody sees it differently."""

    body = forms.CharField(
        label=_("Why do you see it differently?"),
        help_text=_("Say what we overlooked, or what we read wrongly. Somebody else reads it."),
        max_length=Appeal._meta.get_field("body").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why you see it differently.")},
    )


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
