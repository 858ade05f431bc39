import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import Message

import pytest
from django.core import mail as outbox_of
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.jobs import MOST_ATTEMPTS, MailDelayed, deliver_mail
from accounts.mail import queue_mail
from accounts.models import Mail, User
from tests.accounts.conftest import mailed_code


def queue(**changes: object) -> Mail:
    words: dict[str, object] = {
        "person": None,
        "address": "an@example.org",
        "kind": "test",
        "key": "test-1",
        "subject": "Een bericht",
        "body_text": "Dag An,\n\nZie https://example.org/x?a=1&b=2 en <b>dit</b>.\n",
    }
    return queue_mail(**{**words, **changes})  # type: ignore[arg-type]


class Refusing(EmailBackend):
    """A mail server that answers with `error`."""

    error: Exception

    def send_messages(self, messages: object) -> int:
        raise self.error


@pytest.fixture
def refuse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> object:
    def with_error(error: Exception) -> None:
        settings.EMAIL_BACKEND = "tests.accounts.test_mail.Refusing"
        monkeypatch.setattr(Refusing, "error", error, raising=False)

    return with_error


def test_mail_is_sent_once_and_its_text_wiped(an: User) -> None:
    row = queue(person=an)
    deliver_mail(mail_id=row.pk)
    deliver_mail(mail_id=row.pk)
    assert len(outbox_of.outbox) == 1
    row.refresh_from_db()
    assert row.sent_at is not None
    assert row.body_text == ""
    assert row.attempts == 1


def test_same_key_is_same_row_and_one_job(db: None) -> None:
    first = queue()
    second = queue(subject="Iets anders", address="bas@example.org")
    assert first == second
    assert second.subject == "Een bericht"
    assert ProcrastinateJob.objects.filter(args__mail_id=first.pk).count() == 1


def test_mail_and_job_share_the_fate_of_their_transaction(db: None) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert ProcrastinateJob.objects.count() == before


def test_mail_that_is_too_long_is_refused_never_cut(db: None) -> None:
    assert queue(body_text="x" * 20_000).body_text == "x" * 20_000
    with pytest.raises(ValueError, match="20001 characters"):
        queue(key="test-2", body_text="x" * 20_001)
    assert Mail.objects.count() == 1


def test_job_holds_no_address_and_no_text(db: None) -> None:
    row = queue()
    job = ProcrastinateJob.objects.get(args__mail_id=row.pk)
    assert job.args == {"mail_id": row.pk}


def test_text_and_html_say_the_same_in_the_readers_language(an: User) -> None:
    User.objects.filter(pk=an.pk).update(language="en")
    an.refresh_from_db()
    deliver_mail(mail_id=queue(person=an).pk)
    (sent,) = outbox_of.outbox
    (page, kind) = sent.alternatives[0]
    assert kind == "text/html"
    assert '<html lang="en">' in page
    assert "<h1>Een bericht</h1>" in page
    assert "&lt;b&gt;dit&lt;/b&gt;" in page
    assert 'href="https://example.org/x?a=1&amp;b=2"' in page
    assert "style=" not in page
    assert "src=" not in page
    assert "https://example.org/x?a=1&b=2" in sent.body


