"""What a member wants to hear of: an article, a claim, or a series."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone

from articles.models.article import Article
from articles.models.claim import Claim
from articles.models.source import Series

if TYPE_CHECKING:
    from accounts.models import User

Subject = Article | Claim | Series


def named(subject: Subject) -> dict[str, Any]:
    """The one column that says what is followed."""
    names = {Article: "article", Claim: "claim", Series: "series"}
    return {names[type(subject)]: subject}


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, person: "User", subject: Subject) -> "FollowQuerySet":
        """The row that says this person follows this, if there is one."""
        return self.filter(person=person, **named(subject))


class Follow(models.Model):
    """One member follows one thing; exactly one of `article`, `claim` and `series` is set. Theirs alone:
    nobody else is shown who follows what.

    Of an article or a claim they hear when somebody writes there, of a series when a part of it comes.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="follows")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="followed_by"
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.CASCADE, null=True, related_name="followed_by"
    )
    series = models.ForeignKey(
        "articles.Series", on_delete=models.CASCADE, null=True, related_name="followed_by"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = FollowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, claim__isnull=True, series__isnull=True)
                | models.Q(article__isnull=True, claim__isnull=False, series__isnull=True)
                | models.Q(article__isnull=True, claim__isnull=True, series__isnull=False),
                name="follow_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "article"], name="follow_article_once"),
            models.UniqueConstraint(fields=["person", "claim"], name="follow_claim_once"),
            models.UniqueConstraint(fields=["person", "series"], name="follow_series_once"),
        ]
        indexes: ClassVar = [
            # Everyone who follows one thing, by key: a job takes them some hundreds at a time.
            models.Index(
                fields=[subject, "id"],
                name=f"follow_{subject}_by_key",
                condition=models.Q(**{f"{subject}__isnull": False}),
            )
            for subject in ("article", "claim", "series")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.article_id or self.claim_id or self.series_id}"
