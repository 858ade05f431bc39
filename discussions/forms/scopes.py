"""For which sources and series somebody moderates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Series, Source


class ScopeForm(forms.Form):
    """Nothing ticked is everything."""

    sources = forms.ModelMultipleChoiceField(
        label=_("Sources"),
        queryset=Source.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    series = forms.ModelMultipleChoiceField(
        label=_("Series"),
        queryset=Series.objects.order_by("title"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
