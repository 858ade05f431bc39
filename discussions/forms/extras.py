"""What stands behind *more* in the form of a comment. All of it may stay empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import one_line
from discussions.actions.extras import As, Extras
from discussions.models import ContributionKind, ShownTo
from discussions.models.writing_as import LONGEST, LONGEST_INTEREST

# In the form only: what is for nobody is not stored.
NOBODY = ""


class LineField(forms.CharField):
    """One line, without what one cannot see."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


def _too_long(what: Any) -> dict[str, Any]:
    return {"max_length": what}


class ExtrasForm(forms.Form):
    kind = forms.ChoiceField(choices=[("", ""), *ContributionKind.choices], required=False)
    function = LineField(
        max_length=LONGEST,
        required=False,
        error_messages=_too_long(_("Your function is too long: 80 characters fit.")),
    )
    organisation = LineField(
        max_length=LONGEST,
        required=False,
        error_messages=_too_long(_("Your organisation is too long: 80 characters fit.")),
    )
    interest = LineField(
        max_length=LONGEST_INTEREST,
        required=False,
        error_messages=_too_long(_("Your interest is too long: 200 characters fit.")),
    )
    shown_to = forms.ChoiceField(choices=[(NOBODY, ""), *ShownTo.choices], required=False)

    @property
    def extras(self) -> Extras:
        """What was chosen, of a form that is valid."""
        cleaned = self.cleaned_data
        said = As(
            cleaned["function"], cleaned["organisation"], cleaned["interest"], cleaned["shown_to"]
        )
        return Extras(kind=cleaned["kind"], writing_as=said if said.is_shown else None)

    @property
    def typed_extras(self) -> dict[str, str]:
        """Everything as it came, to be shown once more or kept; empty when the form held none of it."""
        if not any(name in self.data for name in ExtrasForm.base_fields):
            return {}
        return {name: str(self.data.get(name, "")) for name in ExtrasForm.base_fields}
