"""Asking what made the editors look, where no case says so."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from discussions.forms.fields import OneOf
from discussions.models import Source

_ASKED = {
    Source.VOLUNTARY: _("The editors saw it themselves"),
    Source.REPORT: _("Somebody reported that a house rule was broken"),
    Source.ARTICLE_16: _("Somebody reported that it is illegal"),
}


class SourceField(OneOf):
    """What made the editors look: themselves, unless it is said otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("What made you look?"),
            help_text=_("It stands in the letter. Who reported it never does."),
            choices=list(_ASKED.items()),
            initial=Source.VOLUNTARY,
            required=False,
            **kwargs,
        )

    def expect_report(self, was_reported: bool) -> None:
        """Leave it open for a comment that somebody reported."""
        if was_reported:
            self.leave_open(
                _(
                    "It stands in the letter; who reported it never does. Somebody reported this comment: say whether "
                    "this follows on that."
                )
            )

    def leave_open(self, why: Any) -> None:
        """Choose nothing beforehand: both may be true, and `why` tells whoever chooses."""
        self.initial, self.required, self.help_text = None, True, why

    def clean(self, value: Any) -> Source:
        """Raises ValidationError when nothing was chosen and that was left open."""
        return Source(super().clean(value) or Source.VOLUNTARY)
