"""What a person was warned of, and that they read it."""

from typing import ClassVar

import pgtrigger
from django.db import models


class MemberWarning(models.Model):
    """One for each decision to warn. Whoever is warned says that they read it before they write again."""

    decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, primary_key=True, related_name="warning"
    )
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="warnings")
    acknowledged_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="warning_is_what_was_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id AND line.person_id = NEW.person_id
                          AND line.outcome = 'warn'
                    ) THEN
                        RAISE EXCEPTION 'who is warned is whom it was decided about'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.taken_back_at IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.reverses_id = NEW.decision_id
                    ) THEN
                        RAISE EXCEPTION 'a warning is taken back by a decision'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person"],
                name="warning_unread",
                condition=models.Q(acknowledged_at__isnull=True, taken_back_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"warning {self.decision_id}"

    @property
    def is_unread(self) -> bool:
        return self.acknowledged_at is None and self.taken_back_at is None
