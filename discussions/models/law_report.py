"""The yearly figures as they were published, and which duties of the law this site takes upon itself."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def _append_only(name: str) -> list[pgtrigger.Trigger]:
    """Rows are added; none changes or goes. The second wall: the application's role may not do it either."""
    return [
        pgtrigger.Protect(
            name=f"{name}_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
        ),
        pgtrigger.Trigger(
            name="log_is_never_emptied",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func="RAISE EXCEPTION 'what was published stays';",
        ),
    ]


class LawReportQuerySet(models.QuerySet["LawReport"]):
    def visible_to(self, user: "User | AnonymousUser") -> "LawReportQuerySet":
        """What is published is for everyone. The cases behind a figure are for moderators."""
        return self

    def newest_first(self) -> "LawReportQuerySet":
        return self.order_by("-year", "-version")


class LawReport(models.Model):
    """One published version of the figures of a year (regulation 2022/2065, articles 15 and 24).

    A mistake is mended in the next version, never here. `figures` holds each figure with its key, its value and the
    numbers of what it counts; `csv` is the file exactly as it was offered. `words` is what the operator told beside
    the figures, `correction` what changed since the version before.
    """

    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    csv = models.TextField()
    words = models.TextField(max_length=10_000, blank=True, default="")
    correction = models.TextField(max_length=2_000, blank=True, default="")
    published_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = LawReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "version"], name="law_report_version_once"),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="law_report_version_from_one"
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(correction=""),
                name="law_report_says_what_it_corrects",
            ),
        ]
        triggers: ClassVar = _append_only("law_report")

    def __str__(self) -> str:
        return f"figures of {self.year}, version {self.version}"


class Duty(models.TextChoices):
    """Articles of regulation 2022/2065 from which a small operator can be exempt."""

    ART15 = "art15", _("the yearly report (article 15)")
    ART20 = "art20", _("asking for a reappraisal (article 20)")
    ART21 = "art21", _("disputes outside the courts (article 21)")
    ART23 = "art23", _("measures against misuse (article 23)")
    ART24_1 = "art24_1", _("disputes and suspensions in the report (article 24, first paragraph)")
    ART24_5 = "art24_5", _("statements of reasons to the Commission (article 24, fifth paragraph)")


# These can be switched. The others are always on here, also where the law asks them of larger organisations only.
SWITCHED = (Duty.ART15, Duty.ART24_1, Duty.ART24_5)


class DutyChange(models.Model):
    """A duty was switched off or on: why, by whom, who looked at it too, and from when. Without a row it is on."""

    duty = models.CharField(max_length=8, choices=Duty)
    is_on = models.BooleanField()
    reason = models.TextField(max_length=2_000)
    reviewer = models.CharField(max_length=120)
    since = models.DateField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_on=True) | ~models.Q(reason="") & ~models.Q(reviewer=""),
                name="duty_off_has_a_reason_and_a_reviewer",
            ),
            models.CheckConstraint(condition=models.Q(duty__in=Duty.values), name="duty_is_known"),
        ]
        triggers: ClassVar = _append_only("duty_change")

    def __str__(self) -> str:
        return f"{self.duty} {'on' if self.is_on else 'off'}"


class ActiveMonth(models.Model):
    """How many members used the site in a month; `month` is its first day. It only goes up within the month."""

    month = models.DateField(unique=True)
    members = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.members} in {self.month:%Y-%m}"
