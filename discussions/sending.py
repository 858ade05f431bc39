"""The worker of the outbox: takes what is due, judges it once more, sends it, says how it ended."""

import logging

from accounts.sending import Answer, hand_over
from discussions.actions.outbox import (
    is_lost,
    mark_answered,
    mark_not_sent,
    take_one,
)
from discussions.models import NewsMail, Notification
from discussions.reading.news_mail import compose, prepare

log = logging.getLogger(__name__)

MOST_IN_ONE_RUN = 500


def send_due() -> int:
    """Send what is due, and say how many were handled. Safe to run twice, also at the same moment.

    When the mail server itself is the trouble it stops: the rest would only wait for the same.
    """
    for handled in range(MOST_IN_ONE_RUN):
        mail = take_one()
        if mail is None:
            return handled
        answer = send_one(mail)
        if answer.delay and not answer.is_bounce:
            return handled + 1
    return MOST_IN_ONE_RUN


def send_one(mail: NewsMail) -> Answer:
    """Send a mail that was taken, or mark why not. A mail that cannot be made stops no other."""
    if is_lost(mail):
        mark_not_sent(mail=mail, reason="worker_died")
        return Answer()
    try:
        prepared = prepare(mail)
        message = None if prepared.reason else compose(mail, prepared.messages)
    except (ValueError, TypeError, LookupError, AttributeError):
        log.exception("mail %s could not be made", mail.pk)
        mark_not_sent(mail=mail, reason="bad_message")
        return Answer()
    if message is None:
        if prepared.reason == "chose_later":  # the next digest takes it along
            Notification.objects.filter(mail=mail).update(mail=None)
        mark_not_sent(mail=mail, reason=prepared.reason)
        return Answer()
    answer = hand_over(message)
    mark_answered(mail=mail, address=mail.person.email, answer=answer)
    return answer
