"""What was decided a moment ago is taken back before anybody reads of it, with everything decided with it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.jobs import deliver_mail
from accounts.models import Mail, User
from discussions.models import Case, Comment, Decision, Notification
from discussions.moderation.deciding import decide, undo, undo_act
from discussions.notifications import unread_count
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.discussions.moderation.test_measures import letter_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters wait for half a minute, as they do on a site."""
    monkeypatch.setattr(settings, "LETTERS_WAIT", timedelta(seconds=30))


def test_undone_within_half_a_minute_nobody_ever_hears(
    wait: None, comment: Comment, an: User, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    told = Mail.objects.count()
    line = hide_case(case, mo)
    assert unread_count(an) == 0
    assert Mail.objects.waiting().count() == Mail.objects.count() - told + told
    back = undo(decision=line, moderator=mo)
    assert back.outcome == "restore"
    letters = Mail.objects.filter(key__startswith=f"decision-{line.pk}-")
    assert {mail.not_sent_because for mail in letters} == {"undone"}
    assert {mail.body_text for mail in letters} == {""}
    assert not Mail.objects.filter(key__startswith=f"decision-{back.pk}-").exists()
    assert not Notification.objects.filter(decision__in=[line, back]).exists()
    case.refresh_from_db()
    assert case.closed_at is None, "it is back on the desk"
    assert Comment.objects.get(pk=comment.pk).status == "published"
    for mail in letters:
        deliver_mail(mail_id=mail.pk)
        mail.refresh_from_db()
        assert mail.sent_at is None


def test_leaving_alone_is_taken_back_too(wait: None, comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    line = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Het mag."
    )
    assert undo(decision=line, moderator=mo).outcome == "reopen"
    case.refresh_from_db()
    assert case.closed_at is None
    hide_case(case, mo)
    assert Comment.objects.get(pk=comment.pk).status == "hidden"


def test_a_letter_that_left_stays_told(wait: None, comment: Comment, an: User, mo: User) -> None:
    line = hide_case(Case.objects.create(comment=comment), mo)
    deliver_mail(mail_id=Mail.objects.get(person=an).pk)
    with pytest.raises(ValidationError):
        undo(decision=line, moderator=mo)
    undo(decision=line, moderator=mo, explanation="Ik las het verkeerd.")
    assert "Ik las het verkeerd." in letter_to(an)


def test_in_one_go_and_back_in_one_go(
    wait: None, comment: Comment, an: User, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    data = {
        "seen_version": case.version,
        "outcome": "hide",
        "rule_code": "HR-1",
        "explanation": WHY,
        "answer": "Dank je.",
        "also_warn": "on",
    }
    assert log_in(mo).post(case.get_absolute_url(), data).status_code == 302
    lines = Decision.objects.order_by("pk")
    assert [line.outcome for line in lines] == ["hide", "warn"]
    assert len({line.act for line in lines}) == 1
    back = log_in(mo).post(f"/moderatie/maatregelen/{lines[0].pk}/terugnemen/")
    assert back.headers["Location"] == case.get_absolute_url()
    assert [line.outcome for line in lines.all()] == ["hide", "warn", "unwarn", "restore"]
    assert len({line.act for line in lines.all()[2:]}) == 1
    an.refresh_from_db()
    assert an.must_read_since is None
    assert unread_count(an) == 0


def test_what_holds_by_now_is_left_when_an_act_is_undone(
    comment: Comment, mo: User, mia: User
) -> None:
    first = hide_case(Case.objects.create(comment=comment), mo)
    undo(decision=first, moderator=mia, explanation="Dit kan blijven.")
    second = hide_case(Case.objects.create(comment=comment), mia)
    Decision.objects.filter(pk=second.pk).values("act")
    done, left = undo_act(act=first.act, moderator=mo, explanation="Alles terug.")
    assert (done, left) == ([], [])
    assert Comment.objects.get(pk=comment.pk).status == "hidden"
