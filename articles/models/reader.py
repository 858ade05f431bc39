"""What a member did with an article: read it, up to where, and keep it for later."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

# Whoever comes back sooner is still on the same visit: a reload must not make everything old.
ABSENCE = timedelta(minutes=30)


class Reading(models.Model):
    """One member and one article. Theirs alone: nobody else is ever shown it.

    `seen_at` is when they last opened it, `seen_before` when they last did so in the visit before:
    what is newer than `seen_before` is *new since your last visit*; empty on the first one. `version`
    is the one they saw last, `version_before` the other one they saw before it: the last of the visit
    before, or the one that was replaced under their eyes. `position` is how far they were: the number
    of a block, counted from 0.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="readings")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="readings"
    )
    version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.CASCADE, related_name="+"
    )
    version_before = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(default=timezone.now)
    seen_before = models.DateTimeField(null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "article"], name="reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.article_id}"


class ReadLater(models.Model):
    """An article a member wants to come back to."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="kept")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="kept_by"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "article"], name="kept_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-added_at", "-id"], name="kept_newest_first")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.article_id}"
