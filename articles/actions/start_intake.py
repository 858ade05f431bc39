"""Handing an export to the worker."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from articles.importers.export import EXPORTS
from articles.importers.kinds import SourceKind
from articles.models import Intake
from articles.models.intake import IntakeStatus

# By name: the job lives in `discussions`, which may import us and not the other way round.
TASK = "discussions.import_export"
# First half of the key of the advisory lock that says a job is at this intake; the second is its number.
AT_WORK = 523_041


class CannotStart(Exception):
    """It was brought in, thrown away, or is being brought in now; or it holds a single article."""


@transaction.atomic
def start_intake_job(*, intake: Intake, publish: bool = False) -> Intake:
    """Let the worker bring in everything that is in this export; `publish` what was public there.

    One that failed may be started again, and one whose worker died too. The job is written in this
    transaction. Raises `CannotStart`.
    """
    found = Intake.objects.select_for_update().defer("raw", "attachments").get(pk=intake.pk)
    startable = {IntakeStatus.WAITING, IntakeStatus.FAILED}
    is_left_behind = found.status == IntakeStatus.RUNNING and not _is_at_work(found)
    if SourceKind(found.kind) not in EXPORTS or not (found.status in startable or is_left_behind):
        raise CannotStart(found.status)
    found.status = IntakeStatus.RUNNING
    found.failure, found.report = "", []
    found.progress_done = found.progress_total = 0
    found.finished_at = None
    found.save(
        update_fields=[
            *("status", "failure", "report", "progress_done", "progress_total", "finished_at")
        ]
    )
    app.configure_task(TASK).defer(intake_id=found.pk, publish=publish)
    return found


def _is_at_work(intake: Intake) -> bool:
    """Whether some job holds the lock of this intake; if none does, we hold it until we are done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [AT_WORK, intake.pk])
        (is_free,) = cursor.fetchone()
    return not is_free
