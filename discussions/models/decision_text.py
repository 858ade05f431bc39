"""The words of decisions, apart from the log so that they can be wiped."""

from typing import ClassVar

from django.db import models

from discussions.models.decision import Decision
from discussions.models.decision_walls import WORD_TRIGGERS


class DecisionText(models.Model):
    """What was written with a decision. Kept apart from the log so that it can be wiped.

    `explanation` is the moderator's own sentence to whom it concerns, `public_reason` what everyone reads (on a
    tombstone, or beside what was set), `answer` what the reporters read, `quoted_body` the text that was judged.
    `facts` is the same without anything about a person, for what is published about decisions.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="text")
    explanation = models.TextField(max_length=3_000, blank=True, default="")
    public_reason = models.CharField(max_length=300, blank=True, default="")
    answer = models.TextField(max_length=3_000, blank=True, default="")
    facts = models.TextField(max_length=3_000, blank=True, default="")
    quoted_body = models.TextField(max_length=10_000, blank=True, default="")
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        triggers: ClassVar = WORD_TRIGGERS

    def __str__(self) -> str:
        return f"text of decision {self.decision_id}"
