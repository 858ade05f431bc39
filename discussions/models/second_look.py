"""How often a second look was asked for, and what people did with it. No text, no person."""

from typing import ClassVar

from django.db import models

from discussions.second_look import KINDS


class SecondLookCount(models.Model):
    """On one day, for one kind: comments placed after a pause (`paused`), and those among them that still
    held what the pause was about (`kept`). A text that was never placed counts nowhere."""

    day = models.DateField()
    kind = models.CharField(max_length=20)
    paused = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "kind"], name="second_look_counted_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="second_look_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(kept__lte=models.F("paused")), name="second_look_kept_of_paused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}: {self.paused}"
