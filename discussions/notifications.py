"""Telling people: a message in their inbox and a mail, both in the caller's transaction."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.mail import queue_mail
from accounts.models import User
from discussions.models import Decision, Notification
from discussions.models.notification import NotificationKind


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


def unread_count(person: User | AnonymousUser) -> int:
    """How many messages wait for this person: one query on a partial index, none for visitors."""
    if not person.is_authenticated:
        return 0
    return int(Notification.objects.visible_to(person).unread().count())


def mark_read(*, message: Notification) -> Notification:
    """Remember when this message was first opened. Opening it again changes nothing."""
    if message.read_at is None:
        message.read_at = timezone.now()
        message.save(update_fields=["read_at"])
    return message


def _occasion(kind: NotificationKind, decision: Decision, person: User) -> str:
    if kind == NotificationKind.DECISION_ON_YOURS:
        return f"decision-{decision.pk}-author"
    return f"decision-{decision.pk}-reporter-{person.pk}"
