"""The outbox: what is gathered for a digest, taken by one worker, and marked with how it ended."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.bounces import record_bounce
from accounts.models import User
from accounts.sending import Answer
from discussions.models import MailChoice, NewsMail, Notification, Pace

# Longer than a mail server may take; after it the worker counts as gone.
LEASE = timedelta(minutes=5)
# Waits of 2, 4, 8 … minutes, an hour at most: the last try falls about a day after the first.
MOST_ATTEMPTS = 28
# A worker that vanished may have sent it. Once more is a mail twice; again would be nagging.
MOST_LOST = 2
CHUNK = 500

_CHOSEN = """
    CASE note.kind
        WHEN 'answer' THEN coalesce(choice.answer, 'now')
        WHEN 'mention' THEN coalesce(choice.mention, 'now')
        WHEN 'followed' THEN coalesce(choice.followed, 'daily')
        WHEN 'new_part' THEN coalesce(choice.new_part, 'daily')
    END
"""

# One digest for each person who has something that waits for it; whatever was read meanwhile is judged
# when it goes.
_GATHER = f"""
    WITH waiting AS MATERIALIZED (
        SELECT note.id, note.person_id
        FROM discussions_notification AS note
        LEFT JOIN discussions_mailchoice AS choice ON choice.person_id = note.person_id
        WHERE note.mail_id IS NULL AND note.person_id > %(after)s
          AND note.kind IN ('answer', 'mention', 'followed', 'new_part')
          AND note.created_at > %(since)s AND ({_CHOSEN}) = %(pace)s
    ), people AS MATERIALIZED (
        SELECT DISTINCT person_id FROM waiting ORDER BY person_id LIMIT %(chunk)s
    ), made AS (
        INSERT INTO discussions_newsmail (
            person_id, pace, key, created_at, due_at, attempts, lost, delayed_by, not_sent_because
        )
        SELECT person_id, %(pace)s, %(pace)s || '-' || %(day)s || '-' || person_id::text,
               %(now)s, %(now)s, 0, 0, '', ''
        FROM people
        ON CONFLICT (key) DO NOTHING
        RETURNING id, person_id
    ), joined AS (
        UPDATE discussions_notification AS note SET mail_id = made.id
        FROM waiting JOIN made ON made.person_id = waiting.person_id
        WHERE note.id = waiting.id
    )
    SELECT max(person_id), count(*) FROM people
"""  # noqa: S608  nothing in it comes from outside

_TAKE = """
    UPDATE discussions_newsmail SET
        attempts = attempts + 1,
        lost = lost + CASE WHEN claimed_until IS NULL THEN 0 ELSE 1 END,
        claimed_until = %(until)s
    WHERE id = (
        SELECT id FROM discussions_newsmail
        WHERE sent_at IS NULL AND not_sent_because = ''
          AND due_at <= %(now)s AND (claimed_until IS NULL OR claimed_until <= %(now)s)
        ORDER BY due_at LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""


def gather(*, pace: Pace) -> None:
    """Put a digest in the outbox for everyone with news of this pace. Twice on one day is once."""
    now = timezone.now()
    values: dict[str, Any] = {
        "pace": pace.value,
        "now": now,
        # What a job that did not run for a while left over still goes; what is older is history.
        "since": now - timedelta(days=3 if pace == Pace.DAILY else 10),
        "day": timezone.localdate(now).isoformat(),
        "chunk": CHUNK,
    }
    after, count = 0, CHUNK
    while count == CHUNK:
        with connection.cursor() as cursor:
            cursor.execute(_GATHER, {**values, "after": after})
            after, count = cursor.fetchone()


def take_one() -> NewsMail | None:
    """The mail that waits longest, taken for five minutes; None when nothing is due.

    Committed before anything is sent, so that a worker that is killed leaves a trace. Two workers never
    take the same one.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"now": now, "until": now + LEASE})
        row = cursor.fetchone()
    return NewsMail.objects.select_related("person").get(pk=row[0]) if row else None


def is_lost(mail: NewsMail) -> bool:
    """Whether workers vanished with it too often to try once more."""
    return mail.lost >= MOST_LOST


@transaction.atomic
def mark_sent(*, mail: NewsMail) -> None:
    """The mail server took it."""
    _end(mail, sent_at=timezone.now())


@transaction.atomic
def mark_not_sent(*, mail: NewsMail, reason: str) -> None:
    """It will not go, for this reason (a code of `discussions.reading.mail_reasons`)."""
    _end(mail, not_sent_because=reason)


@transaction.atomic
def put_back(*, mail: NewsMail) -> None:
    """It was taken and nothing was tried: as if it had not been taken."""
    NewsMail.objects.filter(pk=mail.pk).update(claimed_until=None, attempts=mail.attempts - 1)


@transaction.atomic
def mark_answered(*, mail: NewsMail, address: str, answer: Answer) -> None:
    """What the mail server said: taken, refused for good, or not now. Bounces are counted."""
    gave_up = bool(answer.delay) and mail.attempts >= MOST_ATTEMPTS
    if answer.is_bounce and (answer.refusal or gave_up):
        record_bounce(
            person=mail.person,
            address=address,
            is_hard=answer.is_unknown,
            code=answer.refusal or answer.delay,
        )
    if gave_up:
        mark_not_sent(mail=mail, reason="gave_up")
    elif answer.refusal:
        mark_not_sent(mail=mail, reason=answer.refusal)
    elif answer.delay:
        wait = timedelta(minutes=min(2**mail.attempts, 60))
        NewsMail.objects.filter(pk=mail.pk).update(
            claimed_until=None, due_at=timezone.now() + wait, delayed_by=answer.delay[:60]
        )
    else:
        mark_sent(mail=mail)


def forget_old_news() -> None:
    """Remove what people were told longer ago than is kept, and the log of mail after 30 days."""
    now = timezone.now()
    # Of the terms one is told once: that row stays.
    news = Notification.objects.filter(decision=None, terms_version=None)
    news.filter(created_at__lte=now - settings.NEWS_KEPT).delete()
    NewsMail.objects.filter(created_at__lte=now - timedelta(days=30)).delete()


@transaction.atomic
def forget_person(*, person: User) -> None:
    """Remove everything that was only there to tell this person something. Decisions about their words
    stay: they belong to the log."""
    Notification.objects.filter(person=person, decision=None).delete()
    for rows in (
        person.news_mails,
        person.follows,
        person.mentions,
        person.bounces,
    ):
        rows.all().delete()
    MailChoice.objects.filter(person=person).delete()


def _end(mail: NewsMail, **values: object) -> None:
    NewsMail.objects.filter(pk=mail.pk).update(claimed_until=None, **values)
