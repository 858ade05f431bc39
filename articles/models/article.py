"""An article, and each immutable state of its text."""

import uuid
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.source import KNOWN_RIGHTS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> "ArticleQuerySet":
        return self.filter(status=ArticleStatus.PUBLISHED)

    def withdrawn(self) -> "ArticleQuerySet":
        """What everyone could read once: of these only the date and the reason are public."""
        return self.filter(status=ArticleStatus.WITHDRAWN)

    def matching(self, **lookups: object) -> "ArticleQuerySet":
        """Those for which any of the lookups holds."""
        wanted = models.Q()
        for name, value in lookups.items():
            wanted |= models.Q(**{name: value})
        return self.filter(wanted)

    def indexable(self) -> "ArticleQuerySet":
        """Open to readers, and to search engines, feeds and cards too: the rights are known."""
        return self.published().filter(source__rights__in=KNOWN_RIGHTS)

    def visible_to(self, user: "User | AnonymousUser") -> "ArticleQuerySet":
        """Editors see drafts too; everyone else what is published."""
        if getattr(user, "is_editor", False):
            return self
        return self.published()

    def editable_by(self, user: "User | AnonymousUser") -> "ArticleQuerySet":
        """What someone may open on the editor's desk: everything or nothing."""
        return self if getattr(user, "is_editor", False) else self.none()

    def with_text(self) -> "ArticleQuerySet":
        """With the version that is read now, without the raw record that only editors open."""
        return self.select_related("current_version", "source", "series").defer(
            "current_version__raw", "current_version__lines"
        )


class Article(models.Model):
    """A text in the order of things: its address, where it came from, what it is part of.

    `import_key` is what makes importing the same thing twice no change. What a page did not
    prove stays empty: `source`, `author_name`, `published_on`, `category` and the series fields may
    be. `published_on` is the day its source gave; `opened_at` is when it was first open to readers
    here. `source_url` is where the original stands. `corrected` names the fields in which an editor
    said something else than the text proves: a next import leaves those alone.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    import_key = models.CharField(max_length=200, unique=True, null=True)
    status = models.CharField(max_length=12, choices=ArticleStatus, default=ArticleStatus.DRAFT)
    language = models.CharField(max_length=5, default="nl")
    source = models.ForeignKey(
        "articles.Source", on_delete=models.PROTECT, null=True, related_name="articles"
    )
    source_url = models.URLField(max_length=500, blank=True, default="")
    author_name = models.CharField(max_length=200, blank=True, default="")
    topics = models.ManyToManyField("articles.Topic", related_name="articles")
    category = models.CharField(max_length=120, blank=True, default="")
    published_on = models.DateField(null=True)
    source_comment_count = models.PositiveIntegerField(null=True)
    series = models.ForeignKey(
        "articles.Series", on_delete=models.PROTECT, null=True, related_name="articles"
    )
    series_part = models.PositiveSmallIntegerField(null=True)
    series_part_label = models.CharField(max_length=40, blank=True, default="")
    series_previous_label = models.CharField(max_length=40, blank=True, default="")
    series_next_label = models.CharField(max_length=40, blank=True, default="")
    current_version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    corrected = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)

    objects: ClassVar = ArticleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(current_version__isnull=False),
                name="article_published_has_text",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(opened_at__isnull=False),
                name="article_opened_when_public",
            ),
            models.CheckConstraint(
                condition=models.Q(series_part__isnull=True) | models.Q(series__isnull=False),
                name="article_part_of_a_series",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                models.F("created_at").desc(),
                models.F("id").desc(),
                name="article_newest_first",
                condition=models.Q(status="published"),
            )
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    @property
    def is_indexable(self) -> bool:
        """Whether search engines, feeds and preview cards may show it: only when it is open to readers
        and the rights to its text are known. Costs a query unless the source was fetched along."""
        if self.status != ArticleStatus.PUBLISHED or self.source is None:
            return False
        return self.source.rights in KNOWN_RIGHTS


class ArticleVersion(models.Model):
    """One immutable state of an article's text. A correction is a new version.

    `raw` is the file as it came, byte for byte, with its SHA-256 as 64 hex digits; only editors
    see it. `canonical_text` is what is published, title first: every offset counts Unicode code
    points in it. `blocks` cuts that text into title, lead, paragraphs, headings and footnotes
    (`blocks_format` says how they are written down). `lines` is the importer's record: every raw
    line with its class and the reason for it. `metadata` holds what was taken from the page, with
    the lines that prove it, and hints that prove nothing. `choices` are what an editor made of single
    lines (see `Intake`), `change_note` says to readers what is different from the version before.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    raw = models.BinaryField()
    raw_sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100, default="text/plain")
    file_name = models.CharField(max_length=200, blank=True, default="")
    title = models.CharField(max_length=300)
    lead = models.TextField(max_length=5_000, blank=True, default="")
    canonical_text = models.TextField(max_length=2_000_000)
    blocks = models.JSONField()
    blocks_format = models.PositiveSmallIntegerField()
    lines = models.JSONField()
    metadata = models.JSONField()
    choices = models.JSONField(default=list)
    change_note = models.CharField(max_length=300, blank=True, default="")
    word_count = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="version_numbered_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_from_one"),
            models.CheckConstraint(
                condition=models.Q(raw_sha256__regex=r"^[0-9a-f]{64}$"),
                name="version_sha256",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="version_is_immutable", operation=pgtrigger.Update)
        ]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"

    @property
    def reading_minutes(self) -> int:
        """Whole minutes, at least one, at 230 words a minute.

        238 words a minute is the mean for silent reading of non-fiction in English found by
        M. Brysbaert (2019, Journal of Memory and Language 109); Dutch words are longer.
        """
        return max(1, round(self.word_count / 230))
