"""As what somebody wrote: their function, organisation and interest, as it was at that moment."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 80
LONGEST_INTEREST = 200


class ShownTo(models.TextChoices):
    """Who may read it. What is for nobody is not stored, so that is no choice here."""

    MEMBERS = "members", _("who takes part here")
    EVERYONE = "everyone", _("everyone")


class WritingAs(models.Model):
    """What stands beside the name above one comment. A later change of the profile leaves it alone.

    Never in feeds, search or structured data, whoever may read it. It goes when the comment is withdrawn.
    """

    comment = models.OneToOneField(
        "discussions.Comment",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="writing_as",
    )
    function = models.CharField(max_length=LONGEST, blank=True, default="")
    organisation = models.CharField(max_length=LONGEST, blank=True, default="")
    interest = models.CharField(max_length=LONGEST_INTEREST, blank=True, default="")
    shown_to = models.CharField(max_length=8, choices=ShownTo)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(shown_to__in=["members", "everyone"]),
                name="writing_as_shown_to_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(function="", organisation="", interest=""),
                name="writing_as_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"as of {self.comment_id}"
