"""What someone should hear of, inside the site."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class NotificationKind(models.TextChoices):
    DECISION_ON_YOURS = "decision_on_yours", _("a decision about your comment")
    ANSWER_TO_REPORT = "answer_to_report", _("an answer to your report")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: "User | AnonymousUser") -> "NotificationQuerySet":
        """A message is read by the person it is for, and by nobody else."""
        return self.filter(person=user.pk) if user.is_authenticated else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> "NotificationQuerySet":
        return self.order_by("-created_at", "-id")


class Notification(models.Model):
    """One message to one person. Both kinds so far are about a decision."""

    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=24, choices=NotificationKind)
    decision = models.ForeignKey(
        "discussions.Decision", on_delete=models.PROTECT, related_name="notifications"
    )
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "decision"], name="notification_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at", "-id"], name="notification_newest"),
            models.Index(
                fields=["person"],
                name="notification_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.decision_id}"
