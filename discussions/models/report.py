"""What readers say about something here: that it breaks a house rule, or the law."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.case import Case

# About images of the abuse of children nobody is asked who they are (regulation 2022/2065, article 16(2c)).
WITHOUT_NAME = "LAW-6"
# Threats, personal data spread to frighten somebody or for no reason, the abuse of children: somebody may be in
# danger. These are handled whoever reports them.
ALWAYS_HEARD = ("LAW-3", "LAW-5", "LAW-6", "LAW-8")


class ReportKind(models.TextChoices):
    """Two choices in one dialog; the second is a notice of article 16 of regulation 2022/2065."""

    RULE = "rule", _("against a house rule")
    ILLEGAL = "illegal", _("against the law")


class Report(models.Model):
    """Somebody says that a house rule, or the law, is broken. Everybody who reported one thing gets an answer.

    A member reports a house rule, and names it. A notice of illegal content comes from anybody: a member, a visitor
    with or without `name` and `email`. It says why, and at which `addresses`; `law_code` names a ground in law, "" when
    they did not choose one; `good_faith`: they said that to their knowledge it is right and complete. `submission` is
    the form it was sent with: the same form twice is one report. `set_aside`: it was sent without an account, from the
    mail address of somebody whose reports are not handled for the moment, so nobody at the desk handles it. `revision`
    is the text of a comment that was reported; its author may ask for several to be hidden, anybody else reports a
    comment once of each kind.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=ReportKind, default=ReportKind.RULE)
    reporter = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="reports"
    )
    name = models.CharField(max_length=120, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    rule_code = models.CharField(max_length=12, blank=True, default="")
    law_code = models.CharField(max_length=12, blank=True, default="")
    explanation = models.TextField(max_length=5_000, blank=True, default="")
    addresses = ArrayField(models.TextField(), default=list, blank=True)
    good_faith = models.BooleanField(default=False)
    submission = models.UUIDField(null=True)
    set_aside = models.BooleanField(default=False, db_default=False)
    revision = models.ForeignKey(
        "discussions.CommentRevision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "reporter", "kind", "revision"], name="report_once_per_text"
            ),
            models.UniqueConstraint(
                fields=["case", "reporter", "kind"],
                condition=Q(revision__isnull=True),
                name="report_once_per_person",
            ),
            models.UniqueConstraint(fields=["submission", "case"], name="report_once_per_form"),
            models.UniqueConstraint(
                "case",
                Lower("email"),
                condition=Q(reporter__isnull=True) & ~Q(email=""),
                name="report_once_per_address",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(rule_code=""), kind=ReportKind.RULE, reporter__isnull=False, law_code=""
                )
                | Q(
                    ~Q(explanation=""),
                    kind=ReportKind.ILLEGAL,
                    rule_code="",
                    addresses__len__gt=0,
                ),
                name="report_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reporter__isnull=True) | Q(name="", email=""),
                name="report_by_a_member_has_no_other_name",
            ),
            models.CheckConstraint(
                condition=~Q(law_code=WITHOUT_NAME) | Q(reporter__isnull=True, name="", email=""),
                name="report_without_a_name",
            ),
            models.CheckConstraint(
                condition=Q(set_aside=False)
                | (Q(reporter__isnull=True) & ~Q(email="") & ~Q(law_code__in=ALWAYS_HEARD)),
                name="report_set_aside_by_its_address",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def who(self) -> str:
        """The name of whoever reported it, "" when they gave none. For moderators only."""
        return self.reporter.display_name if self.reporter is not None else self.name
