"""What is to be decided: cases."""

import uuid
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.office_hours import OfficeHours, read_days

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

SUBJECTS = ("comment", "claim", "article", "person")
APPEAL_TIME = timedelta(days=14)


class CaseKind(models.TextChoices):
    """How a case came to be."""

    REPORT = "report", _("report")
    HELD = "held", _("waits for the editors")
    OWN = "own", _("opened by a moderator")
    APPEAL = "appeal", _("asks for another look")


def office_hours() -> OfficeHours:
    """When the editors are there, as this site is set."""
    return OfficeHours(
        days=read_days(settings.OFFICE_DAYS),
        opens=settings.OFFICE_OPENS,
        closes=settings.OFFICE_CLOSES,
        zone=ZoneInfo(settings.TIME_ZONE),
    )


def due_at(*, kind: str, now: datetime, is_urgent: bool = False) -> datetime:
    """By when a case that is opened now has been looked at.

    What is urgent at once; an appeal within fourteen days; the rest before the editors close on the
    next working day (or as many later as MODERATION_DAYS says).
    """
    if is_urgent:
        return now
    if kind == CaseKind.APPEAL:
        return now + APPEAL_TIME
    return office_hours().end_of_working_day(now, settings.MODERATION_DAYS)


def _due_at_most() -> datetime:
    return due_at(kind=CaseKind.REPORT, now=timezone.now())


def _about_one(*names: str) -> models.Q:
    """Exactly one of the named foreign keys is set, or none and an address."""
    cases = [models.Q(**{f"{other}__isnull": other != name for other in names}) for name in names]
    nothing_else = models.Q(**{f"{name}__isnull": True for name in names})
    return models.Q(reduce(or_, cases), address="") | (nothing_else & ~models.Q(address=""))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CaseQuerySet":
        """Cases are for moderators, each within their scope; nobody else learns that there is one."""
        from discussions.models.scope import cases_in_scope  # comments know of cases

        if not getattr(user, "is_moderator", False):
            return self.none()
        return self.filter(cases_in_scope(user))  # type: ignore[arg-type]

    def waiting(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=True)

    def handled(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=False)

    def of_first_instance(self) -> "CaseQuerySet":
        """Without those that look at a decision once more: these stand beside the case they are about."""
        return self.exclude(kind=CaseKind.APPEAL)

    def about_comments(self) -> "CaseQuerySet":
        return self.filter(comment__isnull=False)


class Case(models.Model):
    """What is to be decided: everything that was reported about one thing is one case.

    `address` is where it is said to stand, when nothing that everyone can open stands there.

    `version` goes up with every change, so that two moderators cannot overwrite each other.
    `continued_in` is the case that its reports went to, because another one about the same was open when this one came
    back to the desk. `leased_by` opened it last and holds it until `leased_until`. Closed when decided. `due_at` is by
    when the editors look at it, and the order of what waits; `is_urgent` cannot wait at all.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.PROTECT, null=True, related_name="cases"
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.PROTECT, null=True, related_name="+"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    address = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=12, choices=CaseKind, default=CaseKind.REPORT)
    due_at = models.DateTimeField(default=_due_at_most)
    is_urgent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    leased_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    leased_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    continued_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="continues"
    )

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_about_one(*SUBJECTS), name="case_about_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=[name],
                    condition=models.Q(closed_at__isnull=True) & ~models.Q(kind=CaseKind.APPEAL),
                    name=f"case_open_once_per_{name}",
                )
                for name in SUBJECTS
            ),
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(closed_at__isnull=True)
                & ~models.Q(kind=CaseKind.APPEAL)
                & ~models.Q(address=""),
                name="case_open_once_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(leased_by__isnull=True, leased_until__isnull=True)
                | models.Q(leased_by__isnull=False, leased_until__isnull=False),
                name="case_lease_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CaseKind.values), name="case_of_a_known_kind"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="case_open_due",
                condition=models.Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["kind", "due_at", "id"],
                name="case_open_kind_due",
                condition=models.Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["-closed_at", "-id"],
                name="case_handled_latest",
                condition=models.Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        # An appeal has a page of its own; the page of a case leads on to it.
        of_comment = self.comment_id is not None or self.kind == CaseKind.APPEAL
        page = "moderation_case" if of_comment else "moderation_notice"
        return reverse(page, args=[self.public_id])
