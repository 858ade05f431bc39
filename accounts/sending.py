"""Handing one mail to the mail server, and what its answer means."""

import re
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.template.loader import render_to_string

# The enhanced status code at the beginning of an answer (RFC 3463).
_ENHANCED = re.compile(r"\s*5\.(\d{1,3})\.(\d{1,3})\b")
# Of 5.1: the mailbox, its server or its syntax does not exist, it moved, it takes no mail (RFC 7505). 5.1.7 and
# 5.1.8 are about the sender, which is us.
_UNKNOWN = {"1", "2", "3", "6", "10"}
_UNKNOWN_CODES = {550, 551, 553}
_SAYS_UNKNOWN = re.compile(
    r"(?:user|recipient|mailbox|account|address)\W+(?:is\W+)?(?:unknown|not found|does not exist|doesn't exist)"
    r"|(?:unknown|no such|invalid|non-?existent)\W+(?:\w+\W+)?(?:user|recipient|mailbox|account|address)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Answer:
    """`refusal`: why it was refused for good ("" if it was not). `delay`: why it must wait ("" if it need
    not). Both empty: the server took it. `is_bounce`: the answer is about this address; otherwise the
    server itself is the trouble, and the next mail would fare the same. `is_unknown`: there is no such
    address, so that no mail will ever arrive there.

    Reasons are codes: an answer of a mail server may quote addresses, and those do not belong in a log.
    """

    refusal: str = ""
    delay: str = ""
    is_bounce: bool = False
    is_unknown: bool = False


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
        code, words = next(iter(error.recipients.values()), (0, b""))
        return _judge(code, words, is_bounce=True)
    except smtplib.SMTPConnectError as error:
        return Answer(delay=f"smtp_{error.smtp_code}")
    except smtplib.SMTPDataError as error:
        return _judge(error.smtp_code, error.smtp_error, is_bounce=True)
    except smtplib.SMTPResponseException as error:
        return _judge(error.smtp_code)
    except (BadHeaderError, UnicodeError, smtplib.SMTPNotSupportedError):
        return Answer(refusal="bad_message")
    except (smtplib.SMTPException, OSError) as error:
        return Answer(delay=type(error).__name__)
    return Answer()


def _judge(code: int, words: bytes | str = b"", *, is_bounce: bool = False) -> Answer:
    """A 5xx of a mail server is a no; anything else is a not now (RFC 5321, 4.2.1)."""
    if 500 <= code < 600:
        is_unknown = is_bounce and says_unknown(code, words)
        return Answer(refusal=f"smtp_{code}", is_bounce=is_bounce, is_unknown=is_unknown)
    return Answer(delay=f"smtp_{code}", is_bounce=is_bounce)


def says_unknown(code: int, words: bytes | str) -> bool:
    """Whether this refusal means that the address does not exist.

    A refusal may as well be about the words of this one mail, about our reputation or about a policy of today:
    then the next mail may be welcome. An enhanced code settles it; without one the answer must say so in words.
    """
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if enhanced := _ENHANCED.match(said):
        return enhanced[1] == "1" and enhanced[2] in _UNKNOWN
    return code in _UNKNOWN_CODES and bool(_SAYS_UNKNOWN.search(said))
