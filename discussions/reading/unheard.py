"""What a member reads above the forms for reporting while their reports are not handled."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from discussions.moderation.unheard import letter_about, unheard_now, why_not_heard
from discussions.permissions import Reader

# Stands in the summary of errors; why, and until when, stands above the form.
NOT_SENT = _(
    "We do not handle your reports now, so this one was not sent. What you wrote still stands here."
)


@dataclass(frozen=True)
class Unheard:
    """Until when and why, and where the letter about it is: their messages as long as it waits."""

    text: str
    letter_url: str


def load_unheard(reader: Reader) -> Unheard | None:
    """None for who is heard as anybody, and for visitors. One query for a member, two when it holds."""
    if not isinstance(reader, User) or (restriction := unheard_now(reader)) is None:
        return None
    letter = letter_about(restriction, reader)
    url = reverse("message", args=[letter.pk]) if letter else reverse("inbox")
    return Unheard(why_not_heard(restriction), url)
