"""Taking an article away, with a reason everyone can read."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Withdrawal(models.Model):
    """From when to when an article was withdrawn. The reason stands at its address meanwhile.

    Ending it brings the article back as it was; the row stays as history.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="withdrawals"
    )
    reason = models.CharField(max_length=1_000)
    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(ended_at__isnull=True),
                name="article_withdrawn_once_at_a_time",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="withdrawal_ended_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} since {self.since:%Y-%m-%d}"
