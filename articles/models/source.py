"""Where texts come from and what they are part of."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Rights(models.TextChoices):
    """What the operator may do with the texts of a source. Unknown is the careful default."""

    OWN = "own", _("our own")
    PERMISSION = "permission", _("with permission")
    UNKNOWN = "unknown", _("unknown")


KNOWN_RIGHTS = (Rights.OWN, Rights.PERMISSION)


class Display(models.TextChoices):
    """How much of a text of this source a reader gets to see."""

    FULL = "full", _("the whole text")
    MEMBERS = "members", _("the whole text, for members only")
    EXCERPT = "excerpt", _("an excerpt, with a link to the source")


class SourceQuerySet(models.QuerySet["Source"]):
    def editable_by(self, user: "User | AnonymousUser") -> "SourceQuerySet":
        return self if getattr(user, "is_editor", False) else self.none()


class Source(models.Model):
    """A site, channel or publisher, as its own pages name it."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    rights = models.CharField(max_length=12, choices=Rights, default=Rights.UNKNOWN)
    display = models.CharField(max_length=12, choices=Display, default=Display.FULL)
    homepage = models.URLField(max_length=500, blank=True, default="")

    objects: ClassVar = SourceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def desk_url(self) -> str:
        """Where editors say what may be done with its texts."""
        return reverse("source", args=[self.slug])


class Series(models.Model):
    """A row of texts that belong together, of which some parts may not be here."""

    title = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """What articles are about, in the words of the editors."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """An Atom or RSS address of a source, fetched on a schedule. Off until someone turns it on.

    `etag` and `last_modified` are what its server said last time, to be sent back. `failure` is one
    Dutch sentence, empty when the last attempt went well.
    """

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="feed")
    url = models.URLField(max_length=500, unique=True)
    is_on = models.BooleanField(default=False)
    every_hours = models.PositiveSmallIntegerField(default=24)
    etag = models.CharField(max_length=200, blank=True, default="")
    last_modified = models.CharField(max_length=80, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(every_hours__gte=1, every_hours__lte=24 * 31),
                name="feed_rests_between",
            ),
            models.CheckConstraint(
                condition=models.Q(failed_at__isnull=True, failure="")
                | (models.Q(failed_at__isnull=False) & ~models.Q(failure="")),
                name="feed_failure_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.url
