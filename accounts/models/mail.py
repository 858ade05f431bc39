"""What was mailed, to whom, and why not. The job row is the outbox; this row is the memory."""

from typing import ClassVar

from django.db import models


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> "MailQuerySet":
        """Neither sent nor refused yet."""
        return self.filter(sent_at__isnull=True, not_sent_because="")


class Mail(models.Model):
    """One message to one address.

    `key` names the occasion (`decision-12-author`), so that the same occasion never mails twice.
    `body_text` is emptied once sent: a log-in code must not lie around.
    `not_sent_because` holds a reason code; a mail is waiting, sent, or refused with a reason.
    """

    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="mails"
    )
    address = models.EmailField(max_length=254)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=200)
    body_text = models.TextField(max_length=20_000)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_sent_because = models.CharField(max_length=60, blank=True, default="")

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(not_sent_because=""),
                name="mail_sent_or_refused",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"],
                name="mail_waiting",
                condition=models.Q(sent_at__isnull=True, not_sent_because=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
