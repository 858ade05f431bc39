"""One file of many, brought in without an editor looking on."""

import hashlib
from contextlib import suppress

from django.db import transaction

from articles.actions.import_article import import_article
from articles.actions.intake import MEDIA_TYPES
from articles.actions.lock import hold_import_lock
from articles.actions.next_version import Brought, Outcome, bring_next_version
from articles.actions.origin import source_called
from articles.actions.publish import UnseenChanges, publish_article
from articles.importers.kinds import SourceKind
from articles.models import Article
from articles.models.article import ArticleStatus
from articles.models.source import Rights
from articles.reading.intake import read_one, version_with


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

    The bytes of any article's current version change nothing. A next version may be held for an editor,
    see `bring_next_version`.
    `publish` opens a new article, and one that was a draft unless its passages
    have other words now: those are for an editor to see first. Without it a new one is a draft.
    `source_name` goes before what the text says. Raises `UnreadableSource`.
    """
    hold_import_lock()
    same = version_with(hashlib.sha256(raw).hexdigest(), None)
    if same is not None:
        _open(same.article, publish)
        return Brought(same, Outcome.SAME)
    article = (
        Article.objects.select_related("current_version").filter(import_key=import_key).first()
    )
    if article is not None and article.current_version is not None:
        brought = bring_next_version(article=article, kind=kind, raw=raw, file_name=file_name)
        if brought.outcome is Outcome.HELD:
            return brought
    else:
        version = import_article(
            draft=read_one(kind, raw, name=file_name),
            raw=raw,
            import_key=import_key,
            file_name=file_name[:200],
            media_type=MEDIA_TYPES[kind],
        )
        brought = Brought(version, Outcome.NEW)
    made = brought.version.article
    if source_name:
        made.source = source_called(source_name, rights=Rights.UNKNOWN)
        made.corrected = sorted({*made.corrected, "source"})
        made.save(update_fields=["source", "corrected"])
    _open(made, publish)
    return brought


def _open(article: Article, publish: bool) -> None:
    if publish and article.status == ArticleStatus.DRAFT:
        with suppress(UnseenChanges):
            publish_article(article=article)
