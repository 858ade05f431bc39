"""Telling people: a message in their inbox and a mail, both in the caller's transaction."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.mail import queue_mail
from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Decision, Move, Notification
from discussions.models.notification import NotificationKind, NotificationQuerySet

# What makes one message of several notifications, next to being read at the same moment.
MESSAGE_KEY = ("kind", "decision", "article", "comment__thread")


def tell(
    *, person: User, kind: NotificationKind, decision: Decision, subject: str, body: str
) -> Notification:
    """Tell somebody what was decided, once for each kind, in their inbox and by mail.

    Who left has no address any more; who was suspended still hears what was decided.
    """
    message, _created = Notification.objects.get_or_create(
        person=person, kind=kind, decision=decision
    )
    if person.anonymised_at is None:
        queue_mail(
            person=person,
            address=person.email,
            kind=kind,
            key=_occasion(kind, decision, person),
            subject=subject,
            body_text=body,
        )
    return message


def tell_moved(*, move: Move) -> None:
    """Tell whose comment it is that moderators moved it, and why: in their inbox and by mail, as of a decision.

    Nobody is told of an act of their own, or when they left.
    """
    author = move.comment.author
    if author is None or author.pk == move.moved_by_id or author.anonymised_at is not None:
        return
    Notification.objects.update_or_create(
        person=author,
        comment=move.comment,
        defaults={
            "kind": NotificationKind.MOVED,
            "created_at": move.moved_at,
            "read_at": None,
            "mail": None,
        },
    )
    address = settings.PUBLIC_URL + move.comment.get_absolute_url()
    with override(author.language):
        words = _(
            "Dear %(name)s,\n\nThe editors moved your comment, with the answers to it, to another discussion "
            "of the same article.\n\nWhy: %(reason)s\n\nYour words are as they were, and links to them keep "
            "working:\n%(url)s\n"
        ) % {"name": author.display_name, "reason": move.reason, "url": address}
        queue_mail(
            person=author,
            address=author.email,
            kind=NotificationKind.MOVED,
            key=f"move-{move.pk}",
            subject=_("Your comment was moved"),
            body_text=words,
        )


def unread_count(person: User | AnonymousUser) -> int:
    """How many messages wait for this person: one query on a partial index, none for visitors; a second one where
    something waits.

    What happened in one discussion is one message.
    """
    if not person.is_authenticated:
        return 0
    # Nearly always nothing waits, and what somebody may read of what does takes long to ask.
    if not Notification.objects.filter(person=person.pk).unread().exists():
        return 0
    waiting = Notification.objects.visible_to(person).unread()
    return int(waiting.values(*MESSAGE_KEY).distinct().count())


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
    """Everything they were told until now. One statement."""
    Notification.objects.filter(person=person).unread().update(read_at=timezone.now())


def _together(message: Notification) -> NotificationQuerySet:
    same = Notification.objects.filter(person=message.person_id, kind=message.kind)
    if message.comment is None:
        return same.filter(pk=message.pk)
    return same.filter(comment__thread=message.comment.thread_id)


def _occasion(kind: NotificationKind, decision: Decision, person: User) -> str:
    if kind == NotificationKind.DECISION_ON_YOURS:
        return f"decision-{decision.pk}-author"
    return f"decision-{decision.pk}-reporter-{person.pk}"
