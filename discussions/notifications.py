"""Telling people: a message in their inbox and a mail, both in the caller's transaction."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from accounts.mail import cancel_mail, queue_mail
from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Decision, Notification
from discussions.models.notification import NotificationKind, NotificationQuerySet

# What makes one message of several notifications, next to being read at the same moment.
MESSAGE_KEY = ("kind", "decision", "article", "terms_version", "comment__thread")
_SOMEBODY = 2**53  # stands in a statement where the key of a person comes


def tell(
    *,
    person: User,
    kind: NotificationKind,
    decision: Decision,
    subject: str,
    body: str,
    wait: timedelta = timedelta(0),
) -> Notification:
    """Tell somebody what was decided, once for each kind, in their inbox and by mail, both after `wait`.

    Who left has no address any more; who was suspended still hears what was decided.
    """
    message, _created = Notification.objects.get_or_create(
        person=person,
        kind=kind,
        decision=decision,
        # By the clock of the database, which is the one that shows it.
        defaults={"created_at": decision.created_at + wait},
    )
    if person.anonymised_at is None:
        queue_mail(
            person=person,
            address=person.email,
            kind=kind,
            key=_occasion(kind, decision, person),
            subject=subject,
            body_text=body,
            wait=wait,
        )
    return message


def take_back_letters(*, decision: Decision) -> bool:
    """Take back every letter of this decision, unless its time to undo is over or one of them left already; whether
    that went. In the caller's transaction."""
    if timezone.now() >= decision.created_at + settings.LETTERS_WAIT:
        return False
    if not cancel_mail(keys_begin=f"decision-{decision.pk}-", because="undone"):
        return False
    Notification.objects.filter(decision=decision).delete()
    return True


def unread_count(person: User | AnonymousUser) -> int:
    """How many messages wait for this person: one query on a partial index, none for visitors.

    What happened in one discussion is one message.
    """
    if not isinstance(person, User):
        return 0
    statement, values = _unread_statement(tuple(sorted(person.roles)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [person.pk if one == _SOMEBODY else one for one in values])
        return int(cursor.fetchone()[0])


@lru_cache
def _unread_statement(roles: tuple[str, ...]) -> tuple[str, Sequence[Any]]:
    """The statement for whoever has these roles. Every page of a member asks it, and writing it takes Django longer
    than answering it takes PostgreSQL."""
    somebody = User(pk=_SOMEBODY, roles=list(roles))
    waiting = Notification.objects.visible_to(somebody).unread()
    written, values = waiting.values(*MESSAGE_KEY).distinct().query.sql_with_params()
    return f"SELECT count(*) FROM ({written}) AS message", values  # noqa: S608  written by Django


def mark_read(*, message: Notification) -> Notification:
    """Remember when this message was first opened, with all that is one message with it. Opening it
    again changes nothing."""
    if message.read_at is None:
        message.read_at = timezone.now()
        _together(message).unread().update(read_at=message.read_at)
    return message


def mark_thread_read(*, person: User, thread_id: int) -> None:
    """Who opens a discussion has read what they were told about it. One statement, on every page a member opens."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE discussions_notification AS told SET read_at = %s FROM discussions_comment AS said"
            " WHERE told.person_id = %s AND told.read_at IS NULL"
            " AND said.id = told.comment_id AND said.thread_id = %s",
            [timezone.now(), person.pk, thread_id],
        )


def mark_comment_read(*, person: User, comment: Comment) -> None:
    """Who opens one comment at its own address has read that one. One statement."""
    news = Notification.objects.filter(person=person, comment=comment)
    news.unread().update(read_at=timezone.now())


def mark_article_read(*, person: User, article: Article) -> None:
    """Who opens an article has read that it came. One statement."""
    news = Notification.objects.filter(person=person, article=article)
    news.unread().update(read_at=timezone.now())


def mark_all_read(*, person: User) -> None:
    """Everything they were told until now; not the letter that may still be taken back. One statement."""
    now = timezone.now()
    told = Notification.objects.filter(person=person, created_at__lte=now)
    told.unread().update(read_at=now)


def _together(message: Notification) -> NotificationQuerySet:
    same = Notification.objects.filter(person=message.person_id, kind=message.kind)
    if message.comment is None:
        return same.filter(pk=message.pk)
    return same.filter(comment__thread=message.comment.thread_id)


def _occasion(kind: NotificationKind, decision: Decision, person: User) -> str:
    if kind == NotificationKind.DECISION_ON_YOURS:
        return f"decision-{decision.pk}-author"
    role = "appellant" if kind == NotificationKind.ANSWER_TO_APPEAL else "reporter"
    return f"decision-{decision.pk}-{role}-{person.pk}"
