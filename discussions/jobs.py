"""Jobs of discussions: whole exports, and what goes away in time."""

from procrastinate.contrib.django import app

from discussions.actions.claim_imported import forget_expired_keys


@app.periodic(cron="17 3 * * *")
@app.task(name="discussions.forget_expired_keys", queueing_lock="forget_expired_keys")
def forget_keys(timestamp: int) -> None:
    """Every night: wipe the keys of imported names whose year is over. Safe to run twice."""
    forget_expired_keys()
