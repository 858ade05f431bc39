"""What search knows of a comment."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models.search import MOST_WAITING, Matches
from discussions.models.comment_status import CommentStatus


class CommentEntryQuerySet(models.QuerySet["CommentEntry"]):
    def findable(self, query: str) -> "CommentEntryQuerySet":
        """Comments that answer `query`, under a published article or an accepted claim of one, and
        that everyone may read: the same for moderators, whose queue is elsewhere."""
        return self.filter(
            Matches("vector", query),
            models.Q(comment__thread__claim__isnull=True)
            | models.Q(comment__thread__claim__status="accepted"),
            comment__status=CommentStatus.PUBLISHED,
            comment__withdrawn_at__isnull=True,
            article__status="published",
        )


class CommentEntry(models.Model):
    """The words of a comment. `article` is the one it is about, also through a claim, and
    `created_at` the comment's own: kept here so that the newest hits are found without a detour.
    `rules` made the vector (`articles.search.vectors.RULES`)."""

    comment = models.OneToOneField(
        "discussions.Comment", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    vector = SearchVectorField()
    rules = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = CommentEntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GinIndex(
                fields=["vector"], name="comment_found_by_word", gin_pending_list_limit=MOST_WAITING
            ),
            models.Index(fields=["-created_at", "-comment"], name="comment_found_newest"),
        ]

    def __str__(self) -> str:
        return f"words of comment {self.comment_id}"
