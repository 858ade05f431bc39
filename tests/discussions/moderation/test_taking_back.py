"""What was decided a moment ago is taken back before anybody reads of it, with everything decided with it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.jobs import deliver_mail
from accounts.models import Mail, User
from articles.actions.follow import follow
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.actions.comments import withdraw_comment
from discussions.actions.counts import wrong_counts
from discussions.actions.telling import TASK
from discussions.models import (
    Case,
    Comment,
    CommentEntry,
    Decision,
    Notification,
    Participation,
    Restriction,
)
from discussions.moderation.deciding import CannotUndo, decide, undo, undo_act
from discussions.moderation.reporting import report_illegal
from discussions.notifications import unread_count
from discussions.reading.desk_page import just_decided
from discussions.reading.moderation_figures import load_moderation_figures
from discussions.reading.public_log import load_public_log
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.discussions.moderation.test_measures import letter_to
from tests.factories import lift, make_person, restrict, say

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


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


def test_another_case_at_another_address_is_another_case(wait: None, mo: User) -> None:
    lines = []
    for place in ("https://elders.example.org/1", "https://elders.example.org/2"):
        report = report_illegal(
            explanation="Dit mag niet.", addresses=[place], email="b@example.org"
        )
        case = Case.objects.get(pk=report.case_id)
        lines.append((case, report))
    case, report = lines[0]
    line = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Het mag."
    )
    undo(decision=line, moderator=mo)
    case.refresh_from_db()
    assert case.closed_at is None, "it waits again, beside the other"
    decide(case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Het mag.")
    answers = Mail.objects.filter(kind="answer_to_report", address="b@example.org")
    assert [mail.not_sent_because for mail in answers.order_by("pk")] == ["undone", ""]


def test_who_reported_before_is_answered_in_the_case_that_was_opened_meanwhile(
    wait: None, comment: Comment, bas: User, mo: User
) -> None:
    kim = make_person("Kim")
    case = reported(comment, bas, kim)
    line = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Het mag."
    )
    lot = make_person("Lot")
    second = reported(comment, lot, kim)
    assert second != case
    undo(decision=line, moderator=mo)
    case.refresh_from_db()
    second.refresh_from_db()
    assert (case.closed_at is None, second.closed_at is None) == (False, True)
    decided = decide(
        case=second, moderator=mo, outcome="keep", seen_version=second.version, answer="Het mag."
    )
    told = Notification.objects.filter(decision=decided, kind="answer_to_report")
    assert {message.person for message in told} == {bas, kim, lot}


def test_what_nobody_heard_of_is_in_no_figure(
    wait: None, comment: Comment, bas: User, mo: User
) -> None:
    line = hide_case(reported(comment, bas), mo)
    back = undo(decision=line, moderator=mo)
    assert back.unread
    assert not Decision.objects.that_were_told().exists()
    assert load_public_log(None).months == []
    assert load_moderation_figures(13).decided == 0
    hide_case(Case.objects.get(comment=comment), mo)
    assert load_moderation_figures(13).decided == 1


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


def released(article: Article, an: User, mo: User) -> tuple[Comment, Decision]:
    """What An wrote below Bas, held, and let through a moment ago; Kees follows."""
    root = say(make_person("Kim"), under=article)
    follow(person=make_person("Kees"), subject=article)
    restrict(moderator=mo, thread=root.thread, kind="held", reason="Het werd fel.")
    held = say(an, "Wat @Kim zegt klopt.", under=root)
    case = Case.objects.get(comment=held)
    line = decide(case=case, moderator=mo, outcome="release", seen_version=case.version)
    return Comment.every.get(pk=held.pk), line


def test_letting_through_is_taken_back_as_if_it_never_stood_there(
    wait: None, article: Article, an: User, mo: User
) -> None:
    held, line = released(article, an, mo)
    job = ProcrastinateJob.objects.get(task_name=TASK, args={"comment_id": held.pk})
    assert job.scheduled_at is not None, "nobody is told as long as it can be undone"
    assert just_decided(mo) == line
    page = log_in(mo).get("/moderatie/").text
    assert "Terughalen" in page
    back = log_in(mo).post(f"/moderatie/maatregelen/{line.pk}/terugnemen/")
    assert back.status_code == 302
    again = Decision.objects.get(reverses=line)
    assert (again.outcome, again.from_status, again.to_status) == ("hold", "published", "held")
    held.refresh_from_db()
    assert (held.status, held.decision) == ("held", again)
    assert held.created_at == held.hold.held_at
    assert held.parent is not None
    assert (held.parent.reply_count, held.thread.comment_count) == (0, 1)
    assert not Participation.objects.filter(person=an, pseudonym_number__isnull=False).exists()
    assert not CommentEntry.objects.filter(comment=held).exists()
    assert not ProcrastinateJob.objects.filter(task_name=TASK, args={"comment_id": held.pk})
    assert not Notification.objects.filter(comment=held).exists()
    assert not Notification.objects.filter(decision__in=[line, again]).exists()
    assert list(wrong_counts()) == []
    assert just_decided(mo) is None
    case = Case.objects.get(comment=held)
    assert case.closed_at is None
    decide(case=case, moderator=mo, outcome="release", seen_version=case.version)
    held.refresh_from_db()
    held.parent.refresh_from_db()
    assert (held.status, held.parent.reply_count) == ("published", 1)
    assert list(wrong_counts()) == []


@pytest.mark.parametrize("what", ["answered", "told", "withdrawn", "reported", "appreciated"])
def test_what_somebody_did_with_it_stays(
    wait: None, article: Article, an: User, bas: User, mo: User, what: str
) -> None:
    restricted, line = released(article, an, mo)
    lift(restriction=Restriction.objects.get(kind="held"), moderator=mo)
    if what == "answered":
        say(bas, under=restricted)
    elif what == "told":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    elif what == "withdrawn":
        withdraw_comment(comment=restricted, person=an)
    elif what == "reported":
        reported(restricted, bas)
    else:
        appreciate(comment=restricted, person=bas, kind="clear")
    with pytest.raises(CannotUndo):
        undo(decision=line, moderator=mo)
    restricted.refresh_from_db()
    assert restricted.status == "published"
    assert Notification.objects.filter(decision=line, person=an).exists(), "its letter still goes"
    assert list(wrong_counts()) == []


def test_after_that_it_is_not_offered_any_more(article: Article, an: User, mo: User) -> None:
    _held, line = released(article, an, mo)
    assert just_decided(mo) is None
    for words in ("", "Bij nader inzien."):
        with pytest.raises(CannotUndo):
            undo(decision=line, moderator=mo, explanation=words)


def test_taking_back_is_offered_for_what_can_be_taken_back(
    wait: None, article: Article, an: User, mo: User
) -> None:
    held = restrict(moderator=mo, kind="limited", person=an, reason="Rustig.", interval=HOUR)
    assert just_decided(mo) == held.decision
    lift(restriction=held, moderator=mo)
    assert just_decided(mo) is None, "what was ended stays ended"


def test_postgresql_lets_nothing_wait_again_without_undoing(
    article: Article, an: User, mo: User
) -> None:
    said = say(an, under=article)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            moderator=mo,
            outcome="hold",
            comment=said,
            revision=said.revisions.get(),
            source="voluntary",
            from_status="published",
            to_status="held",
        )
