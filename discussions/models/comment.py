"""One contribution to a discussion, and every state its text had."""

import uuid
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.best import WILSON

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

MAX_BODY = 10_000  # characters; the worst input of this size renders well under a second


class CommentStatus(models.TextChoices):
    """The moderated status. Only `decide` changes it; withdrawing is the author's own column."""

    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("hidden")


class ContributionKind(models.TextChoices):
    """What a comment adds, where the writer says so. Agreeing or not is what a stance says."""

    QUESTION = "question", _("question")
    EXPERIENCE = "experience", _("experience")


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CommentQuerySet":
        """Comments whose *place* the reader may see: the article behind it must be open.

        A hidden or withdrawn comment keeps its place as a tombstone; its text is another matter,
        see `readable`.
        """
        if getattr(user, "is_editor", False):
            return self
        return self.filter(
            models.Q(thread__article__status="published")
            | models.Q(thread__claim__article__status="published", thread__claim__status="accepted")
        )

    def readable(self) -> "CommentQuerySet":
        """Comments whose text everyone may read."""
        return self.filter(status=CommentStatus.PUBLISHED, withdrawn_at__isnull=True)

    def in_thread(self, thread_id: int) -> "CommentQuerySet":
        return self.filter(thread_id=thread_id)

    def roots(self) -> "CommentQuerySet":
        return self.filter(parent__isnull=True)

    def oldest_first(self) -> "CommentQuerySet":
        return self.order_by("created_at", "id")


class CommentPlaces(models.Manager.from_queryset(CommentQuerySet)):  # type: ignore[misc]
    """Comments that still have a place: all but those that were withdrawn and had no answers left."""

    def get_queryset(self) -> CommentQuerySet:
        found: CommentQuerySet = super().get_queryset().filter(gone_at__isnull=True)
        return found


