"""Jobs about people: delivering their mail."""

import smtplib

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.db import OperationalError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.models import Mail

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
        refusal, delay = _send(mail)
        if delay and mail.attempts >= MOST_ATTEMPTS:
            refusal, delay = "gave_up", None
        if not delay:
            mail.body_text = ""
            mail.not_sent_because = refusal
            mail.sent_at = None if refusal else timezone.now()
        mail.save(update_fields=["attempts", "body_text", "not_sent_because", "sent_at"])
    if delay:
        raise MailDelayed(f"mail {mail_id}, attempt {mail.attempts}: {delay}")


def _send(mail: Mail) -> tuple[str, str | None]:
    """Why it was refused for good ("" if it was not), and why it must wait (None if it need not).

    Reasons are codes: an answer of a mail server may quote addresses, and those do not belong
    in a job's log.
    """
    try:
        compose(mail).send()
    except smtplib.SMTPAuthenticationError as error:  # our own settings: to be repaired, not lost
        return "", f"smtp_{error.smtp_code}"
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _answer in error.recipients.values()]
        return _judge(codes[0] if codes else 0)
    except smtplib.SMTPConnectError as error:
        return "", f"smtp_{error.smtp_code}"
    except smtplib.SMTPResponseException as error:
        return _judge(error.smtp_code)
    except (BadHeaderError, UnicodeError, smtplib.SMTPNotSupportedError):
        return "bad_message", None
    except (smtplib.SMTPException, OSError) as error:
        return "", type(error).__name__
    return "", None


def _judge(code: int) -> tuple[str, str | None]:
    """A 5xx of a mail server is a no; anything else is a not now (RFC 5321, 4.2.1)."""
    return (f"smtp_{code}", None) if 500 <= code < 600 else ("", f"smtp_{code}")


def compose(mail: Mail) -> EmailMultiAlternatives:
    """The message as text and as plain HTML with the same words, in the reader's language."""
    language = mail.person.language if mail.person else settings.LANGUAGE_CODE
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.body_text,
        to=[mail.address],
        headers={
            "Message-ID": f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S%f}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    )
    page = render_to_string(
        "mail/base.html",
        {"subject": mail.subject, "body": mail.body_text, "language": language},
    )
    message.attach_alternative(page, "text/html")
    return message
