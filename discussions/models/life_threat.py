"""Somebody's life or safety may be in danger, and the authorities are told."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from discussions.models.case import Case

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class LifeThreatQuerySet(models.QuerySet["LifeThreat"]):
    def visible_to(self, user: "User | AnonymousUser") -> "LifeThreatQuerySet":
        """For moderators, with the case it is about."""
        return self.filter(case__in=Case.objects.visible_to(user))


class LifeThreat(models.Model):
    """A moderator suspects a crime that threatens somebody's life or safety (regulation 2022/2065, article 18).

    `informed` is whom they told, such as the police of a place, and `informed_at` when; empty until they did.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="life_threat")
    marked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)
    informed = models.CharField(max_length=300, blank=True, default="")
    informed_at = models.DateTimeField(null=True)
    informed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = LifeThreatQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(informed="", informed_at__isnull=True, informed_by__isnull=True)
                | Q(~Q(informed=""), informed_at__isnull=False, informed_by__isnull=False),
                name="life_threat_told_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"threat in case {self.case_id}"
