"""Whose words somebody would rather not read."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Mute(models.Model):
    """`person` reads no words of `muted` unless they ask for them, and hears nothing of them. Nobody else knows."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "muted"], name="mute_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("muted")), name="mute_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} mutes {self.muted_id}"
