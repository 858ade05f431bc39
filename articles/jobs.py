"""Jobs about articles: their passages, and reading feeds."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.actions.carry_passages import recompute_passages
from articles.actions.fetch_feed import due_feeds, fetch_feed
from articles.models import ArticleVersion


@app.task(name="articles.recompute_passages", queue="articles")
def recompute_version(version_id: int) -> int:
    """Look again for the undecided passages of one version; safe to run twice, for it gives the same."""
    version = ArticleVersion.objects.defer("raw", "lines").filter(pk=version_id).first()
    return recompute_passages(version=version) if version is not None else 0


@app.periodic(cron="23 * * * *")
@app.task(name="articles.fetch_due_feeds", queueing_lock="fetch_due_feeds")
def fetch_due_feeds(timestamp: int) -> None:
    """Every hour: a job for each feed that is on and has rested. Safe to run twice."""
    for feed_id in due_feeds().values_list("pk", flat=True):
        try:
            with transaction.atomic():
                fetch_one_feed.configure(queueing_lock=f"feed-{feed_id}").defer(feed_id=feed_id)
        except AlreadyEnqueued:
            continue


@app.task(name="articles.fetch_feed", queue="feeds")
def fetch_one_feed(feed_id: int) -> None:
    """Fetch one feed, if it is still due. How it went stands with the feed."""
    feed = due_feeds().select_related("source").filter(pk=feed_id).first()
    if feed is not None:
        fetch_feed(feed=feed)
