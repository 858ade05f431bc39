"""A comment that moderators took, with its answers, to the discussion where it belongs."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone


class Move(models.Model):
    """One comment left `from_thread` (where it answered `from_parent`, if anything) for `to_thread`, where it
    begins a branch; undoing a move is a move back, to below what it answered. `reason` is read by everyone, at both
    ends. Rows stay: the addresses of comments do too.
    """

    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, related_name="moves"
    )
    from_thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, related_name="moved_away"
    )
    to_thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, related_name="moved_here"
    )
    from_parent = models.ForeignKey(
        "discussions.Comment", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, related_name="move"
    )
    reason = models.CharField(max_length=300)
    moved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="move_gives_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(from_thread=models.F("to_thread")), name="move_goes_elsewhere"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="move_is_what_was_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id AND line.comment_id = NEW.comment_id
                          AND line.outcome = 'move'
                    ) THEN
                        RAISE EXCEPTION 'what is moved is what was decided'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["from_thread", "-moved_at"], name="move_latest_away"),
        ]

    def __str__(self) -> str:
        return f"move of {self.comment_id}"
