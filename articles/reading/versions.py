"""The versions of an article, and what differs between two of them, as this reader may have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from articles.anchoring.difference import BlockChange, Change, blocks_differ, words_changed
from articles.models import Article, ArticleVersion
from articles.permissions import may_edit
from articles.reading.access import as_read_by
from articles.reading.page import blocks_of

# Each costs a comparison of two whole texts.
PAGE_SIZE = 10


@dataclass(frozen=True)
class VersionRow:
    """`added` and `removed` count words against the version before; None for the first one."""

    number: int
    created_at: datetime
    title: str
    note: str
    is_current: bool
    added: int | None
    removed: int | None
    difference_url: str


@dataclass(frozen=True)
class Stretch:
    """Blocks of the difference that belong together; what stayed is folded away."""

    folded: bool
    blocks: Sequence[BlockChange]


@dataclass(frozen=True)
class Difference:
    """`is_same`: not one word differs."""

    older: ArticleVersion
    newer: ArticleVersion
    stretches: Sequence[Stretch]
    added: int
    removed: int

    @property
    def is_same(self) -> bool:
        return all(stretch.folded for stretch in self.stretches)


def versions_open_to(viewer: User | AnonymousUser, article: Article) -> "QuerySet[ArticleVersion]":
    """Newest first, without the raw record. Readers do not get what was replaced before the article opened."""
    versions = article.versions.defer("raw", "lines").order_by("-number")
    if may_edit(viewer) or article.opened_at is None:
        return versions
    first = versions.filter(created_at__lte=article.opened_at).values("number")[:1]
    opened = Q(created_at__gt=article.opened_at) | Q(number__in=first)
    return versions.filter(opened)


def load_versions(
    viewer: User | AnonymousUser, article: Article, *, before: int | None = None
) -> tuple[list[VersionRow], str]:
    """Ten versions and the address of the next page or ""; one query, and one comparison each."""
    versions = versions_open_to(viewer, article)
    if before is not None:
        versions = versions.filter(number__lt=before)
    found = list(versions[: PAGE_SIZE + 1])
    texts = [_blocks(as_read_by(viewer, article, version)) for version in found]
    rows = []
    for at, version in enumerate(found[:PAGE_SIZE]):
        former = found[at + 1] if at + 1 < len(found) else None
        added, removed = (
            words_changed(blocks_differ(texts[at + 1], texts[at])) if former else (None, None)
        )
        rows.append(
            VersionRow(
                number=version.number,
                created_at=version.created_at,
                title=version.title,
                note=version.change_note,
                is_current=version.pk == article.current_version_id,
                added=added,
                removed=removed,
                difference_url=difference_url(article, former, version) if former else "",
            )
        )
    if len(found) <= PAGE_SIZE:
        return rows, ""
    return rows, f"{reverse('versions', args=[article.slug])}?voor={rows[-1].number}"


def difference_url(article: Article, older: ArticleVersion, newer: ArticleVersion) -> str:
    return reverse("difference", args=[article.slug, older.number, newer.number])


def load_difference(
    viewer: User | AnonymousUser, article: Article, older: ArticleVersion, newer: ArticleVersion
) -> Difference:
    """What differs, in the part of the text that the viewer may read; asks the database nothing."""
    texts = [_blocks(as_read_by(viewer, article, version)) for version in (older, newer)]
    changes = blocks_differ(*texts)
    folded = (Change.SAME, Change.MOVED)
    stretches = [
        Stretch(is_folded, list(group))
        for is_folded, group in groupby(changes, key=lambda block: block.change in folded)
    ]
    added, removed = words_changed(changes)
    return Difference(older, newer, stretches, added, removed)


def _blocks(version: ArticleVersion) -> list[str]:
    text = version.canonical_text
    found = [text[block.start : block.end] for block in blocks_of(version)]
    return [block for block in found if block.strip()] or text.split("\n\n")
