"""The worker of the outbox: what it does when it is killed, when there are two, and when a mail cannot go."""

import smtplib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox_of
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Bounce, User
from discussions import sending
from discussions.actions import outbox
from discussions.actions.outbox import LEASE, MOST_ATTEMPTS, take_one
from discussions.models import Comment, NewsMail
from discussions.sending import send_due
from tests.discussions.told.conftest import Tell, log_in
from tests.factories import make_article, make_person, say

Send = Callable[[], int]


class Killed(BaseException):
    """As SIGKILL would: nothing catches it, nothing is marked."""


def lease_is_over() -> None:
    NewsMail.objects.waiting().update(claimed_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_killed_between_sending_and_marking_it_goes_once_more_and_never_again(
    answered: Comment, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(**_what: object) -> None:
        raise Killed

    monkeypatch.setattr(sending, "mark_answered", killed)
    with pytest.raises(Killed):
        send()
    assert len(outbox_of.outbox) == 1
    assert send() == 0  # another worker waits until the lease is over
    lease_is_over()
    with pytest.raises(Killed):
        send_due()
    assert len(outbox_of.outbox) == 2
    lease_is_over()
    send_due()
    row = NewsMail.objects.get()
    assert len(outbox_of.outbox) == 2
    assert (row.attempts, row.lost, row.not_sent_because) == (3, 2, "worker_died")
    references = {sent.extra_headers["Message-ID"] for sent in outbox_of.outbox}
    assert len(references) == 1  # a mailbox shows it once


@pytest.mark.django_db
def test_killed_once_it_is_sent_and_marked_by_the_next(
    answered: Comment, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sending, "hand_over", lambda message: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            send()
    lease_is_over()
    assert send_due() == 1
    row = NewsMail.objects.get()
    assert row.sent_at is not None
    assert (row.attempts, row.lost, row.claimed_until) == (2, 1, None)
    assert len(outbox_of.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_mail() -> None:
    an = make_person("An")
    due = timezone.now() - timedelta(seconds=1)
    NewsMail.objects.bulk_create(
        NewsMail(person=an, pace="now", key=f"proef-{number}", due_at=due) for number in range(40)
    )

    def work(_worker: int) -> list[int]:
        taken = []
        try:
            while mail := take_one():
                taken.append(mail.pk)
        finally:
            connection.close()
        return taken

    with ThreadPoolExecutor(4) as workers:
        found = [key for taken in workers.map(work, range(4)) for key in taken]
    assert len(found) == len(set(found)) == 40


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_holds_is_skipped() -> None:
    an = make_person("An")
    due = timezone.now() - timedelta(seconds=1)
    first, second = (
        NewsMail.objects.create(person=an, pace="now", key=f"proef-{number}", due_at=due)
        for number in range(2)
    )

    def other() -> int | None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")  # who would wait fails instead
            mail = take_one()
            return mail.pk if mail else None
        finally:
            connection.close()

    with transaction.atomic():
        NewsMail.objects.select_for_update().get(pk=first.pk)
        with ThreadPoolExecutor(1) as worker:
            assert worker.submit(other).result(timeout=20) == second.pk


@pytest.mark.django_db
def test_one_mail_for_each_key(an: User) -> None:
    NewsMail.objects.create(person=an, pace="now", key="proef", due_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsMail.objects.create(person=an, pace="now", key="proef", due_at=timezone.now())


@pytest.mark.django_db
def test_a_server_that_is_away_delays_and_stops_the_run(
    an: User, bas: User, tell: Tell, send: Send, refuse: Any
) -> None:
    for _number in range(3):
        tell(say(bas, under=say(an)))
    refuse(ConnectionRefusedError())
    assert send() == 1
    row = NewsMail.objects.exclude(delayed_by="").get()
    assert row.due_at > timezone.now() + timedelta(minutes=1)
    assert (row.claimed_until, row.lost) == (None, 0)
    assert not Bounce.objects.exists()
    refuse(None)
    assert send() == 3
    assert len(outbox_of.outbox) == 3


@pytest.mark.django_db
def test_after_a_day_it_gives_up(answered: Comment, send: Send, refuse: Any) -> None:
    refuse(smtplib.SMTPServerDisconnected())
    NewsMail.objects.update(attempts=MOST_ATTEMPTS - 1)
    send()
    assert NewsMail.objects.get().not_sent_because == "gave_up"


@pytest.mark.django_db
def test_a_mail_that_cannot_be_made_stops_no_other(
    an: User, bas: User, tell: Tell, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    kees = make_person("Kees")
    tell(say(bas, under=say(an)))
    tell(say(bas, under=say(kees)))
    honest = sending.compose

    def broken(mail: NewsMail, messages: Any) -> Any:
        if mail.person == an:
            raise ValueError("no words")
        return honest(mail, messages)

    monkeypatch.setattr(sending, "compose", broken)
    send()
    assert [sent.to for sent in outbox_of.outbox] == [[kees.email]]
    assert NewsMail.objects.get(person=an).not_sent_because == "bad_message"


@pytest.mark.django_db
def test_the_operator_sees_counts_reasons_and_no_address(
    an: User, bas: User, tell: Tell, send: Send, refuse: Any
) -> None:
    tell(say(bas, under=say(an)))
    send()
    tell(say(bas, under=say(an)))
    refuse(smtplib.SMTPRecipientsRefused({an.email: (550, b"no such user")}))
    send()
    tell(say(an, under=say(bas, under=make_article())))
    page = log_in(make_person("Olga", "operator")).get(reverse("mail_desk"))
    assert [(sort.sent, sort.waiting, sort.not_sent) for sort in page.context["desk"].sorts] == [
        (0, 0, 0),
        (1, 1, 1),
    ]
    assert page.context["desk"].stopped_addresses == 1
    assert "smtp_550" in page.text
    assert "a…@example.org" in page.text
    assert an.email not in page.text
    assert log_in(an).get(reverse("mail_desk")).status_code == 404


def test_a_lease_is_longer_than_a_mail_server_may_take(settings: Settings) -> None:
    assert LEASE.total_seconds() > 5 * settings.EMAIL_TIMEOUT
    assert outbox.MOST_LOST == 2
