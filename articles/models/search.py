"""What search knows of an article and of a claim, and every word it has met.

The vectors hold forms of words (see `articles.search`), not the text. They say what stands where,
never who may see it: every look into them goes through `findable`.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models.claim import ClaimStatus
from articles.models.source import Display

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


# Kilobytes of new words that may wait beside an index. Every search reads them one by one: of PostgreSQL's
# usual 4,096 that took longer than all the rest.
MOST_WAITING = 128


class Matches(models.Func):
    """Whether a vector answers a query that `tsquery_of` wrote: `Matches("vector", query)`."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()

    def __init__(self, vector: str, query: str) -> None:
        super().__init__(models.F(vector), models.Value(query))


class Rank(models.Func):
    """How well a vector answers a query: more hits, in heavier places, in a shorter text."""

    # 1: divided by one plus the logarithm of the length.
    template = "ts_rank(%(expressions)s::tsquery, 1)"
    output_field = models.FloatField()

    def __init__(self, vector: str, query: str) -> None:
        super().__init__(models.F(vector), models.Value(query))


def shown_to(user: "User | AnonymousUser") -> frozenset[Display]:
    """Of which sources someone may read the whole texts; of others the excerpt only. The same as
    `articles.permissions.may_read_whole`, for a query."""
    if not (user.is_authenticated and user.is_active):
        return frozenset((Display.FULL,))
    return frozenset(Display) if user.is_editor else frozenset((Display.FULL, Display.MEMBERS))


def shown_whole(shown: Collection[Display], path: str = "") -> models.Q:
    """Articles whose source has one of these displays, or that have no source. `path` leads to the
    article ("article__")."""
    return models.Q(**{f"{path}source__isnull": True}) | models.Q(
        **{f"{path}source__display__in": sorted(shown)}
    )


class ArticleEntryQuerySet(models.QuerySet["ArticleEntry"]):
    def findable(self, shown: Collection[Display], query: str) -> "ArticleEntryQuerySet":
        """Published articles that answer `query` in what a reader may read of them to whom these
        are `shown` whole."""
        return self.filter(
            Matches("open_vector", query)
            | (models.Q(Matches("vector", query)) & shown_whole(shown, "article__")),
            article__status="published",
        )


class ArticleEntry(models.Model):
    """The words of an article's current version: of all of it, and of what a visitor may read when
    its source shows an excerpt only. `rules` made them (`articles.search.vectors.RULES`)."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    vector = SearchVectorField()
    open_vector = SearchVectorField()
    rules = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = ArticleEntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="article_found_by_word"),
            GinIndex(fields=["open_vector"], name="article_found_by_open_word"),
        ]

    def __str__(self) -> str:
        return f"words of article {self.article_id}"


class ClaimEntryQuerySet(models.QuerySet["ClaimEntry"]):
    def findable(self, query: str) -> "ClaimEntryQuerySet":
        """Accepted claims of published articles that answer `query`: the same for everyone."""
        return self.filter(
            Matches("vector", query),
            claim__status=ClaimStatus.ACCEPTED,
            claim__article__status="published",
        )


class ClaimEntry(models.Model):
    """The words of a claim's current wording, by which `rules`."""

    claim = models.OneToOneField(
        "articles.Claim", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    vector = SearchVectorField()
    rules = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = ClaimEntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["vector"], name="claim_found_by_word")]

    def __str__(self) -> str:
        return f"words of claim {self.claim_id}"


class Word(models.Model):
    """A word that was met in a text, folded, with its runs of three letters.

    Two writers may store the same word at the same moment: unique it is not, since waiting for each
    other they could wait for ever. Whether a reader may know of a word is asked when it is proposed.
    """

    text = models.CharField(max_length=60)
    trigrams = ArrayField(models.CharField(max_length=3))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["text"], name="word_by_text"),
            GinIndex(
                fields=["trigrams"], name="word_by_trigram", gin_pending_list_limit=MOST_WAITING
            ),
        ]

    def __str__(self) -> str:
        return self.text
