"""Bringing in a whole export: articles, their topics, pictures, old addresses and comments.

All or nothing. Everything is written in one transaction; only the progress goes by a connection of
its own, so that a page can show it. Whatever breaks, also a killed worker, leaves nothing.
"""

from django.db import transaction
from django.utils import timezone

from articles.actions.lock import hold_import_lock
from articles.importers.attachments import Attachments
from articles.importers.errors import UnreadableSource
from articles.importers.export import read_export, survey_export
from articles.importers.foreign import ForeignArticle, ForeignPicture, LeftOut, Why, grouped
from articles.importers.kinds import SourceKind
from articles.models import Intake
from articles.models.intake import IntakeStatus
from discussions.actions.export_parts import Tally, bring_article, bring_thread
from discussions.actions.intake_progress import IntakeFile, Progress, hold_at_work

MOST_LINES = 2_000  # of the report
_INTERRUPTED = "Het importeren is door een fout afgebroken. Er is niets overgenomen; je kunt het opnieuw proberen."


def import_export(*, intake: Intake, publish: bool) -> Intake:
    """Bring in what is in this export, and say in its report what came in and what stayed behind.

    Articles that were public there are published if `publish`, all others become drafts. Running it
    again changes nothing; of two at once the second finds it done. A file that cannot be read leaves
    the intake failed, with the sentence that says why; any other error does so too and is raised.
    """
    try:
        with transaction.atomic():
            hold_import_lock()
            hold_at_work(intake)
            found = Intake.objects.defer("raw", "attachments").get(pk=intake.pk)
            if found.status == IntakeStatus.RUNNING:
                with Progress(found) as progress:
                    _bring_all(found, publish=publish, progress=progress)
            return found
    except UnreadableSource as refusal:
        return _failed(intake, refusal.reason)
    except Exception:
        _failed(intake, _INTERRUPTED)
        raise


def _bring_all(intake: Intake, *, publish: bool, progress: Progress) -> None:
    kind, name = SourceKind(intake.kind), intake.file_name or "De export"
    source = IntakeFile(intake)
    survey = survey_export(kind, source, size=source.size, name=name)
    progress.total = survey.steps
    progress.write()
    zipped = Intake.objects.values_list("attachments", flat=True).get(pk=intake.pk)
    attachments = Attachments(bytes(zipped) if zipped else None)
    tally, loose = Tally(), []
    source.seek(0)
    for found in read_export(kind, source, size=source.size, name=name):
        if isinstance(found, ForeignPicture):
            # One that no text names as its own comes along only where a text shows it.
            if found.key not in survey.pictures:
                loose.append(LeftOut(found.title, Why.NO_ARTICLE))
            continue
        if isinstance(found, LeftOut):
            loose.append(found)
            continue
        if isinstance(found, ForeignArticle):
            bring_article(
                found,
                picture=survey.pictures.get(found.picture_key),
                intake=intake,
                publish=publish,
                attachments=attachments,
                tally=tally,
            )
        else:
            bring_thread(found, tally=tally)
        progress.done += 1 + len(found.comments)
        progress.write_now_and_then()
    tally.lines += grouped(loose, under="")
    intake.status = IntakeStatus.DONE
    intake.report = [tally.summary(), *tally.lines][:MOST_LINES]
    intake.progress_done = intake.progress_total = survey.steps
    intake.finished_at = timezone.now()
    # The file holds addresses of people who know nothing of this site.
    Intake.objects.filter(pk=intake.pk).update(raw=b"", attachments=None)
    intake.save(
        update_fields=["status", "report", "progress_done", "progress_total", "finished_at"]
    )


@transaction.atomic
def _failed(intake: Intake, reason: str) -> Intake:
    found = Intake.objects.select_for_update().defer("raw", "attachments").get(pk=intake.pk)
    if found.status == IntakeStatus.RUNNING:
        found.status = IntakeStatus.FAILED
        found.failure = reason[:500]
        found.progress_done = 0
        found.finished_at = timezone.now()
        found.save(update_fields=["status", "failure", "progress_done", "finished_at"])
    return found
