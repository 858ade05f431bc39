"""Relations: how one claim bears on another."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.claim import Claim

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class RelationType(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    NUANCES = "nuances", _("nuances")


class RelationQuerySet(models.QuerySet["Relation"]):
    def between_visible(self, user: "User | AnonymousUser") -> "RelationQuerySet":
        """A relation says something about both ends, so both must be open to the reader."""
        accepted = self.standing().filter(
            from_claim__status="accepted", to_claim__status="accepted"
        )
        if getattr(user, "is_editor", False):
            return accepted
        return accepted.filter(
            from_claim__article__status="published", to_claim__article__status="published"
        )

    def standing(self) -> "RelationQuerySet":
        """Those that no editor took back."""
        return self.filter(withdrawn_at__isnull=True)

    def editable_by(self, user: "User | AnonymousUser") -> "RelationQuerySet":
        """What someone may change on the desk: all that stand, or nothing."""
        return self.standing() if getattr(user, "is_editor", False) else self.none()

    def touching(self, claim: Claim) -> "RelationQuerySet":
        """With the claim at either end."""
        return self.filter(models.Q(from_claim=claim) | models.Q(to_claim=claim))


class Relation(models.Model):
    """How one claim bears on another, and why we think so. *Contradicts* reads both ways.

    One that is taken back stays as history; the same may then be entered anew.
    """

    from_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations_out")
    to_claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="relations_in")
    type = models.CharField(max_length=12, choices=RelationType)
    rationale = models.CharField(max_length=1_000)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar = RelationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["from_claim", "type", "to_claim"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="relation_once",
            ),
            models.UniqueConstraint(
                Least("from_claim", "to_claim"),
                Greatest("from_claim", "to_claim"),
                condition=models.Q(type="contradicts", withdrawn_at__isnull=True),
                name="relation_contradicts_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_claim=models.F("to_claim")),
                name="relation_between_two",
            ),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="relation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim_id} {self.type} {self.to_claim_id}"
