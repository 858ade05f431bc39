"""Disputes about what was decided, at a body outside the courts."""

import uuid
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.decision import Decision

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class DisputeOutcome(models.TextChoices):
    """How a dispute ended."""

    PERSON = "person", _("whoever disagreed was put in the right")
    PARTLY = "partly", _("whoever disagreed was put in the right in part")
    EDITORS = "editors", _("the editors were put in the right")
    SETTLED = "settled", _("settled together")
    WITHDRAWN = "withdrawn", _("withdrawn, or ended without a ruling")


IN_FAVOUR = (DisputeOutcome.PERSON, DisputeOutcome.PARTLY)
# After these there is something to do.
TO_CARRY_OUT = (*IN_FAVOUR, DisputeOutcome.SETTLED)


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DisputeQuerySet":
        """For moderators, with the decision it is about; nobody handles a dispute about themselves."""
        mine = self.filter(decision__in=Decision.objects.visible_to(user))
        return mine.exclude(decision__person=user.pk).exclude(decision__comment__author=user.pk)

    def newest_first(self) -> "DisputeQuerySet":
        return self.order_by("-id")


class Dispute(models.Model):
    """Somebody brought a decision before a certified body (regulation 2022/2065, article 21).

    It says nothing of who that was: the body knows, and the figures (article 24(1)(a)) count only disputes. `body` is
    what the body is called and `reference` its own number of this dispute. `came_in` is the day we heard of it,
    `ended` the day it was over, with its `outcome`; `implemented` the day on which we had done what came of it, empty
    as long as we did not. A mistake is mended in the row: `recorded_by` is who wrote it down last, `version` goes up
    each time. Published figures name the row and stay as they are.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="disputes")
    body = models.CharField(max_length=120)
    reference = models.CharField(max_length=60, blank=True, default="")
    came_in = models.DateField()
    ended = models.DateField(null=True)
    outcome = models.CharField(max_length=9, choices=DisputeOutcome, blank=True, default="")
    implemented = models.DateField(null=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar = DisputeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(body=""), name="dispute_names_its_body"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, outcome="")
                | Q(ended__isnull=False, outcome__in=DisputeOutcome.values),
                name="dispute_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("came_in")),
                name="dispute_ends_after_it_came_in",
            ),
            models.CheckConstraint(
                condition=Q(implemented__isnull=True)
                | Q(outcome__in=TO_CARRY_OUT, ended__isnull=False, implemented__gte=F("ended")),
                name="dispute_carried_out_after_its_end",
            ),
            models.UniqueConstraint(
                fields=["decision", "body", "reference", "came_in"], name="dispute_once"
            ),
        ]
        triggers: ClassVar = [
            # Published figures point at it.
            pgtrigger.Protect(name="dispute_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="dispute_stays_with_its_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.decision_id <> OLD.decision_id OR NEW.public_id <> OLD.public_id THEN
                        RAISE EXCEPTION 'a dispute stays with its decision'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation_dispute", args=[self.public_id])

    @property
    def waits_for_us(self) -> bool:
        """Whether it ended with something to do, and that was not done yet."""
        return self.outcome in TO_CARRY_OUT and self.implemented is None
