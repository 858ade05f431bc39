"""What a reader found good about a comment: three kinds, and no vote against."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class AppreciationKind(models.TextChoices):
    """Each says what is good about the words. There is no vote against."""

    CLEAR = "clear", pgettext_lazy("appreciation", "clarifying")
    GROUNDED = "grounded", pgettext_lazy("appreciation", "well founded")
    PRACTICE = "practice", pgettext_lazy("appreciation", "from practice")


class AppreciationQuerySet(models.QuerySet["Appreciation"]):
    def newest_first(self) -> "AppreciationQuerySet":
        return self.order_by("-id")


class Appreciation(models.Model):
    """One person finds one comment good in one way. Public: everyone may read who.

    Only for words that can be read, and never for one's own. What is hidden or withdrawn later keeps
    its rows, so that undoing brings everything back; nobody sees them meanwhile.
    """

    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, related_name="appreciations"
    )
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="appreciations"
    )
    kind = models.CharField(max_length=12, choices=AppreciationKind)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppreciationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["comment", "person", "kind"], name="appreciation_given_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AppreciationKind.values), name="appreciation_of_a_kind"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["comment", "-id"], name="appreciation_newest")]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="appreciation_of_others_words",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM public.discussions_comment AS said
                        WHERE said.id = NEW.comment_id
                          AND said.author_id IS DISTINCT FROM NEW.person_id
                          AND said.status = 'published' AND said.withdrawn_at IS NULL
                    ) THEN
                        RAISE EXCEPTION 'only words of others that can be read are appreciated'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} finds {self.comment_id} {self.kind}"
