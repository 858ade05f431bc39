"""Jobs of discussions: whole exports, and what goes away in time."""

from procrastinate.contrib.django import app

from articles.models import Intake
from discussions.actions.claim_imported import forget_expired_keys
from discussions.actions.import_export import import_export


# `articles` starts it by this name (`articles.actions.start_intake`): it may not import us.
@app.task(name="discussions.import_export", queue="imports")
def import_export_job(intake_id: int, publish: bool) -> None:
    """Bring in a whole export. Safe to run twice, also at the same moment."""
    intake = Intake.objects.defer("raw", "attachments").filter(pk=intake_id).first()
    if intake is not None:
        import_export(intake=intake, publish=publish)


@app.periodic(cron="17 3 * * *")
@app.task(name="discussions.forget_expired_keys", queueing_lock="forget_expired_keys")
def forget_keys(timestamp: int) -> None:
    """Every night: wipe the keys of imported names whose year is over. Safe to run twice."""
    forget_expired_keys()
