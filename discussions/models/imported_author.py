"""Names that came along with imported comments. Nobody here has confirmed them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class ImportedAuthor(models.Model):
    """Somebody as another site named them: one row for each name and address over there.

    `origin` is the site it came from, "wordpress:wijkblad.example.org". `email_key` is a keyed hash
    of the address (see `discussions/email_key.py`), by which the same person can find their comments
    here; empty when there was no address, once `email_key_expires_at` has passed, and after the
    comments were claimed or left. The address itself is never stored. Claiming empties the name too:
    from then on the comments carry the name of the account.
    """

    name = models.CharField(max_length=80, blank=True, default="")
    origin = models.CharField(max_length=200)
    email_key = models.CharField(max_length=64, blank=True, default="")
    email_key_expires_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="claimed_names"
    )
    claimed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(claimed_by__isnull=True, claimed_at__isnull=True)
                & ~models.Q(name="")
                | models.Q(
                    claimed_by__isnull=False, claimed_at__isnull=False, name="", email_key=""
                ),
                name="imported_author_named_or_claimed",
            ),
            models.CheckConstraint(
                condition=models.Q(email_key="", email_key_expires_at__isnull=True)
                | models.Q(email_key__regex=r"^[0-9a-f]{64}$", email_key_expires_at__isnull=False),
                name="imported_author_key_expires",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["email_key"],
                name="imported_author_by_key",
                condition=~models.Q(email_key=""),
            ),
            models.Index(fields=["origin", "name"], name="imported_author_by_name"),
        ]

    def __str__(self) -> str:
        return self.name or f"claimed {self.pk}"
