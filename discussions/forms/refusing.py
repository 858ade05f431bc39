"""Showing in a form why something was refused that the form itself had nothing against."""

from django import forms
from django.core.exceptions import ValidationError


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Each sentence at its field; above the form where the form does not have that field (any more)."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        for each in errors:
            form.add_error(name if name in form.fields else None, each)
