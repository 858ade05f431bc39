"""What a person thinks of a claim: the current stance, and the history only they see."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StanceValue(models.TextChoices):
    """The three answers. *Depends* is an answer of its own, never an abstention."""

    AGREE = "agree", _("agree")
    DEPENDS = "depends", _("it depends")
    DISAGREE = "disagree", _("disagree")


class Leaning(models.TextChoices):
    """Where *it depends* leans: *provided that* towards yes, *unless* towards no."""

    PROVIDED = "provided", _("provided that")
    UNLESS = "unless", _("unless")


LEANING_ONLY_WITH_DEPENDS = models.Q(leaning="", condition="") | models.Q(value="depends")


class Stance(models.Model):
    """The current stance of one person on one claim, given on one wording and version.

    Never moved by machine: rewording, splitting or merging a claim leaves it where it was given.
    """

    claim = models.ForeignKey("articles.Claim", on_delete=models.CASCADE, related_name="stances")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="stances")
    value = models.CharField(max_length=12, choices=StanceValue)
    leaning = models.CharField(max_length=12, choices=Leaning, blank=True, default="")
    condition = models.CharField(max_length=500, blank=True, default="")
    wording = models.ForeignKey("articles.Wording", on_delete=models.PROTECT, related_name="+")
    article_version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "person"], name="stance_once_per_person"),
            models.CheckConstraint(
                condition=LEANING_ONLY_WITH_DEPENDS, name="stance_leans_only_if_it_depends"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["claim", "value"], name="stance_counted")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.value}"


class StanceChange(models.Model):
    """One step in a person's mind. Withdrawing is a step too: then `value` is empty.

    Sorted by id, a sequence, never by the clock.
    """

    claim = models.ForeignKey("articles.Claim", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="stance_changes"
    )
    value = models.CharField(max_length=12, choices=StanceValue, blank=True, default="")
    leaning = models.CharField(max_length=12, choices=Leaning, blank=True, default="")
    condition = models.CharField(max_length=500, blank=True, default="")
    wording = models.ForeignKey("articles.Wording", on_delete=models.PROTECT, related_name="+")
    article_version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=LEANING_ONLY_WITH_DEPENDS, name="stance_change_leans_only_if_it_depends"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "claim", "-id"], name="stance_history")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.value or 'withdrawn'}"
