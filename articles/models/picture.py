"""Pictures that came along with a text."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.urls import reverse

from articles.models.source import Display

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models.article import ArticleVersion

MEDIA_TYPES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: "User | AnonymousUser") -> "PictureQuerySet":
        """A picture is seen by whoever may read a text it stands in to its end."""
        if getattr(user, "is_editor", False):
            return self
        article = "uses__version__article__"
        allowed = [Display.FULL, *([Display.MEMBERS] if user.is_authenticated else [])]
        return self.filter(
            models.Q(**{f"{article}source__isnull": True})
            | models.Q(**{f"{article}source__display__in": allowed}),
            **{f"{article}status": "published"},
        ).distinct()

    def shown_in(self, version: "ArticleVersion") -> "PictureQuerySet":
        return self.filter(uses__version=version)


class Picture(models.Model):
    """One picture, made anew by us: without the place, camera or person its file may have named.

    `sha256` is that of `data`, as 64 hex digits; the same picture in two texts is one row.
    `width` and `height` are pixels.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()

    objects: ClassVar = PictureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="picture_sha256"
            ),
            models.CheckConstraint(
                condition=models.Q(media_type__in=list(MEDIA_TYPES)), name="picture_media_type"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256

    def get_absolute_url(self) -> str:
        return reverse("picture", args=[self.sha256, MEDIA_TYPES[self.media_type]])


class PictureUse(models.Model):
    """A picture stands in this version; where, with which words, is in the version's blocks."""

    version = models.ForeignKey(
        "articles.ArticleVersion", on_delete=models.CASCADE, related_name="picture_uses"
    )
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "picture"], name="picture_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.picture_id}"
