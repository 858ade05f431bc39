"""A text on its way in: taken in, read at once, and kept until an editor decides."""

import hashlib
import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.actions.lock import hold_import_lock
from articles.cleaning.choices import carried, stored
from articles.importers.export import EXPORTS, survey_export, without_network_addresses
from articles.importers.kinds import ONE_ARTICLE, SourceKind
from articles.models import Article, ArticleVersion, Intake, Source
from articles.models.intake import IntakeStatus
from articles.reading.intake import (
    PASTED,
    read_intake,
    version_with,
)

# Thrown away texts can be taken back for so long; then their words are wiped.
KEEP_DISCARDED = timedelta(days=30)


class NothingNew(Exception):
    """The same bytes are the current version of an article already; `article` is that one."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.slug)
        self.article = article


@transaction.atomic
def begin_intake(
    *,
    kind: SourceKind,
    raw: bytes,
    created_by: User | None,
    file_name: str = "",
    media_type: str = "text/plain",
    source_url: str = "",
    source: Source | None = None,
    article: Article | None = None,
    attachments: bytes | None = None,
    choices: list[dict[str, Any]] | None = None,
) -> Intake:
    """Take a file or a pasted text in for an editor to look at. Nothing of it is public.

    `article` is the one this is a new version of. Without `choices` those of its current version are
    found again in the new text. The same bytes that wait already for the same article: that intake
    comes back. An export is kept without the IP addresses in it. It is read at once: raises
    `UnreadableSource`, and `NothingNew` when these bytes are the current version of an article and
    no choices were given.
    """
    hold_import_lock()
    if kind in EXPORTS:
        raw = without_network_addresses(raw)
        survey_export(kind, io.BytesIO(raw), size=len(raw), name=file_name or PASTED)
    digest = hashlib.sha256(raw).hexdigest()
    if choices is None and kind in ONE_ARTICLE:
        known = version_with(digest, article)
        if known is not None:
            raise NothingNew(known.article)
    waiting = Intake.objects.waiting().filter(raw_sha256=digest, kind=kind, article=article)
    if (same := waiting.order_by("pk").first()) is not None:
        return same
    _forget_discarded()
    intake = Intake(
        kind=kind,
        raw=raw,
        raw_sha256=digest,
        file_name=file_name[:200],
        media_type=media_type[:100],
        source_url=source_url,
        source=source,
        article=article,
        attachments=attachments,
        choices=choices or [],
        created_by=created_by,
    )
    if kind in ONE_ARTICLE:
        if choices is None and article is not None and article.current_version is not None:
            _find_choices_again(intake, article.current_version)
        intake.title = read_intake(intake).title[:300]
    intake.save()
    return intake


def reread_article(*, article: Article, editor: User) -> Intake:
    """Open the text of the current version again, with the choices it was published with."""
    version = article.current_version
    assert version is not None
    earlier = article.intakes.filter(kind__in=ONE_ARTICLE).order_by("-pk").first()
    return begin_intake(
        kind=SourceKind(earlier.kind) if earlier else kind_of_media(version.media_type),
        raw=bytes(version.raw),
        created_by=editor,
        file_name=version.file_name,
        media_type=version.media_type,
        source_url=article.source_url,
        article=article,
        choices=list(version.choices),
    )


def kind_of_media(media_type: str) -> SourceKind:
    """The kind of source a version was read from, by its media type."""
    return _KINDS.get(media_type, SourceKind.TEXT)


MEDIA_TYPES: Mapping[SourceKind, str] = {
    SourceKind.TEXT: "text/plain",
    SourceKind.HTML: "text/html",
    SourceKind.MARKDOWN: "text/markdown",
    SourceKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    SourceKind.WORDPRESS: "application/xml",
    SourceKind.DISQUS: "application/xml",
    SourceKind.FEED: "application/atom+xml",
}
_KINDS = {MEDIA_TYPES[kind]: kind for kind in ONE_ARTICLE}


def _forget_discarded() -> None:
    """Wipe what was thrown away long ago: it may hold personal data that nobody needs."""
    Intake.objects.filter(
        status=IntakeStatus.DISCARDED, finished_at__lt=timezone.now() - KEEP_DISCARDED
    ).exclude(raw=b"").update(raw=b"", attachments=None, choices=[], title="", file_name="")


def _find_choices_again(intake: Intake, version: ArticleVersion) -> None:
    """The choices of the version before, on the lines that say the same; what is lost goes into the report."""
    draft = read_intake(intake)
    again = carried(draft.lines, version.choices)
    intake.choices = stored(again.applied, draft)
    intake.report = [{"what": "choice", "reason": lost.reason} for lost in again.lost]
