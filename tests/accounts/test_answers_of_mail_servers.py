"""What a mail server says, and whether mail will ever arrive at that address."""

import smtplib
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives

from accounts.sending import Answer, hand_over, letter


def refused(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Answer:
    def send(_message: EmailMultiAlternatives, **_more: Any) -> int:
        raise error

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    words = {"subject": "Nieuws", "body": "Er is nieuws.", "language": "nl", "reference": "proef"}
    return hand_over(letter(address="an@example.org", **words))


UNKNOWN = [
    (550, b"5.1.1 The account that you tried to reach does not exist"),
    (550, b"5.1.1 <an@example.org>: Recipient address rejected: User unknown"),
    (550, b"5.1.2 no such host"),
    (501, b"5.1.3 bad address syntax"),
    (551, b"5.1.6 moved"),
    (556, b"5.1.10 recipient address has null MX"),
    (550, b"No such user here"),
    (550, b"Requested action not taken: user not found"),
    (553, b"sorry, unknown local mailbox"),
    (550, b"Invalid recipient <an@example.org>"),
]
NOT_THIS_ONE = [
    (550, b"5.7.1 Message rejected as spam"),
    (550, b"5.7.26 not authenticated, unknown user agent"),
    (552, b"5.2.2 mailbox full"),
    (550, b"5.2.1 mailbox disabled"),
    (554, b"5.1.8 sender address does not exist"),
    (554, b"5.3.4 message too big"),
    (554, b"no such user"),
    (550, b"Requested action not taken: mailbox unavailable"),
    (550, b"blocked by policy"),
    (550, b"no"),
]


@pytest.mark.parametrize(("code", "words"), UNKNOWN)
def test_an_address_that_does_not_exist(
    monkeypatch: pytest.MonkeyPatch, code: int, words: bytes
) -> None:
    answer = refused(monkeypatch, smtplib.SMTPRecipientsRefused({"an@example.org": (code, words)}))
    assert answer == Answer(refusal=f"smtp_{code}", is_bounce=True, is_unknown=True)


@pytest.mark.parametrize(("code", "words"), NOT_THIS_ONE)
def test_a_refusal_of_this_mail_says_nothing_of_the_next(
    monkeypatch: pytest.MonkeyPatch, code: int, words: bytes
) -> None:
    for error in (
        smtplib.SMTPRecipientsRefused({"an@example.org": (code, words)}),
        smtplib.SMTPDataError(code, words),
    ):
        answer = refused(monkeypatch, error)
        assert answer == Answer(refusal=f"smtp_{code}", is_bounce=True)


def test_not_now_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    error = smtplib.SMTPRecipientsRefused(
        {"an@example.org": (450, b"4.1.1 user unknown, try later")}
    )
    assert refused(monkeypatch, error) == Answer(delay="smtp_450", is_bounce=True)
