"""Addresses of articles: readable, unique, and never taken from the article that once had them."""

import re

from django.utils.text import slugify

from articles.models import Article, ArticleSlug

_LONGEST = 80
# Words of our own addresses on the editors' desk: an article or a source called so would hide a page.
RESERVED = frozenset(
    {
        *("bronnen", "invoer", "invoeren", "voorstellen"),
        *("gegevens", "opnieuw", "passages", "publiceren", "regels", "stellingen"),
        *("terugtrekken", "terugzetten"),
    }
)
_WITHOUT_LETTERS = "artikel"
# Signs that stand between words; slugify would drop them and join the words.
_BETWEEN_WORDS = re.compile(r"[&/+|:–—…]")


def readable_slug(text: str, *, longest: int = _LONGEST, otherwise: str = _WITHOUT_LETTERS) -> str:
    """ASCII words with hyphens, at most `longest` characters, cut between words; never empty."""
    return _cut(slugify(_BETWEEN_WORDS.sub(" ", text)), longest) or otherwise


def slug_for(title: str, *, article: Article | None = None) -> str:
    """A free slug of at most 80 ASCII characters, cut between words; never one of `RESERVED`.

    A former address of `article` itself counts as free; one of another article never does.
    Must run under the import lock.
    """
    base = readable_slug(title)
    candidate, number = base, 1
    while _is_taken(candidate, article):
        number += 1
        ending = f"-{number}"
        candidate = _cut(base, _LONGEST - len(ending)) + ending
    return candidate


def move_to_slug(article: Article, title: str) -> None:
    """Give `article` the address of its new title; the old one redirects from now on.

    Does nothing when both titles make the same address. Does not save the article.
    """
    slug = slug_for(title, article=article)
    if slug == article.slug:
        return
    ArticleSlug.objects.filter(article=article, slug=slug).delete()
    ArticleSlug.objects.create(article=article, slug=article.slug)
    article.slug = slug


def _is_taken(slug: str, article: Article | None) -> bool:
    if slug in RESERVED:
        return True
    current = Article.objects.filter(slug=slug)
    former = ArticleSlug.objects.filter(slug=slug)
    if article is not None:
        current, former = current.exclude(pk=article.pk), former.exclude(article=article)
    return current.exists() or former.exists()


def _cut(slug: str, longest: int) -> str:
    """At most `longest` characters, in whole words where the first word allows it."""
    if len(slug) <= longest:
        return slug.strip("-_")
    whole_words = slug[: longest + 1].rpartition("-")[0]
    return (whole_words or slug[:longest]).strip("-_")
