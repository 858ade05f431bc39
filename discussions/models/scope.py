"""For which sources and series somebody moderates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from discussions.models.comment import Comment, CommentQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

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


def somebody_sees_everything() -> bool:
    """Whether what is about none of these sources and series reaches a moderator. One query."""
    moderators = get_user_model().objects.filter(is_active=True, roles__contains=["moderator"])
    return bool(moderators.filter(moderator_scopes__isnull=True).exists())


# From a source or a series: to its articles, and on to what is about them.
_ARTICLES = ("__articles",)
_CLAIMS = ("__articles__claims",)
_THREADS = ("__articles__thread", "__articles__claims__thread")
_COMMENTS = ("__articles__thread__comments", "__articles__claims__thread__comments")


def articles_in_scope(user: "User") -> Q:
    """Of articles those that this moderator looks at."""
    return _everything(user) | _reached(user, "pk", _ARTICLES)


def series_in_scope(user: "User") -> Q:
    """Of series those that this moderator looks at, as a whole or some articles of them."""
    mine = ModeratorScope.objects.filter(person=user.pk)
    parts = mine.filter(source__articles__series__isnull=False)
    return (
        _everything(user)
        | Q(pk__in=mine.filter(series__isnull=False).values("series"))
        | Q(pk__in=parts.values("source__articles__series"))
    )


def comments_in_scope(user: "User") -> Q:
    """Of comments those about an article that this moderator looks at, or about a claim of it."""
    return _everything(user) | _reached(user, "thread", _THREADS)


def with_scope(comments: CommentQuerySet, user: "User | AnonymousUser") -> CommentQuerySet:
    """For a moderator each comment says `in_scope`: whether they look at what it is about. No query more."""
    if not user.is_authenticated or not user.is_moderator:
        return comments
    return comments.annotate(
        in_scope=ExpressionWrapper(comments_in_scope(user), output_field=models.BooleanField())
    )


def people_in_scope(user: "User") -> Q:
    """Of people those who wrote something that this moderator looks at."""
    return _everything(user) | _wrote_there(user, "pk")


def cases_in_scope(user: "User") -> Q:
    """Of cases those that this moderator looks at. Whose scope is limited sees nothing that is about no article."""
    return _everything(user) | _about_texts(user)


def measures_in_scope(user: "User") -> Q:
    """Of what was decided, in the log, what is about something that this moderator looks at: also a person who wrote
    there. What holds for the whole site is for who looks at all of it."""
    beside = _reached(user, "thread", _THREADS) | _wrote_there(user, "person")
    return _everything(user) | _about_texts(user) | beside


def restrictions_in_scope(user: "User") -> Q:
    """The same of what holds in a discussion, under an article or for a person."""
    beside = _reached(user, "thread", _THREADS) | _wrote_there(user, "person")
    return _everything(user) | _reached(user, "article", _ARTICLES) | beside


def _everything(user: "User") -> Q:
    """Subqueries, no joins: for who moderates everything this answers for all rows at once."""
    return Q(~Exists(ModeratorScope.objects.filter(person=user.pk)))


def _reached(user: "User", name: str, paths: Sequence[str]) -> Q:
    """`name` is among what one comes to from the sources and series of this moderator. From there, because these are
    few: PostgreSQL then follows the keys, and never reads what is of others."""
    found = Q()
    for start in ("source", "series"):
        for path in paths:
            there = f"{start}{path}"
            rows = ModeratorScope.objects.filter(person=user.pk, **{f"{there}__isnull": False})
            found |= Q(**{f"{name}__in": rows.values(there)})
    return found


def _about_texts(user: "User") -> Q:
    """About an article, a claim or a comment."""
    return (
        _reached(user, "article", _ARTICLES)
        | _reached(user, "claim", _CLAIMS)
        | _reached(user, "comment", _COMMENTS)
    )


def _wrote_there(user: "User", name: str) -> Q:
    comments = Comment.every.filter(_reached(user, "thread", _THREADS), author=OuterRef(name))
    return Q(Exists(comments))
