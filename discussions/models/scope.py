"""For which sources and series somebody moderates."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Claim
from discussions.models.comment import Comment

if TYPE_CHECKING:
    from accounts.models import User


class ModeratorScope(models.Model):
    """`person` moderates what is about an article of this source, or of this series. Who has no row moderates
    everything."""

    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="moderator_scopes"
    )
    source = models.ForeignKey(
        "articles.Source", on_delete=models.CASCADE, null=True, related_name="+"
    )
    series = models.ForeignKey(
        "articles.Series", on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(source__isnull=False, series__isnull=True)
                | Q(source__isnull=True, series__isnull=False),
                name="scope_is_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "source"], name="scope_once_per_source"),
            models.UniqueConstraint(fields=["person", "series"], name="scope_once_per_series"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.source_id or self.series_id}"


def articles_in_scope(user: "User") -> Q:
    """Of articles those that this moderator looks at."""
    mine = ModeratorScope.objects.filter(person=user.pk)
    return (
        ~Exists(mine)
        | Q(source__in=mine.filter(source__isnull=False).values("source"))
        | Q(series__in=mine.filter(series__isnull=False).values("series"))
    )


def cases_in_scope(user: "User") -> Q:
    """Of cases those that this moderator looks at. Whose scope is limited sees nothing that is about no article."""
    mine = ModeratorScope.objects.filter(person=user.pk)
    articles = Article.objects.filter(
        Q(source__in=mine.filter(source__isnull=False).values("source"))
        | Q(series__in=mine.filter(series__isnull=False).values("series"))
    ).values("pk")
    # Subqueries, no joins: for who moderates everything the first answers for all rows at once.
    claims = Claim.objects.filter(pk=OuterRef("claim"), article__in=articles)
    comments = Comment.every.filter(
        Q(thread__article__in=articles) | Q(thread__claim__article__in=articles),
        pk=OuterRef("comment"),
    )
    return ~Exists(mine) | Q(article__in=articles) | Exists(claims) | Exists(comments)
