"""What is to be decided: cases."""

import uuid
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

SUBJECTS = ("comment", "claim", "article", "person")


def _about_one(*names: str) -> models.Q:
    """Exactly one of the named foreign keys is set."""
    cases = [models.Q(**{f"{other}__isnull": other != name for other in names}) for name in names]
    return reduce(or_, cases)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CaseQuerySet":
        """Cases are for moderators; nobody else learns that there is one."""
        return self if getattr(user, "is_moderator", False) else self.none()

    def waiting(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=True)

    def handled(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=False)

    def about_comments(self) -> "CaseQuerySet":
        return self.filter(comment__isnull=False)


class Case(models.Model):
    """What is to be decided: everything that was reported about one thing is one case.

    `version` goes up with every change, so that two moderators cannot overwrite each other.
    `leased_by` opened it last and holds it until `leased_until`. Closed when decided.
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
    version = models.PositiveIntegerField(default=1)
    leased_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    leased_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=_about_one(*SUBJECTS), name="case_about_one_thing"),
            *(
                models.UniqueConstraint(
                    fields=[name],
                    condition=models.Q(closed_at__isnull=True),
                    name=f"case_open_once_per_{name}",
                )
                for name in SUBJECTS
            ),
            models.CheckConstraint(
                condition=models.Q(leased_by__isnull=True, leased_until__isnull=True)
                | models.Q(leased_by__isnull=False, leased_until__isnull=False),
                name="case_lease_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["opened_at", "id"],
                name="case_open_oldest",
                condition=models.Q(closed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("moderation_case", args=[self.public_id])