class Comment(models.Model):
    """One contribution. Answers have a parent in the same thread; nesting is stored truthfully.

    `root` is the comment at the top of this branch (empty for a root itself), `depth` its distance
    (0 for a root). `reply_count` counts the places directly below, tombstones included.
    `body` is the source text, `body_html` what is shown, `renderer_version` which renderer made it.
    `submission_id` comes with the form: the same person sending it twice has sent it once.
    `clear_count`, `grounded_count` and `practice_count` count appreciations of each kind, `appreciated_by`
    the people behind them; `best` follows from that and from `reply_count`, see `discussions.ranking`.
    `article_version` and `wording` say what the writer had before them. `moved_at`: when moderators took this
    branch here from another discussion, see `Move`.
    `edited_at` is when the text last changed for everyone to see; a change within the grace period
    leaves no such trace. `gone_at`: it was withdrawn and nobody's answer needs its place.

    A comment that came with an import has an `imported_author`, a name nobody here confirmed, until
    somebody claims it as theirs; `import_key` says which one it was in its source. What was deleted
    over there and answered is a withdrawn place without anybody's name.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="branch")
    depth = models.PositiveSmallIntegerField(default=0)
    author = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="comments"
    )
    imported_author = models.ForeignKey(
        "discussions.ImportedAuthor", on_delete=models.PROTECT, null=True, related_name="comments"
    )
    import_key = models.CharField(max_length=200, blank=True, default="")
    status = models.CharField(max_length=12, choices=CommentStatus, default=CommentStatus.PUBLISHED)
    decision = models.ForeignKey(
        "discussions.Decision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    kind = models.CharField(
        max_length=12, choices=ContributionKind, blank=True, default="", db_default=""
    )
    body = models.TextField(max_length=MAX_BODY)
    body_html = models.TextField(max_length=10 * MAX_BODY)
    renderer_version = models.PositiveSmallIntegerField()
    revision_number = models.PositiveIntegerField(default=1)
    reply_count = models.PositiveIntegerField(default=0)
    clear_count = models.PositiveIntegerField(default=0)
    grounded_count = models.PositiveIntegerField(default=0)
    practice_count = models.PositiveIntegerField(default=0)
    appreciated_by = models.PositiveIntegerField(default=0)
    best = models.GeneratedField(
        expression=WILSON, output_field=models.FloatField(), db_persist=True
    )
    submission_id = models.UUIDField()
    article_version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    wording = models.ForeignKey(
        "articles.Wording", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)

    objects: ClassVar = CommentPlaces()
    # Also what has no place any more. Nothing that draws or counts asks here.
    every: ClassVar = CommentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "submission_id"], name="comment_submitted_once"
            ),
            models.UniqueConstraint(
                fields=["thread", "import_key"],
                condition=~models.Q(import_key=""),
                name="comment_imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(author__isnull=False, imported_author__isnull=True)
                | (
                    models.Q(author__isnull=True)
                    & ~models.Q(import_key="")
                    & (
                        models.Q(imported_author__isnull=False)
                        | models.Q(withdrawn_at__isnull=False)
                    )
                ),
                name="comment_by_somebody",
            ),
            # Targets of the composite foreign keys that keep a reply in its parent's thread.
            models.UniqueConstraint(fields=["id", "thread"], name="comment_in_thread"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True, root__isnull=True, depth=0)
                | models.Q(parent__isnull=False, root__isnull=False, depth__gt=0),
                name="comment_root_or_reply",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False) | ~models.Q(body=""),
                name="comment_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(gone_at__isnull=True)
                | models.Q(withdrawn_at__isnull=False, reply_count=0, decision__isnull=True),
                name="comment_gone_is_withdrawn_and_childless",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", "question", "experience"]),
                name="comment_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(edited_at__isnull=True) | models.Q(revision_number__gt=1),
                name="comment_edited_has_revisions",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["thread", "created_at", "id"],
                name="comment_roots_oldest",
                condition=models.Q(parent__isnull=True),
            ),
            models.Index(
                fields=["parent", "created_at", "id"],
                name="comment_replies_oldest",
                condition=models.Q(parent__isnull=False),
            ),
            models.Index(
                fields=["thread", "-best", "-id"],
                name="comment_roots_best",
                condition=models.Q(parent__isnull=True),
            ),
            models.Index(
                fields=["thread", "-reply_count", "-id"],
                name="comment_roots_answered",
                condition=models.Q(parent__isnull=True),
            ),
            models.Index(fields=["author", "-created_at"], name="comment_by_author"),
            models.Index(fields=["thread", "created_at"], name="comment_new_in_thread"),
        ]
        triggers: ClassVar = [
            # The tables are named with their schema: a temporary table of the same name comes
            # first on the search path, and anybody may make one.
            pgtrigger.Trigger(
                name="status_needs_a_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status"))
                | pgtrigger.Q(old__decision_id__df=pgtrigger.F("new__decision_id")),
                func="""
                    IF NEW.decision_id IS NOT DISTINCT FROM OLD.decision_id OR NOT EXISTS (
                        SELECT 1 FROM public.discussions_decision AS line
                        WHERE line.id = NEW.decision_id
                          AND line.comment_id = NEW.id
                          AND line.from_status = OLD.status
                          AND line.to_status = NEW.status
                          AND NOT EXISTS (
                              SELECT 1 FROM public.discussions_decision AS later
                              WHERE later.comment_id = NEW.id AND later.id > line.id
                          )
                    ) THEN
                        RAISE EXCEPTION 'a status changes only together with a new decision on it'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="comment_starts_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__status="published")
                | pgtrigger.Q(new__decision_id__isnull=False),
                func="""
                    RAISE EXCEPTION 'a comment starts published and undecided'
                        USING ERRCODE = 'check_violation';
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.public_id])

    @property
    def author_name(self) -> str:
        """The name as moderators read it; one that came with an import is not confirmed.

        Empty where an import left a place without a name. Costs a query unless both authors were
        fetched along.
        """
        if self.author is not None:
            return str(self.author.display_name)
        return str(self.imported_author.name) if self.imported_author else ""

    @property
    def is_readable(self) -> bool:
        return self.status == CommentStatus.PUBLISHED and self.withdrawn_at is None
