"""Bring a text in: a new article, or a new version of one that is here already."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from articles.actions.carry_passages import carry_passages
from articles.actions.index import index_article
from articles.actions.lock import hold_import_lock
from articles.actions.origin import place_in_series, series_called, source_called
from articles.actions.pictures import keep_pictures
from articles.actions.slugs import move_to_slug, slug_for
from articles.cleaning.draft import ArticleDraft
from articles.models import Article, ArticleVersion
from articles.models.article import ArticleStatus
from articles.models.source import Rights
from articles.reading.draft import version_of


@transaction.atomic
def import_article(
    *,
    draft: ArticleDraft,
    raw: bytes,
    import_key: str,
    file_name: str = "",
    media_type: str = "text/plain",
    rights: Rights = Rights.UNKNOWN,
    status: ArticleStatus = ArticleStatus.DRAFT,
    created_by: User | None = None,
    choices: Sequence[Mapping[str, Any]] = (),
    change_note: str = "",
    source_url: str = "",
) -> ArticleVersion:
    """Store what an importer read and return the version that holds it.

    `import_key` says which article it is. The same bytes as its current version, read the same
    way: nothing is written and that version comes back. Other bytes, or the same ones after an
    editor's choice made other text of them: a new immutable version, to which passages are
    carried where their place is certain (see `carry_passages`). The article then follows what the
    new text proves: title, source, date, place in a series.

    `rights` counts only for a source that is met for the first time, `status` only for a new
    article. `choices` are what an editor made of single lines, `change_note` what readers are told
    about this version; both are kept with it. Two imports at once give one result.
    Raises `ValueError` when `draft` was not read from `raw`.
    """
    if hashlib.sha256(raw).hexdigest() != draft.raw_sha256:
        raise ValueError("The draft was read from other bytes than these.")
    hold_import_lock()
    article = (
        Article.objects.select_for_update(of=("self",))
        .select_related("current_version")
        .defer("current_version__raw", "current_version__lines")
        .filter(import_key=import_key)
        .first()
    )
    if article is None:
        article = Article.objects.create(slug=slug_for(draft.title), import_key=import_key)
        article.status = status
        article.source_url = source_url or draft.metadata.source_url or ""
        if status != ArticleStatus.DRAFT:
            article.opened_at = article.created_at
    before = article.current_version
    if before is not None and _is_same(before, draft):
        return before
    version = _add_version(
        article,
        draft,
        raw,
        file_name=file_name,
        media_type=media_type,
        created_by=created_by,
        choices=list(choices),
        change_note=change_note,
    )
    keep_pictures(version=version, pictures=draft.pictures)
    if before is not None:
        if before.title != version.title:
            move_to_slug(article, version.title)
        carry_passages(before=before, after=version)
    _follow_draft(article, draft, rights)
    article.current_version = version
    article.save()
    index_article(article)
    return version


def _is_same(version: ArticleVersion, draft: ArticleDraft) -> bool:
    if (version.raw_sha256, version.canonical_text) != (draft.raw_sha256, draft.canonical_text):
        return False
    stored = draft.to_dict()
    return bool(version.blocks == stored["blocks"] and version.lines == stored["lines"])


def _add_version(
    article: Article,
    draft: ArticleDraft,
    raw: bytes,
    *,
    file_name: str,
    media_type: str,
    created_by: User | None,
    choices: list[Mapping[str, Any]],
    change_note: str,
) -> ArticleVersion:
    before = article.current_version
    version = version_of(draft)
    version.article = article
    version.number = before.number + 1 if before else 1
    version.raw = raw
    version.media_type = media_type
    version.file_name = file_name
    version.choices = choices
    version.change_note = change_note
    version.created_by = created_by
    version.save()
    return version


def _follow_draft(article: Article, draft: ArticleDraft, rights: Rights) -> None:
    """Take over what the text proves about itself; what it does not prove becomes empty.

    What an editor corrected stays as the editor left it (`correct_facts`).
    """
    found = draft.metadata
    values = {
        "author_name": (found.author_name or "")[:200],
        "published_on": found.published_on,
        "category": (found.category or "")[:120],
        "language": found.language or "nl",
    }
    for name, value in values.items():
        if name not in article.corrected:
            setattr(article, name, value)
    article.source_comment_count = found.source_comment_count
    if "source" not in article.corrected:
        article.source = source_called(found.source_name, rights=rights)
    if "series" not in article.corrected:
        place_in_series(article, series_called(found.series.title), found.series)
