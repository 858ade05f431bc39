"""Telling people that somebody wrote, or that a part of a series came: in sets, in a job, once.

`tell_later` and the publishing of an article write a job in their own transaction; the job calls
`tell_about_comment` and `tell_about_article`. Both may run twice, also at the same moment.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article, Follow
from articles.models.article import ArticleStatus
from discussions.actions.recipients import may_be_told
from discussions.models import Comment, MailChoice, Mention, Pace
from discussions.models.notification import NotificationKind

log = logging.getLogger(__name__)

CHUNK = 500
# Whoever does not read is told of this many comments of one discussion; more would say nothing new.
MOST_UNREAD = 20
TASK = "discussions.tell_about_comment"

# Who has what unread in this discussion, of what can still be read there.
_UNREAD_HERE = """
    SELECT count(*) FROM (
        SELECT 1 FROM discussions_notification AS earlier
        JOIN discussions_comment AS said ON said.id = earlier.comment_id
        WHERE earlier.person_id = person.id AND earlier.read_at IS NULL
          AND earlier.kind = %(kind)s AND said.thread_id = %(thread)s
          AND said.status = 'published' AND said.withdrawn_at IS NULL
        LIMIT %(most_unread)s
    ) AS unread_here
"""

# One statement for a whole chunk. Whoever wants a mail at once gets a row in the outbox; whoever wants
# none, or has an unread message about this discussion already, gets a row that says so.
_TELL = """
    WITH told AS MATERIALIZED (
        SELECT person.id AS person_id,
               coalesce(choice.{kind}, {default}) AS pace,
               ({unread}) AS unread
        FROM accounts_user AS person
        LEFT JOIN discussions_mailchoice AS choice ON choice.person_id = person.id
        WHERE person.id = ANY(%(people)s)
          AND NOT EXISTS (
              SELECT 1 FROM discussions_notification AS earlier
              WHERE earlier.person_id = person.id AND earlier.{about}_id = %(about)s
          )
    ), mailed AS (
        INSERT INTO discussions_newsmail (
            person_id, pace, key, created_at, due_at, attempts, lost, delayed_by, not_sent_because
        )
        SELECT person_id, pace, %(kind)s || '-' || %(about)s::text || '-' || person_id::text,
               %(now)s, %(due)s, 0, 0, '',
               CASE WHEN pace = 'never' THEN 'chose_never'
                    WHEN unread > 0 THEN 'joined_earlier' ELSE '' END
        FROM told WHERE pace IN ('now', 'never') AND unread < %(most_unread)s
        ON CONFLICT (key) DO NOTHING
        RETURNING id, person_id
    )
    INSERT INTO discussions_notification (person_id, kind, {about}_id, mail_id, created_at)
    SELECT told.person_id, %(kind)s, %(about)s, mailed.id, %(now)s
    FROM told LEFT JOIN mailed ON mailed.person_id = told.person_id
    WHERE told.unread < %(most_unread)s
    ON CONFLICT DO NOTHING
"""


def tell_later(comment: Comment, *, wait: timedelta = timedelta(0)) -> None:
    """Have people told about this comment, soon after the surrounding transaction commits, or `wait` after that."""
    schedule = {"seconds": int(wait.total_seconds())} if wait else None
    app.configure_task(TASK, schedule_in=schedule).defer(comment_id=comment.pk)


def tell_nobody(comment: Comment) -> bool:
    """Call off the job that would tell about this comment; False when it runs already, or ran. In the caller's
    transaction: who looks for work meanwhile passes it by."""
    waiting = ProcrastinateJob.objects.filter(
        task_name=TASK, args={"comment_id": comment.pk}, status="todo"
    )
    keys = list(waiting.values_list("pk", flat=True))
    jobs = app.job_manager
    return bool(keys) and all(jobs.cancel_job_by_id(key, delete_job=True) for key in keys)


def tell_about_comment(*, comment: Comment) -> None:
    """Tell whom it answers, then whom it mentions, then who follows. Nobody hears of one comment twice.

    A comment that cannot be read (any more) is told to nobody. What goes wrong with one person does not
    keep it from the others.
    """
    if not comment.is_readable:
        return
    for kind, people in (
        (NotificationKind.ANSWER, _answered(comment)),
        (NotificationKind.MENTION, _mentioned(comment)),
    ):
        if people:
            _tell_chunk(kind, people, comment=comment)
    thread = comment.thread
    followers = Follow.objects.filter(article=thread.article_id, claim=thread.claim_id)
    for people in _by_key(followers):
        _tell_chunk(NotificationKind.FOLLOWED, people, comment=comment)


def tell_about_article(*, article: Article) -> None:
    """Tell who follows the series that this article is a part of, if readers can open it."""
    if article.series_id is None or article.status != ArticleStatus.PUBLISHED:
        return
    for people in _by_key(Follow.objects.filter(series=article.series_id)):
        _tell_chunk(NotificationKind.NEW_PART, people, article=article)


def _answered(comment: Comment) -> list[int]:
    """Whose comment it answers, unless they do not want to hear of answers."""
    author_id = comment.parent.author_id if comment.parent else None
    if author_id is None:
        return []
    if MailChoice.objects.filter(person=author_id, answers=False).exists():
        return []
    return [author_id]


def _mentioned(comment: Comment) -> list[int]:
    return list(Mention.objects.filter(comment=comment).values_list("person", flat=True))


def _by_key(follows: Any) -> Iterator[list[int]]:
    """Who follows, some hundreds at a time; each time one query, whatever was before."""
    last = 0
    while True:
        rows = list(follows.filter(pk__gt=last).order_by("pk").values_list("pk", "person")[:CHUNK])
        if rows:
            yield [person for _key, person in rows]
        if len(rows) < CHUNK:
            return
        last = rows[-1][0]


def _tell_chunk(
    kind: NotificationKind,
    people: list[int],
    *,
    comment: Comment | None = None,
    article: Article | None = None,
) -> None:
    """All at once; when that fails one by one, so that one row that cannot be written stops nobody else."""

    def told(some: list[int]) -> None:
        _tell(kind, some, comment=comment, article=article)

    try:
        _alone(told, people)
    except DatabaseError:
        for person in people:
            try:
                _alone(told, [person])
            except DatabaseError:
                log.exception("person %s could not be told (%s)", person, kind)


def _alone(verb: Callable[[list[int]], None], people: list[int]) -> None:
    with transaction.atomic():
        verb(people)


def _tell(
    kind: NotificationKind, people: list[int], *, comment: Comment | None, article: Article | None
) -> None:
    about = comment or article
    assert about is not None
    now = timezone.now()
    values: dict[str, Any] = {
        "kind": kind.value,
        "people": may_be_told(people, comment.author_id if comment else None),
        "about": about.pk,
        "thread": comment.thread_id if comment else None,
        "most_unread": MOST_UNREAD,
        "now": now,
        "due": now + settings.NEWS_MAIL_WAIT,
    }
    default = getattr(MailChoice(), kind.value)
    statement = _TELL.format(
        kind=kind.value,
        default=f"'{Pace(default).value}'",
        about="comment" if comment else "article",
        unread=_UNREAD_HERE if comment else "SELECT 0",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
