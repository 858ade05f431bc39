"""One file of many, brought in without an editor looking on."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from articles.actions.import_article import import_article
from articles.actions.intake import MEDIA_TYPES, begin_intake
from articles.actions.lock import hold_import_lock
from articles.actions.origin import source_called
from articles.actions.publish import UnseenChanges, publish_article
from articles.cleaning.choices import choices_for, stored
from articles.cleaning.draft import ArticleDraft
from articles.importers.kinds import SourceKind
from articles.models import Article, ArticleVersion
from articles.models.article import ArticleStatus
from articles.models.source import Rights
from articles.reading.intake import has_changes, read_one, version_with
from articles.reading.placing import preview_passages


class Outcome(StrEnum):
    NEW = "new"
    VERSION = "version"
    SAME = "same"
    HELD = "held"


@dataclass(frozen=True)
class Brought:
    """`version` is what stands there now: for one that is held, the version before it."""

    version: ArticleVersion
    outcome: Outcome


@transaction.atomic
def bring_file(
    *,
    raw: bytes,
    kind: SourceKind,
    import_key: str,
    file_name: str,
    publish: bool = False,
    source_name: str = "",
) -> Brought:
    """Bring in the text of one file; `import_key` says which article it is, whatever its text.

    The bytes of any article's current version change nothing. A next version gets the choices an editor
    made for the one before; one that would give passages of a public article other words is held: it
    waits as an intake for an editor, who must see them first.
    `publish` opens a new article, and one that was a draft unless its passages
    have other words now: those are for an editor to see first. Without it a new one is a draft.
    `source_name` goes before what the text says. Raises `UnreadableSource`.
    """
    hold_import_lock()
    same = version_with(hashlib.sha256(raw).hexdigest(), None)
    if same is not None:
        _open(same.article, publish)
        return Brought(same, Outcome.SAME)
    draft = read_one(kind, raw, name=file_name)
    article = (
        Article.objects.select_related("current_version").filter(import_key=import_key).first()
    )
    before = article.current_version if article else None
    choices = choices_for(draft.lines, before.choices) if before else {}
    if choices:
        draft = read_one(kind, raw, name=file_name, choices=choices)
    if before is not None and article is not None and _changes_for_readers(article, draft):
        begin_intake(
            kind=kind,
            raw=raw,
            created_by=None,
            file_name=file_name,
            media_type=MEDIA_TYPES[kind],
            article=article,
        )
        return Brought(before, Outcome.HELD)
    version = import_article(
        draft=draft,
        raw=raw,
        import_key=import_key,
        file_name=file_name[:200],
        media_type=MEDIA_TYPES[kind],
        choices=stored(choices, draft),
    )
    made = version.article
    if source_name:
        made.source = source_called(source_name, rights=Rights.UNKNOWN)
        made.corrected = sorted({*made.corrected, "source"})
        made.save(update_fields=["source", "corrected"])
    _open(made, publish)
    return Brought(version, Outcome.NEW if before is None else Outcome.VERSION)


def _changes_for_readers(article: Article, draft: ArticleDraft) -> bool:
    """Whether passages that everyone reads now would have other words."""
    before = article.current_version
    if before is None or article.status != ArticleStatus.PUBLISHED:
        return False
    return has_changes(preview_passages(before, draft.canonical_text))


def _open(article: Article, publish: bool) -> None:
    if publish and article.status == ArticleStatus.DRAFT:
        with suppress(UnseenChanges):
            publish_article(article=article)
