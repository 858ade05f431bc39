"""Handing one mail to the mail server, and what its answer means."""

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Answer:
    """`refusal`: why it was refused for good ("" if it was not). `delay`: why it must wait ("" if it need
    not). Both empty: the server took it. `is_bounce`: the answer is about this address; otherwise the
    server itself is the trouble, and the next mail would fare the same.

    Reasons are codes: an answer of a mail server may quote addresses, and those do not belong in a log.
    """

    refusal: str = ""
    delay: str = ""
    is_bounce: bool = False


def letter(
    *,
    address: str,
    subject: str,
    body: str,
    language: str,
    reference: str,
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """The message as text and as plain HTML with the same words. `reference` is its Message-ID without
    the domain: the same mail sent twice has it twice, and a mailbox shows it once."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    message = EmailMultiAlternatives(
        subject=subject,
        body=body,
        to=[address],
        headers={
            "Message-ID": f"<{reference}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
            **(headers or {}),
        },
    )
    page = render_to_string(
        "mail/base.html", {"subject": subject, "body": body, "language": language}
    )
    message.attach_alternative(page, "text/html")
    return message


def hand_over(message: EmailMultiAlternatives) -> Answer:
    """Send it now."""
    try:
        message.send()
    except smtplib.SMTPAuthenticationError as error:  # our own settings: to be repaired, not lost
        return Answer(delay=f"smtp_{error.smtp_code}")
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _answer in error.recipients.values()]
        return _judge(codes[0] if codes else 0, is_bounce=True)
    except smtplib.SMTPConnectError as error:
        return Answer(delay=f"smtp_{error.smtp_code}")
    except smtplib.SMTPDataError as error:
        return _judge(error.smtp_code, is_bounce=True)
    except smtplib.SMTPResponseException as error:
        return _judge(error.smtp_code)
    except (BadHeaderError, UnicodeError, smtplib.SMTPNotSupportedError):
        return Answer(refusal="bad_message")
    except (smtplib.SMTPException, OSError) as error:
        return Answer(delay=type(error).__name__)
    return Answer()


def _judge(code: int, *, is_bounce: bool = False) -> Answer:
    """A 5xx of a mail server is a no; anything else is a not now (RFC 5321, 4.2.1)."""
    if 500 <= code < 600:
        return Answer(refusal=f"smtp_{code}", is_bounce=is_bounce)
    return Answer(delay=f"smtp_{code}", is_bounce=is_bounce)
