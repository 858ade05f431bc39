"""The next text of an article that is here already, brought in without an editor looking on: stored, or held."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from articles.actions.import_article import import_article
from articles.actions.intake import MEDIA_TYPES, begin_intake
from articles.actions.lock import hold_import_lock
from articles.cleaning.choices import carried, stored
from articles.cleaning.draft import ArticleDraft
from articles.importers.kinds import SourceKind
from articles.models import Article, ArticleVersion
from articles.models.article import ArticleStatus
from articles.reading.intake import PASTED, has_changes, read_one
from articles.reading.placing import preview_passages

HELD_WHY = "wacht op de redactie: een passage of een gekozen regel heeft er andere woorden"


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
def bring_next_version(
    *,
    article: Article,
    kind: SourceKind,
    raw: bytes,
    file_name: str = "",
    to_look_over: bool = False,
    created_by: User | None = None,
) -> Brought:
    """Make these bytes the next version of `article`, which has one and an import key.

    It gets the choices that an editor made for the version before. It is held, as an intake that waits
    for an editor, when it would give passages of a public article other words, when lines of a public
    article would lose their choice, and when it is `to_look_over`. The same bytes that wait already are
    not held twice; those of the version before change nothing. Raises `UnreadableSource`.
    """
    hold_import_lock()
    before = article.current_version
    assert before is not None
    assert article.import_key is not None
    if before.raw_sha256 == hashlib.sha256(raw).hexdigest():
        return Brought(before, Outcome.SAME)
    name = file_name or PASTED
    draft = read_one(kind, raw, name=name)
    again = carried(draft.lines, before.choices)
    if again.applied:
        draft = read_one(kind, raw, name=name, choices=again.applied)
    is_public = article.status == ArticleStatus.PUBLISHED
    if to_look_over or (is_public and (again.lost or _changes_passages(before, draft))):
        begin_intake(
            kind=kind,
            raw=raw,
            created_by=created_by,
            file_name=file_name,
            media_type=MEDIA_TYPES[kind],
            article=article,
        )
        return Brought(before, Outcome.HELD)
    version = import_article(
        draft=draft,
        raw=raw,
        import_key=article.import_key,
        file_name=file_name[:200],
        media_type=MEDIA_TYPES[kind],
        created_by=created_by,
        choices=stored(again.applied, draft),
    )
    return Brought(version, Outcome.VERSION)


def _changes_passages(before: ArticleVersion, draft: ArticleDraft) -> bool:
    """Whether passages that readers see now would have other words."""
    return has_changes(preview_passages(before, draft.canonical_text))