def test_message_id_stays_the_same_when_sent_again(db: None) -> None:
    row = queue()
    deliver_mail(mail_id=row.pk)
    Mail.objects.filter(pk=row.pk).update(sent_at=None, body_text="Nog eens")
    deliver_mail(mail_id=row.pk)
    first, second = [message.message()["Message-ID"] for message in outbox_of.outbox]
    assert first == second


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\0"]
)
def test_line_end_in_subject_adds_no_header(db: None, end: str) -> None:
    deliver_mail(mail_id=queue(subject=f"Dag{end}Bcc: bas@example.org").pk)
    (sent,) = outbox_of.outbox
    message: Message = sent.message()
    assert message["Bcc"] is None
    assert sent.subject == "Dag Bcc: bas@example.org"
    assert sent.recipients() == ["an@example.org"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "no_address"),
        ("an", "bad_address"),
        ("an@example.org\r\nBcc: bas@example.org", "bad_address"),
        ("an@example.org\n", "bad_address"),
        ("an@example.org, bas@example.org", "bad_address"),
        ("An <an@example.org>", "bad_address"),
        ("an@example.org\u2028x", "bad_address"),
        ("a" * 250 + "@example.org", "bad_address"),
    ],
)
def test_unusable_address_is_recorded_not_raised(db: None, address: str, reason: str) -> None:
    row = queue(address=address)
    assert (row.not_sent_because, row.address, row.body_text) == (reason, "", "")
    assert not ProcrastinateJob.objects.filter(args__mail_id=row.pk).exists()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (smtplib.SMTPRecipientsRefused({"an@example.org": (550, b"no such user")}), "smtp_550"),
        (smtplib.SMTPDataError(554, b"spam"), "smtp_554"),
        (smtplib.SMTPSenderRefused(553, b"no", "x@example.org"), "smtp_553"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "x"), "bad_message"),
    ],
)
def test_final_refusal_is_recorded_and_wiped(
    db: None, refuse: object, error: Exception, reason: str
) -> None:
    refuse(error)  # type: ignore[operator]
    row = queue()
    deliver_mail(mail_id=row.pk)
    row.refresh_from_db()
    assert (row.not_sent_because, row.sent_at, row.body_text) == (reason, None, "")


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"an@example.org": (450, b"greylisted")}),
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPAuthenticationError(535, b"bad password"),
        smtplib.SMTPConnectError(554, b"busy"),
        ConnectionRefusedError(),
        TimeoutError(),
    ],
)
def test_temporary_failure_is_tried_again(db: None, refuse: object, error: Exception) -> None:
    refuse(error)  # type: ignore[operator]
    row = queue()
    with pytest.raises(MailDelayed) as delayed:
        deliver_mail(mail_id=row.pk)
    assert "an@example.org" not in str(delayed.value)
    row.refresh_from_db()
    assert row.attempts == 1
    assert row.body_text
    assert list(Mail.objects.waiting()) == [row]


def test_after_a_day_of_failures_it_gives_up(db: None, refuse: object) -> None:
    refuse(ConnectionRefusedError())  # type: ignore[operator]
    row = queue()
    Mail.objects.filter(pk=row.pk).update(attempts=MOST_ATTEMPTS - 1)
    deliver_mail(mail_id=row.pk)
    row.refresh_from_db()
    assert (row.not_sent_because, row.body_text) == ("gave_up", "")


@pytest.mark.django_db(transaction=True)
def test_worker_delivers_the_code_and_it_logs_in(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": an.email})
    code = mailed_code(an.email)
    run_worker()
    (sent,) = outbox_of.outbox
    assert code in sent.body
    assert code not in sent.subject
    assert not Mail.objects.waiting().exists()
    answer = client.post("/account/login/code/confirm/", {"code": code})
    assert answer.status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.django_db(transaction=True)
def test_worker_tries_again_later(an: User, refuse: object, settings: Settings) -> None:
    refuse(ConnectionRefusedError())  # type: ignore[operator]
    row = queue(person=an)
    run_worker()
    job = ProcrastinateJob.objects.get(args__mail_id=row.pk)
    assert job.status == "todo"
    assert timezone.now() < job.scheduled_at < timezone.now() + timedelta(seconds=30)
    row.refresh_from_db()
    assert row.attempts == 1


def run_worker() -> None:
    """The real worker, once, on a connection and in a thread of its own.

    In this thread a browser may be open for other tests, and with it an event loop.
    """

    def work() -> None:
        worker = app.with_connector(app.connector.get_worker_connector())
        try:
            with app.replace_connector(worker.connector) as running:
                running.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(work).result()
    connection.close()
