"""An earlier text of a comment that readers may not see any more."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone

from discussions.models.revision import CommentRevision


class HiddenRevision(models.Model):
    """A moderator hid one earlier text of a comment, by a house rule or a law (then `rule_version` is 0); `reason` is
    read by everyone in its place.

    The text stays where moderators can judge what was done. The row goes when its decision is undone; the log keeps
    both. What the comment says now is hidden with the comment.
    """

    revision = models.OneToOneField(
        CommentRevision, on_delete=models.CASCADE, primary_key=True, related_name="hidden"
    )
    decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, related_name="hidden_revision"
    )
    moderator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    rule_code = models.CharField(max_length=12)
    rule_version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    hidden_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(rule_code="") & ~models.Q(reason=""),
                name="hidden_revision_says_why",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="hidden_revision_stays", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="hidden_revision_goes_when_undone",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.reverses_id = OLD.decision_id
                    ) THEN
                        RAISE EXCEPTION 'an earlier text is shown again by a decision'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN OLD;
                """,
            ),
            pgtrigger.Trigger(
                name="hidden_revision_is_what_was_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id AND line.revision_id = NEW.revision_id
                          AND line.outcome = 'hide_text'
                    ) THEN
                        RAISE EXCEPTION 'an earlier text is hidden as was decided'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="hidden_revision_is_an_earlier_one",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_commentrevision AS earlier
                        JOIN public.discussions_comment AS said ON said.id = earlier.comment_id
                        WHERE earlier.id = NEW.revision_id AND earlier.number < said.revision_number
                    ) THEN
                        RAISE EXCEPTION 'only an earlier text of a comment is hidden apart'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"hidden {self.revision_id}"
