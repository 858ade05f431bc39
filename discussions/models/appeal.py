"""Asking for a reappraisal of a decision, and an outside reviewer's way in."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from discussions.models.case import Case
from discussions.models.report import Report

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

# Six months can be 184 days, and they run from the day somebody was told (regulation 2022/2065, article 20(1)).
OPEN_FOR = timedelta(days=190)


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, user: "User | AnonymousUser") -> "AppealQuerySet":
        """One's own; for moderators those within their scope."""
        if getattr(user, "is_moderator", False):
            return self.filter(case__in=Case.objects.visible_to(user))
        return self.filter(person=user.pk) if user.is_authenticated else self.none()


class Appeal(models.Model):
    """Somebody whom a decision concerns asks that another person looks again: its author, or who reported.

    Of a reporter `report` is set; one without an account has no `person`. It waits in a case of its own, and the
    decision that answers it points here. Once per person and decision.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(
        "discussions.Decision", on_delete=models.PROTECT, related_name="appeals"
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="appeal")
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="appeals"
    )
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="appeals")
    body = models.TextField(max_length=5_000)
    filed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppealQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(report__isnull=False),
                name="appeal_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["decision", "person"],
                condition=models.Q(person__isnull=False, report__isnull=True),
                name="appeal_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["decision", "report"],
                condition=models.Q(report__isnull=False),
                name="appeal_once_per_report",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("appeal_case", args=[self.public_id])


class OutsideReview(models.Model):
    """An outsider was asked to look again at one appeal, by a link that opens this case only.

    `address` is where the link went. The link works until `until`, until it was used, or until somebody takes the
    invitation back (`ended_at`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="reviews")
    name = models.CharField(max_length=80)
    address = models.EmailField(max_length=254)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["appeal"],
                condition=models.Q(ended_at__isnull=True),
                name="outside_review_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("asked_at")), name="outside_review_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"review of appeal {self.appeal_id}"

    def works(self, now: datetime) -> bool:
        return self.ended_at is None and self.until > now
