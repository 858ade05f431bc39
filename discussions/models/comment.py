"""One contribution to a discussion, and every state its text had."""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from discussions.models.best import WILSON
from discussions.models.comment_status import PLACED, CommentStatus, ContributionKind
from discussions.models.comment_walls import TRIGGERS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

MAX_BODY = 10_000  # characters; the worst input of this size renders well under a second


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: "User | AnonymousUser") -> "CommentQuerySet":
        """Comments whose *place* the reader may see: the article behind it must be open, and what waits
        for the editors, or was refused by them, is there for its author and for moderators, each within their
        scope.

        A hidden or withdrawn comment keeps its place as a tombstone; its text is another matter,
        see `readable`.
        """
        from discussions.models.scope import comments_in_scope  # which knows of comments

        seen = models.Q(status__in=PLACED)
        if user.is_authenticated:
            seen |= models.Q(author=user.pk)
            if user.is_moderator:
                seen |= comments_in_scope(user)
        there = self.filter(seen)
        if getattr(user, "is_editor", False):
            return there
        return there.filter(
            models.Q(thread__article__status="published")
            | models.Q(thread__claim__article__status="published", thread__claim__status="accepted")
        )

    def readable(self) -> "CommentQuerySet":
        """Comments whose text everyone may read."""
        return self.filter(status=CommentStatus.PUBLISHED, withdrawn_at__isnull=True)

    def changeable(self) -> "CommentQuerySet":
        """Comments whose author may still change the words: what can be read, and what waits for the editors."""
        return self.filter(
            status__in=[CommentStatus.PUBLISHED, CommentStatus.HELD], withdrawn_at__isnull=True
        )

    def placed(self) -> "CommentQuerySet":
        """Comments that have a place in a discussion for everybody."""
        return self.filter(status__in=PLACED, gone_at__isnull=True)

    def drawn_for(self, user: "User | AnonymousUser") -> "CommentQuerySet":
        """What stands in a discussion that this person may see: what has a place there, and what they
        wrote themselves and still waits. Not all that they may see: moderators find the rest in their queue."""
        if not user.is_authenticated:
            return self.placed()
        own = models.Q(status=CommentStatus.HELD, author=user.pk)
        return self.filter(models.Q(status__in=PLACED) | own, gone_at__isnull=True)

    def waiting_of(self, user: "User | AnonymousUser") -> "CommentQuerySet":
        """What this person wrote and still waits for the editors."""
        return self.filter(status=CommentStatus.HELD, author=user.pk, gone_at__isnull=True)

    def in_thread(self, thread_id: int) -> "CommentQuerySet":
        return self.filter(thread_id=thread_id)

    def roots(self) -> "CommentQuerySet":
        return self.filter(parent__isnull=True)

    def oldest_first(self) -> "CommentQuerySet":
        return self.order_by("created_at", "id")


class CommentPlaces(models.Manager.from_queryset(CommentQuerySet)):  # type: ignore[misc]
    """Comments that have a place: all but those that were withdrawn and had no answers left, that wait
    for the editors, or that these refused."""

    def get_queryset(self) -> CommentQuerySet:
        found: CommentQuerySet = super().get_queryset().placed()
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
    `created_at` is when it came to stand in the discussion: of what was held the moment it was let through,
    see `Hold`.
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
    # Also what has no place (any more). Nothing that draws or counts asks here without saying for whom.
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
                # What was let through and taken back waits once more; its author may withdraw it.
                condition=models.Q(gone_at__isnull=True)
                | models.Q(
                    models.Q(decision__isnull=True) | models.Q(status="held"),
                    withdrawn_at__isnull=False,
                    reply_count=0,
                ),
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
            # Nobody answers what nobody else can read.
            models.CheckConstraint(
                condition=models.Q(status__in=PLACED) | models.Q(reply_count=0),
                name="comment_without_a_place_has_no_answers",
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
            # A few rows: one's own that wait, under whatever a page shows.
            models.Index(
                fields=["author", "thread"],
                name="comment_held",
                condition=models.Q(status=CommentStatus.HELD),
            ),
        ]
        triggers: ClassVar = TRIGGERS

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

    @property
    def is_counted(self) -> bool:
        """Whether it is there for everybody, and so in the counts of places."""
        return self.status in PLACED

    @property
    def is_waiting(self) -> bool:
        """Held, and not taken back by its author."""
        return self.status == CommentStatus.HELD and self.withdrawn_at is None
