"""Where texts come from and what they are part of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rights(models.TextChoices):
    """What the operator may do with the texts of a source. Unknown is the careful default."""

    OWN = "own", _("our own")
    PERMISSION = "permission", _("with permission")
    UNKNOWN = "unknown", _("unknown")


class Source(models.Model):
    """A site, channel or publisher, as its own pages name it."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    rights = models.CharField(max_length=12, choices=Rights, default=Rights.UNKNOWN)

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """A row of texts that belong together, of which some parts may not be here."""

    title = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title
