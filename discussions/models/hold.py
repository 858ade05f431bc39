"""Why a comment waits for the editors before anybody else can read it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HoldReason(models.TextChoices):
    """The rule behind it, the nearest first where several hold."""

    PERSON = "person", _("the editors read this person's comments first")
    THREAD = "thread", _("the editors read comments in this discussion first")
    ARTICLE = "article", _("the editors read comments about this article and its claims first")
    SITE = "site", _("the editors read all comments first")
    NEWCOMER = "newcomer", _("the editors read the first comments of newcomers first")
    FILTER = "filter", _("a filter asked the editors to read this comment first")


class Hold(models.Model):
    """One for each comment that was ever held; it stays, as the history of that comment.

    `restriction` is the rule that was set, with its own sentence; newcomers are held by the settings.
    Only a filter looked at the text itself: `filter_code` is which, `detail` what it said to the writer.
    `held_at` is when it was written: letting it through gives the comment another `created_at`.
    """

    comment = models.OneToOneField(
        "discussions.Comment", on_delete=models.CASCADE, primary_key=True, related_name="hold"
    )
    reason = models.CharField(max_length=12, choices=HoldReason)
    restriction = models.ForeignKey(
        "discussions.Restriction", on_delete=models.PROTECT, null=True, related_name="+"
    )
    filter_code = models.CharField(max_length=12, blank=True, default="")
    detail = models.CharField(max_length=500, blank=True, default="")
    held_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    reason=HoldReason.NEWCOMER, restriction__isnull=True, filter_code=""
                )
                | (
                    models.Q(reason=HoldReason.FILTER, restriction__isnull=True)
                    & ~models.Q(filter_code="")
                    & ~models.Q(detail="")
                )
                | models.Q(
                    reason__in=[
                        HoldReason.PERSON,
                        HoldReason.THREAD,
                        HoldReason.ARTICLE,
                        HoldReason.SITE,
                    ],
                    restriction__isnull=False,
                    filter_code="",
                ),
                name="hold_names_its_rule",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.comment_id}"
