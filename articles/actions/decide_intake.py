"""What an editor makes of a text that waits: its lines, and then whether it is published, kept or thrown away."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.actions.import_article import import_article
from articles.actions.publish import UnseenChanges, publish_article
from articles.cleaning.classes import PUBLISHED, LineClass
from articles.cleaning.draft import ArticleDraft
from articles.models import ArticleVersion, Intake
from articles.models.article import ArticleStatus
from articles.models.intake import IntakeStatus
from articles.reading.intake import has_changes, passages_of, read_intake, seen_mark

# What an editor makes of a line by pressing one button; the finer classes are in a list beside it.
SHOWN_AS = LineClass.BODY
HIDDEN_AS = LineClass.WIDGET


class IntakeClosed(Exception):
    """Somebody decided about it meanwhile. `intake` is as it is now."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake.status)
        self.intake = intake


class IntakeChanged(Exception):
    """Lines were chosen differently since the page was opened that this decision came from."""


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
        publish_article(article=made, saw_changes=True)  # looked at above
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
