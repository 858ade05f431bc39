"""Every state that the text of a comment had."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone

from discussions.models.comment import MAX_BODY, Comment


class CommentRevision(models.Model):
    """One state of a comment's text. The first comes with the post; decisions judge a revision.

    A `quiet` one was written within the grace period: readers see it in the place of the one before.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    body = models.TextField(max_length=MAX_BODY)
    quiet = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "number"], name="revision_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(quiet=False) | models.Q(number__gt=1),
                name="revision_quiet_after_another",
            ),
            # Target of the composite foreign key: a decision judges a revision of its own comment.
            models.UniqueConstraint(fields=["id", "comment"], name="revision_of_comment"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="revision_is_kept_or_emptied",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF NEW.id <> OLD.id OR NEW.comment_id <> OLD.comment_id
                        OR NEW.number <> OLD.number OR NEW.quiet <> OLD.quiet
                        OR NEW.body NOT IN ('', OLD.body)
                    THEN
                        RAISE EXCEPTION 'a revision is kept as it was, or emptied'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} r{self.number}"
