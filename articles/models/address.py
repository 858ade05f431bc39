"""Addresses that must keep working: former ones of an article, and those of the site it came from."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class ArticleSlug(models.Model):
    """An address an article once had. It redirects for ever and is never given to another."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="old_slugs"
    )
    slug = models.SlugField(max_length=120, unique=True)
    until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.slug


class OldAddress(models.Model):
    """A path, with its query if that named the page, at which another site had this article.

    When the operator lets the old domain point here, the path redirects to the article.
    `path` begins with a slash: "/2015/03/wij-of-zij/", "/?p=4".
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="old_addresses"
    )
    path = models.CharField(max_length=500, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(path__startswith="/"), name="old_address_is_a_path"
            )
        ]

    def __str__(self) -> str:
        return self.path
