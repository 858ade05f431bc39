"""What readers say about a comment: reports."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from discussions.models.case import Case


class Report(models.Model):
    """A reader says a house rule is broken. One per person and case; all get an answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="reports")
    rule_code = models.CharField(max_length=12)
    explanation = models.TextField(max_length=2_000, blank=True, default="")
    revision = models.ForeignKey(
        "discussions.CommentRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "reporter"], name="report_once_per_person"),
            models.CheckConstraint(condition=~models.Q(rule_code=""), name="report_names_a_rule"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
