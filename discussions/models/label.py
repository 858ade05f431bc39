"""What the editors put beside a comment, for everybody who reads it."""

from typing import ClassVar

import pgtrigger
from django.db import models


class CommentLabelQuerySet(models.QuerySet["CommentLabel"]):
    def shown(self) -> "CommentLabelQuerySet":
        """Labels that were not taken off."""
        return self.filter(taken_off__isnull=True)


class CommentLabel(models.Model):
    """One for each decision to label, which says whose sentence stands beside it. `code` is that of a `LabelKind`.

    Rows stay: `taken_off` is the decision that took it off.
    """

    decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, primary_key=True, related_name="label"
    )
    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.PROTECT, related_name="labels"
    )
    code = models.CharField(max_length=12)
    taken_off = models.OneToOneField(
        "discussions.Decision",
        on_delete=models.PROTECT,
        null=True,
        related_name="label_taken_off",
    )

    objects: ClassVar = CommentLabelQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["comment", "code"],
                condition=models.Q(taken_off__isnull=True),
                name="label_shown_once",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="label_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="label_as_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.taken_off_id IS NOT NULL OR NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id AND line.outcome = 'label'
                          AND line.comment_id = NEW.comment_id AND line.label_code = NEW.code
                    ) THEN
                        RAISE EXCEPTION 'a label stands beside a comment by its decision'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="label_goes_as_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF (NEW.decision_id, NEW.comment_id, NEW.code)
                        <> (OLD.decision_id, OLD.comment_id, OLD.code)
                        OR OLD.taken_off_id IS NOT NULL OR NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.taken_off_id AND line.outcome = 'unlabel'
                          AND line.reverses_id = OLD.decision_id
                    ) THEN
                        RAISE EXCEPTION 'a label is taken off by a decision'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"label {self.code} of {self.comment_id}"
