"""Moving a comment to another discussion of its article."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import OneOf
from discussions.forms.sources import SourceField
from discussions.models import Move


class MoveForm(forms.Form):
    """Where to, and why."""

    target = OneOf(
        label=_("Where does it belong?"),
    )
    public_reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence. It is read at both places, by everyone."),
        max_length=Move._meta.get_field("reason").max_length,
        error_messages={"required": _("Say why: it is read at both places.")},
    )

    source = SourceField()

    def __init__(
        self,
        *args: Any,
        targets: Sequence[tuple[str, str]],
        was_reported: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, SourceField)
        source.expect_report(was_reported)
        target = self.fields["target"]
        assert isinstance(target, forms.ChoiceField)
        target.choices = list(targets)
