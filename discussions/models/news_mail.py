"""Mail about what happened in discussions: what each person chose, and what waits, went or did not go."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """How soon somebody is mailed about one kind of news."""

    NOW = "now", _("at once")
    DAILY = "daily", _("once a day, together")
    WEEKLY = "weekly", _("once a week, together")
    NEVER = "never", _("never")


class MailChoice(models.Model):
    """What one person chose; without a row the defaults below hold.

    A pace for each kind of news; the columns are called as the kinds. `answers`: whether answers to
    their comments are told at all, in the inbox too. Decisions of moderators are always told.
    """

    person = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, related_name="mail_choice"
    )
    answers = models.BooleanField(default=True)
    answer = models.CharField(max_length=8, choices=Pace, default=Pace.NOW)
    mention = models.CharField(max_length=8, choices=Pace, default=Pace.NOW)
    followed = models.CharField(max_length=8, choices=Pace, default=Pace.DAILY)
    new_part = models.CharField(max_length=8, choices=Pace, default=Pace.DAILY)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    answer__in=Pace.values,
                    mention__in=Pace.values,
                    followed__in=Pace.values,
                    new_part__in=Pace.values,
                ),
                name="mail_choice_of_known_paces",
            )
        ]

    def __str__(self) -> str:
        return f"choices of {self.person_id}"


class NewsMailQuerySet(models.QuerySet["NewsMail"]):
    def waiting(self) -> "NewsMailQuerySet":
        """Neither sent nor refused yet."""
        return self.filter(sent_at__isnull=True, not_sent_because="")


class NewsMail(models.Model):
    """The outbox: one mail to send, once for each `key`. Its words are made when it goes, from the
    notifications that point at it: what was read, hidden or muted meanwhile is not in it.

    A worker takes it by setting `claimed_until`, and says how it ended; `lost` counts the times that
    nobody said so. It is waiting, sent, or not sent for a reason (`discussions.reading.mail_reasons`).
    """

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="news_mails")
    pace = models.CharField(max_length=8, choices=Pace)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lost = models.PositiveSmallIntegerField(default=0)
    delayed_by = models.CharField(max_length=60, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    not_sent_because = models.CharField(max_length=60, blank=True, default="")

    objects: ClassVar = NewsMailQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(not_sent_because=""),
                name="news_mail_sent_or_refused",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="news_mail_due",
                condition=models.Q(sent_at__isnull=True, not_sent_because=""),
            ),
            models.Index(fields=["person", "-sent_at"], name="news_mail_of_person"),
            models.Index(fields=["created_at"], name="news_mail_by_age"),
        ]

    def __str__(self) -> str:
        return self.key
