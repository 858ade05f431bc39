"""Mail to moderators, somebody in danger, and cases about something else than a comment."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.desk_mail import send_digests
from discussions.models import Case, CaseKind, Comment, Decision, DeskChoice, LifeThreat
from discussions.models.case import office_hours
from discussions.moderation.reporting import report_comment, report_illegal
from tests.discussions.moderation.conftest import log_in, reported
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db

QUEUE = "/moderatie/"


def test_urgent_mail_goes_at_once_and_once(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    DeskChoice.objects.create(person=mia, urgent_mail=False)
    report_comment(comment=comment, reporter=make_person("Kim"), rule_code="HR-1")
    assert not Mail.objects.filter(kind="urgent_case").exists()
    for name in ("Kees", "Ria"):
        report_comment(comment=comment, reporter=make_person(name), rule_code="HR-3")
    warned = Mail.objects.get(kind="urgent_case")
    assert warned.person == mo
    assert "Kanarie" not in warned.body_text


def test_nobody_is_warned_of_their_own_comment(article: Article, bas: User, mo: User) -> None:
    report_comment(comment=say(mo, "Van mij.", under=article), reporter=bas, rule_code="HR-3")
    assert not Mail.objects.filter(kind="urgent_case").exists()


def test_the_digest_comes_on_working_days_once_and_only_if_something_waits(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    DeskChoice.objects.create(person=mia, digest=False)
    hours = office_hours()
    open_now = hours.opening(timezone.now() + timedelta(days=7))
    assert send_digests(open_now) == 0
    reported(comment, bas)
    assert send_digests(open_now - timedelta(seconds=1)) == 0
    assert send_digests(open_now) == send_digests(open_now + timedelta(hours=1)) == 1
    mail = Mail.objects.get(kind="desk_digest")
    assert mail.person == mo
    assert "Nu nodig: 1" in mail.body_text


def test_keys_are_switched_off_per_moderator(mo: User, mia: User) -> None:
    client = log_in(mo)
    assert "desk-keys" in client.get(QUEUE).text
    client.post(reverse("desk_choice"), {"digest": "on"})
    chosen = DeskChoice.objects.get()
    assert (chosen.keys, chosen.urgent_mail, chosen.digest) == (False, False, True)
    assert "desk-keys" not in client.get(QUEUE).text
    assert "desk-keys" in log_in(mia).get(QUEUE).text


def test_danger_is_marked_in_one_press_and_who_was_told_is_kept(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    address = reverse("moderation_threat", args=[case.public_id])
    client = log_in(mo)
    assert "112" not in client.get(address).text
    assert client.post(address).status_code == 302
    case.refresh_from_db()
    assert case.is_urgent
    assert "112" in client.get(address).text
    assert Mail.objects.filter(kind="urgent_case").count() == 2
    now = timezone.localtime()
    wrong = client.post(address, {"informed": " ", "informed_at": f"{now:%Y-%m-%dT%H:%M}"})
    assert wrong.status_code == 422
    later = now + timedelta(days=1)
    told = {"informed": "Politie Utrecht", "informed_at": f"{later:%Y-%m-%dT%H:%M}"}
    assert client.post(address, told).status_code == 422
    client.post(address, {**told, "informed_at": f"{now:%Y-%m-%dT%H:%M}"})
    log_in(mia).post(address, {"informed": "Iemand anders", "informed_at": "2026-01-01T10:00"})
    threat = LifeThreat.objects.get()
    assert (threat.informed, threat.marked_by, threat.informed_by) == ("Politie Utrecht", mo, mo)


def test_a_notice_about_something_else_has_a_page(article: Article, mo: User) -> None:
    report_illegal(explanation="Dit mag niet.", addresses=["/artikelen/bestaat-niet/"])
    case = Case.objects.get()
    assert case.kind == CaseKind.REPORT
    page = log_in(mo).get(case.get_absolute_url())
    assert "Dit mag niet." in page.text
    assert case.get_absolute_url() in log_in(mo).get(QUEUE).text


def test_a_notice_about_something_else_is_answered(article: Article, mo: User) -> None:
    report_illegal(
        explanation="Dit mag niet.",
        addresses=["/artikelen/bestaat-niet/"],
        email="ria@example.org",
    )
    case = Case.objects.get()
    address, client = case.get_absolute_url(), log_in(mo)
    assert client.post(address, {"seen_version": case.version, "answer": " "}).status_code == 422
    stale = client.post(address, {"seen_version": case.version + 1, "answer": "Het mag wel."})
    assert stale.status_code == 409
    assert "Het mag wel." in stale.text
    sent = {"seen_version": case.version, "answer": "Het mag wel."}
    assert client.post(address, sent)["Location"] == QUEUE
    answer = Mail.objects.get(kind="answer_to_report")
    assert answer.address == "ria@example.org"
    assert "Het mag wel." in answer.body_text
    assert "/artikelen/bestaat-niet/" in answer.body_text
    assert Decision.objects.get().source == "article_16"
