"""Jobs about people: delivering their mail."""

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.bounces import record_bounce
from accounts.models import Mail
from accounts.sending import hand_over, letter

# With waits of 3, 9, 27 … seconds the eleventh try falls about a day after the first.
MOST_ATTEMPTS = 11


class MailDelayed(Exception):
    """The mail server did not take it this time; the job tries again later."""


@app.task(
    name="accounts.deliver_mail",
    queue="mail",
    retry=RetryStrategy(exponential_wait=3, retry_exceptions=[MailDelayed, OperationalError]),
)
def deliver_mail(mail_id: int) -> None:
    """Send one mail. Safe to run twice, also at the same moment: the second finds it done.

    After sending, or after giving up, the text is wiped. Raises `MailDelayed` to be run again.
    A process killed between the server's yes and our commit sends it once more, under the same
    Message-ID, which a mailbox shows once.
    """
    with transaction.atomic():
        mail = Mail.objects.waiting().select_for_update().filter(pk=mail_id).first()
        if mail is None:
            return
        mail.attempts += 1
        answer = hand_over(compose(mail))
        refusal, delay = answer.refusal, answer.delay
        if delay and mail.attempts >= MOST_ATTEMPTS:
            refusal, delay = "gave_up", ""
        if not delay:
            mail.body_text = ""
            mail.not_sent_because = refusal
            mail.sent_at = None if refusal else timezone.now()
        mail.save(update_fields=["attempts", "body_text", "not_sent_because", "sent_at"])
        if refusal and answer.is_bounce and mail.person is not None:
            record_bounce(
                person=mail.person,
                address=mail.address,
                is_hard=answer.is_unknown,
                code=answer.refusal or answer.delay,
            )
    if delay:
        raise MailDelayed(f"mail {mail_id}, attempt {mail.attempts}: {delay}")


@app.periodic(cron="7 * * * *")
@app.task(name="accounts.forget_ended_sessions", queueing_lock="forget_ended_sessions")
def forget_ended_sessions(timestamp: int) -> None:
    """Every hour: wipe sessions whose time is over; a text may have waited in one. Safe to run twice."""
    SessionStore.clear_expired()


def compose(mail: Mail) -> EmailMultiAlternatives:
    """The message, in the reader's language."""
    return letter(
        address=mail.address,
        subject=mail.subject,
        body=mail.body_text,
        language=mail.person.language if mail.person else settings.LANGUAGE_CODE,
        reference=f"mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S%f}",
    )
