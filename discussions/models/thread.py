"""The talk about one article or one claim, and who takes part in it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Thread(models.Model):
    """Exactly one of `article` and `claim` is set. Made at first need.

    `comment_count` counts what every reader can open: published and not withdrawn.
    `revision` goes up with every change that a reader could see; caches and ETags hang on it.
    Lock order, everywhere: writer, then thread, then comment, then case.
    """

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="thread"
    )
    claim = models.OneToOneField(
        "articles.Claim", on_delete=models.CASCADE, null=True, related_name="thread"
    )
    comment_count = models.PositiveIntegerField(default=0)
    revision = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, claim__isnull=True)
                | models.Q(article__isnull=True, claim__isnull=False),
                name="thread_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class Participation(models.Model):
    """One person in one thread: how far they read, and the number that replaces their name.

    `read_until` is when they last opened it, `read_before` when they last did so in the visit before;
    both are theirs alone. Whoever only reads has no `pseudonym_number`: numbers tell who came when
    among those who wrote.
    `pseudonym_number` is stable within the thread and means nothing outside it, so that profiles
    cannot be joined after someone leaves.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="participations"
    )
    pseudonym_number = models.PositiveIntegerField(null=True)
    read_until = models.DateTimeField(null=True)
    read_before = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "person"], name="participation_once"),
            models.UniqueConstraint(
                fields=["thread", "pseudonym_number"], name="participation_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.thread_id}"
