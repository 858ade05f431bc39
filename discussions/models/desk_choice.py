"""How a moderator wants the desk: keys, mail, and views kept by name."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class DeskChoice(models.Model):
    """What one moderator chose. No row: everything as here."""

    person = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, primary_key=True, related_name="desk_choice"
    )
    keys = models.BooleanField(default=True)
    urgent_mail = models.BooleanField(default=True)
    digest = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"desk of {self.person_id}"


class SavedFilter(models.Model):
    """A view of the queue under a name of one's own. `query` is that of its address, in one fixed order."""

    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(query=""), name="saved_filter_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.name
