"""Mail that comes back: counted per address, stopping the news and nothing else, until the person has it resumed."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox_of
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.bounces import forget_bounces, is_stopped, record_bounce
from accounts.jobs import deliver_mail
from accounts.mail import queue_mail
from accounts.models import Bounce, Mail, User
from articles.models import Article
from discussions.models import NewsMail
from tests.discussions.told.conftest import Tell, log_in
from tests.factories import make_person, say

Send = Callable[[], int]


@pytest.mark.django_db
def test_one_refused_address_stops_nobody_else(
    an: User, bas: User, tell: Tell, send: Send, refuse: Any
) -> None:
    tell(say(bas, under=say(an)))
    tell(say(bas, under=say(make_person("Kees"))))
    refuse(smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"no such user x@example.org")}))
    assert send() == 2
    assert set(NewsMail.objects.values_list("not_sent_because", flat=True)) == {"smtp_550"}
    assert Bounce.objects.filter(is_hard=True, code="smtp_550").count() == 2


@pytest.mark.django_db
def test_one_hard_bounce_stops_the_mail_and_the_person_can_have_it_resumed(
    an: User, bas: User, article: Article, tell: Tell, send: Send, refuse: Any
) -> None:
    tell(say(bas, under=say(an, under=article)))
    refuse(smtplib.SMTPRecipientsRefused({an.email: (550, b"no such user")}))
    send()
    refuse(None)
    assert is_stopped(an)
    tell(say(bas, under=say(an)))
    send()
    assert outbox_of.outbox == []
    assert NewsMail.objects.latest("pk").not_sent_because == "bounced"
    client = log_in(an)
    assert "komt terug" in client.get(reverse("inbox")).text
    page = client.get(reverse("mail_choices")).text
    assert an.email in page
    assert "voorgoed geweigerd" in page
    client.post(reverse("resume_mail"))
    assert not is_stopped(an)
    tell(say(bas, under=say(an)))
    send()
    assert len(outbox_of.outbox) == 1


@pytest.mark.django_db
def test_others_on_four_days_stop_it_and_thirty_days_forget(an: User) -> None:
    for days in (0, 0, 0, 0, 0, 1, 2):
        came_back = record_bounce(
            person=an, address=an.email.upper(), is_hard=False, code="smtp_554"
        )
        Bounce.objects.filter(pk=came_back.pk).update(at=timezone.now() - timedelta(days=days))
    assert not is_stopped(an), "many on one day say one thing"
    page = log_in(an).get(reverse("mail_choices")).text
    assert "deze keer geweigerd" in page
    assert "op meerdere dagen" in page
    Bounce.objects.filter(pk=came_back.pk).update(at=timezone.now() - timedelta(days=3))
    record_bounce(person=an, address=an.email, is_hard=False, code="smtp_452")
    assert not is_stopped(an)
    came_back = record_bounce(person=an, address=an.email, is_hard=False, code="smtp_452")
    Bounce.objects.filter(pk=came_back.pk).update(at=timezone.now() - timedelta(days=2))
    assert is_stopped(an)
    Bounce.objects.update(at=timezone.now() - timedelta(days=31))
    assert not is_stopped(an)
    forget_bounces()
    assert not Bounce.objects.exists()


@pytest.mark.django_db
def test_another_address_begins_anew(an: User) -> None:
    record_bounce(person=an, address=an.email, is_hard=True, code="smtp_550")
    User.objects.filter(pk=an.pk).update(email="an.nieuw@example.org")
    an.refresh_from_db()
    assert not is_stopped(an)


@pytest.mark.django_db
def test_codes_and_decisions_go_out_all_the_same_and_count_when_they_come_back(
    an: User, refuse: Any
) -> None:
    record_bounce(person=an, address=an.email, is_hard=True, code="smtp_550")
    words = {"person": an, "address": an.email, "kind": "test", "subject": "x", "body_text": "y"}
    deliver_mail(mail_id=queue_mail(key="een", **words).pk)
    assert len(outbox_of.outbox) == 1
    refuse(smtplib.SMTPRecipientsRefused({an.email: (550, b"no")}))
    deliver_mail(mail_id=queue_mail(key="twee", **words).pk)
    assert Mail.objects.get(key="twee").not_sent_because == "smtp_550"
    assert Bounce.objects.count() == 2


@pytest.mark.django_db
def test_a_hook_counts_what_comes_back_later(an: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bounce", an.email.upper(), "--hard", "--code", "5.1.1")
    assert is_stopped(an)
    assert "geen nieuws meer" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("bounce", "niemand@example.org")
