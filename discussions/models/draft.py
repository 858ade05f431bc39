"""What somebody is still writing, kept for them alone."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast, Length
from django.utils import timezone

from discussions.models.comment import Comment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

# More than a comment may hold: what is still too long is shortened by its writer, not by us.
MAX_DRAFT = 20_000
MOST_DRAFTS = 200  # of one person
PLACES = ("article", "claim", "parent", "changed")
MAX_EXTRAS = 2_000  # characters of JSON: what fits behind *more*, and the names of its fields


def draft_term() -> timedelta:
    """How long a draft stays without a change."""
    return timedelta(days=settings.DRAFT_DAYS)


def _are_extras(column: str) -> models.Q:
    """An object in JSON, of a size."""
    kind = models.Func(models.F(column), function="jsonb_typeof", output_field=models.TextField())
    size = Length(Cast(column, models.TextField()))
    return models.Q(models.lookups.Exact(kind, models.Value("object"))) & models.Q(
        models.lookups.LessThanOrEqual(size, MAX_EXTRAS)
    )


def _is_only(place: str) -> models.Q:
    return models.Q(**{f"{name}__isnull": name != place for name in PLACES})


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: "User | AnonymousUser") -> "DraftQuerySet":
        """One's own drafts. Nobody else reads them: no editor, no moderator, no operator."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(person=user).waiting()

    def waiting(self) -> "DraftQuerySet":
        """Those that can still become a comment. A saving that was under way while its form was placed
        may leave a row behind; that text stands in the discussion already."""
        placed = Comment.every.filter(
            author=models.OuterRef("person"), submission_id=models.OuterRef("submission_id")
        )
        return self.filter(~models.Exists(placed), saved_at__gt=timezone.now() - draft_term())

    def newest_first(self) -> "DraftQuerySet":
        return self.order_by("-saved_at", "-pk")


class Draft(models.Model):
    """The text of one person for one place: under an article, under a claim, as an answer to `parent`, or
    instead of what `changed` says, which was its text number `revision_number` when they began.

    `sequence` goes up with every saving; a form that has not seen the last one does not overwrite it.
    `submission_id` is that of the form that saved last. `former_body` is the text that the writer replaced
    knowingly by another, so that neither is lost. The texts are as they were typed, with LF line ends.
    `extras` is what stood behind *more*, field by field as it was typed; empty where the form said nothing of it.
    `former_extras` went with `former_body`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="drafts")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="+"
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.CASCADE, null=True, related_name="+"
    )
    parent = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, null=True, related_name="+"
    )
    changed = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, null=True, related_name="+"
    )
    revision_number = models.PositiveIntegerField(null=True)
    sequence = models.PositiveBigIntegerField(default=1)
    submission_id = models.UUIDField()
    body = models.TextField(max_length=MAX_DRAFT)
    former_body = models.TextField(max_length=MAX_DRAFT, blank=True, default="")
    extras = models.JSONField(default=dict, db_default={}, blank=True)
    former_extras = models.JSONField(default=dict, db_default={}, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "article"], name="draft_once_per_article"),
            models.UniqueConstraint(fields=["person", "claim"], name="draft_once_per_claim"),
            models.UniqueConstraint(fields=["person", "parent"], name="draft_once_per_comment"),
            models.UniqueConstraint(fields=["person", "changed"], name="draft_once_per_change"),
            models.CheckConstraint(
                condition=_is_only("article")
                | _is_only("claim")
                | _is_only("parent")
                | _is_only("changed"),
                name="draft_for_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(changed__isnull=True, revision_number__isnull=True)
                | models.Q(changed__isnull=False, revision_number__gt=0),
                name="draft_of_a_change_knows_what_it_changes",
            ),
            models.CheckConstraint(
                condition=~models.Q(body="")
                & models.Q(
                    models.lookups.LessThanOrEqual(Length("body"), MAX_DRAFT),
                    models.lookups.LessThanOrEqual(Length("former_body"), MAX_DRAFT),
                ),
                name="draft_says_something_of_a_size",
            ),
            models.CheckConstraint(
                condition=_are_extras("extras") & _are_extras("former_extras"),
                name="draft_extras_are_fields_of_a_size",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-saved_at", "-id"], name="draft_newest"),
            models.Index(fields=["saved_at"], name="draft_oldest"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
