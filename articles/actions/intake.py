"""A text on its way in: begun, looked over line by line, and then published, kept or thrown away."""

import hashlib
import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.actions.import_article import import_article
from articles.actions.lock import hold_import_lock
from articles.actions.publish import publish_article
from articles.cleaning.choices import carried, stored
from articles.cleaning.classes import PUBLISHED, LineClass
from articles.cleaning.draft import ArticleDraft
from articles.importers.export import EXPORTS, survey_export, without_network_addresses
from articles.importers.kinds import ONE_ARTICLE, SourceKind
from articles.models import Article, ArticleVersion, Intake, Source
from articles.models.article import ArticleStatus
from articles.models.intake import IntakeStatus
from articles.reading.intake import (
    PASTED,
    has_changes,
    passages_of,
    read_intake,
    seen_mark,
    version_with,
)

# What an editor makes of a line by pressing one button; the finer classes are in a list beside it.
SHOWN_AS = LineClass.BODY
HIDDEN_AS = LineClass.WIDGET
# Thrown away texts can be taken back for so long; then their words are wiped.
KEEP_DISCARDED = timedelta(days=30)


class NothingNew(Exception):
    """The same bytes are the current version of an article already; `article` is that one."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.slug)
        self.article = article


class IntakeClosed(Exception):
    """Somebody decided about it meanwhile. `intake` is as it is now."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake.status)
        self.intake = intake


class IntakeChanged(Exception):
    """Lines were chosen differently since the page was opened that this decision came from."""


class UnseenChanges(Exception):
    """Passages would be drawn with other words than before, and the editor has not said to have seen them."""


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
    comes back. An export is kept without the IP addresses in it. It is read at once: raises `UnreadableSource`, and `NothingNew` when these bytes
    are the current version of an article and no choices were given.
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


@transaction.atomic
def choose_line(
    *,
    intake: Intake,
    number: int,
    is_published: bool | None = None,
    line_class: LineClass | None = None,
) -> tuple[ArticleDraft, ArticleDraft]:
    """Put a line on the page or take it off, or give it a class of its own; the drafts before and after.

    What the importer makes of the line by itself needs no choice and leaves none behind. Doing it twice
    is doing it once. Raises `IntakeClosed`; `UnreadableSource` when nothing would be left to publish,
    and then nothing is changed. A number without a line does nothing.
    """
    intake = _still_waiting(intake, to_look_over=True)
    before = read_intake(intake)
    line = next((line for line in before.lines if line.number == number), None)
    if line is None:
        return before, before
    others = [choice for choice in intake.choices if choice["line"] != number]
    intake.choices = others
    after = read_intake(intake)
    by_itself = next(line for line in after.lines if line.number == number).line_class
    wanted = line_class
    if wanted is None and (by_itself in PUBLISHED) is not is_published:
        wanted = SHOWN_AS if is_published else HIDDEN_AS
    if wanted is not None and wanted is not by_itself:
        intake.choices = [*others, {"line": number, "text": line.text, "class": wanted.value}]
        after = read_intake(intake)
    intake.title = after.title[:300]
    intake.save(update_fields=["choices", "title"])
    return before, after


@transaction.atomic
def publish_intake(
    *,
    intake: Intake,
    editor: User,
    seen: str,
    as_draft: bool = False,
    change_note: str = "",
    saw_changes: bool = False,
) -> ArticleVersion:
    """Make an article, or the next version of one, of what the preview showed.

    `seen` is `seen_mark` of the preview that was looked at. A new article is published unless
    `as_draft`; one that was a draft before is published now unless `as_draft`; the status of any other
    stays. Of two editors at once one wins: the other gets `IntakeClosed`, and nothing is made twice.
    Raises `IntakeChanged` when a colleague chose lines differently meanwhile, and `UnseenChanges` when
    passages changed and not `saw_changes`.
    """
    intake = _still_waiting(intake, to_look_over=True)
    if seen != seen_mark(intake):
        raise IntakeChanged
    draft = read_intake(intake)
    article = intake.article
    if has_changes(passages_of(intake, draft)) and not saw_changes:
        raise UnseenChanges
    if article is not None and article.import_key is None:
        article.import_key = f"intake:{intake.public_id}"
        article.save(update_fields=["import_key"])
    version = import_article(
        draft=draft,
        raw=bytes(intake.raw),
        import_key=article.import_key if article and article.import_key else _key(intake),
        file_name=intake.file_name,
        media_type=intake.media_type,
        created_by=editor,
        choices=intake.choices,
        change_note=change_note,
        source_url=intake.source_url,
    )
    made = version.article
    if intake.source is not None and made.source_id != intake.source_id:
        made.source = intake.source
        made.corrected = sorted({*made.corrected, "source"})
    if intake.source_url:
        made.source_url = intake.source_url
    made.save(update_fields=["source", "corrected", "source_url"])
    if made.status == ArticleStatus.DRAFT and not as_draft:
        publish_article(article=made)
    intake.status = IntakeStatus.DONE
    intake.article = made
    intake.title = version.title
    intake.raw = b""  # the version holds it now
    intake.finished_at = timezone.now()
    intake.save(update_fields=["status", "article", "title", "raw", "finished_at"])
    return version


@transaction.atomic
def discard_intake(*, intake: Intake) -> Intake:
    """Throw it away; for thirty days it can be taken back. Raises `IntakeClosed`."""
    intake = _still_waiting(intake, or_failed=True)
    intake.status = IntakeStatus.DISCARDED
    intake.finished_at = timezone.now()
    intake.save(update_fields=["status", "finished_at"])
    return intake


@transaction.atomic
def take_back_intake(*, intake: Intake) -> Intake:
    """Let a thrown away text wait again, if its words are still here. Raises `IntakeClosed`."""
    found = _locked(intake)
    if found.status != IntakeStatus.DISCARDED or not found.raw:
        raise IntakeClosed(found)
    found.status = IntakeStatus.FAILED if found.failure else IntakeStatus.WAITING
    found.finished_at = None
    found.save(update_fields=["status", "finished_at"])
    return found


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


def _key(intake: Intake) -> str:
    return f"intake:{intake.public_id}"


def _locked(intake: Intake) -> Intake:
    return (
        Intake.objects.select_for_update(of=("self",))
        .select_related("article", "source")
        .get(pk=intake.pk)
    )


def _still_waiting(
    intake: Intake, *, or_failed: bool = False, to_look_over: bool = False
) -> Intake:
    found = _locked(intake)
    open_to = {IntakeStatus.WAITING, IntakeStatus.FAILED} if or_failed else {IntakeStatus.WAITING}
    if found.status not in open_to or (to_look_over and not found.holds_one_article):
        raise IntakeClosed(found)
    return found


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
