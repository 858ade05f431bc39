"""What a person was warned of, and that they read it."""

from typing import ClassVar

from django.db import models


class MemberWarning(models.Model):
    """One for each decision to warn. Whoever is warned says that they read it before they write again."""

    decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, primary_key=True, related_name="warning"
    )
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="warnings")
    acknowledged_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["person"],
                name="warning_unread",
                condition=models.Q(acknowledged_at__isnull=True, taken_back_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"warning {self.decision_id}"

    @property
    def is_unread(self) -> bool:
        return self.acknowledged_at is None and self.taken_back_at is None
