"""Measures beside the status of a comment: warned, limited, suspended; each with its letter, and undone whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.jobs import deliver_mail
from accounts.models import Mail, Role, User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.actions.comments import CannotWrite
from discussions.models import (
    Case,
    Comment,
    Decision,
    MemberWarning,
    Move,
    Notification,
    Outcome,
    Restriction,
    RestrictionKind,
)
from discussions.moderation.deciding import CannotUndo, decide, undo, undo_act
from discussions.moderation.warnings import acknowledge_warnings
from discussions.notifications import unread_count
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.factories import make_article, make_claim, make_person, restrict, say, warn

pytestmark = pytest.mark.django_db

LATER = timedelta(days=7)


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters wait for half a minute, as they do on a site."""
    monkeypatch.setattr(settings, "LETTERS_WAIT", timedelta(seconds=30))


def letter_to(person: User) -> str:
    return Mail.objects.filter(person=person).latest("pk").body_text


def test_a_warning_names_its_ground_and_is_read_before_writing(
    an: User, mo: User, article: Article
) -> None:
    warn(moderator=mo, person=an, explanation="Je noemde Bas drie keer dom.")
    for words in ("waarschuwing", "Je noemde Bas drie keer dom.", "HR-1", "geschilleninstantie"):
        assert words in letter_to(an)
    an.refresh_from_db()
    with pytest.raises(CannotWrite):
        say(an, under=article)
    client = log_in(an)
    assert "De redactie stuurde je een waarschuwing" in client.get(article.get_absolute_url()).text
    message = Notification.objects.get(person=an)
    page = client.get(f"/berichten/{message.pk}/").text
    assert "Ik heb dit gelezen" in page
    assert client.post(f"/berichten/{message.pk}/gelezen/").status_code == 302
    assert MemberWarning.objects.get().acknowledged_at is not None
    assert "Ik heb dit gelezen" not in client.get(f"/berichten/{message.pk}/").text
    an.refresh_from_db()
    assert say(an, under=article).pk


def test_of_two_warnings_both_are_read(an: User, mo: User) -> None:
    warn(moderator=mo, person=an)
    second = warn(moderator=mo, person=an)
    undo(decision=second, moderator=mo, explanation="Dat was een ander.")
    an.refresh_from_db()
    assert an.must_read_since is not None
    acknowledge_warnings(person=an)
    an.refresh_from_db()
    assert an.must_read_since is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rule_code": ""}, "rule_code"),
        ({"explanation": ""}, "explanation"),
        ({"explanation": "Ga in op wat iemand zegt"}, "explanation"),
    ],
)
def test_a_warning_needs_a_ground_and_a_sentence(
    an: User, mo: User, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        warn(moderator=mo, person=an, **wrong)
    assert list(refusal.value.message_dict) == [field]
    assert not Decision.objects.exists()


def test_nobody_is_suspended_without_a_warning(an: User, mo: User) -> None:
    def suspend(**less: str) -> Decision:
        return decide(
            moderator=mo,
            outcome="suspend",
            about=an,
            rule_code="HR-1",
            public_reason="Je ging door na een waarschuwing.",
            until=timezone.now() + LATER,
            **{"gravity": "Anderen haken af.", "intention": "Het was boosheid.", **less},
        )

    with pytest.raises(ValidationError, match="Waarschuw eerst"):
        suspend()
    line = warn(moderator=mo, person=an)
    undo(decision=line, moderator=mo, explanation="Dat was een ander.")
    with pytest.raises(ValidationError):
        suspend()
    warn(moderator=mo, person=an)
    for lacks in ("gravity", "intention"):
        with pytest.raises(ValidationError) as refusal:
            suspend(**{lacks: " "})
        assert list(refusal.value.message_dict) == [lacks]
    assert suspend().outcome == "suspend"
    for words in (
        "geschorst",
        "één maatregel",
        "Anderen haken af.",
        "Het was boosheid.",
        "Je ging door na een waarschuwing.",
        "HR-1",
        "tot ",
        "rechter",
    ):
        assert words in letter_to(an)


def test_undoing_a_limit_ends_it_and_says_so(an: User, mo: User) -> None:
    rule = restrict(
        moderator=mo,
        kind="limited",
        reason="Even rustig aan.",
        person=an,
        interval=timedelta(hours=1),
    )
    assert "1 uur" in letter_to(an)
    line = undo(decision=rule.decision, moderator=mo, explanation="Ik vergiste me in de naam.")
    rule.refresh_from_db()
    assert (rule.ended_decision, line.reverses) == (line, rule.decision)
    assert "Ik vergiste me in de naam." in letter_to(an)
    assert not Restriction.objects.in_force(timezone.now()).exists()


def test_undoing_a_move_puts_the_branch_back_where_it_hung(mo: User, mia: User) -> None:
    article = make_article()
    claim = make_claim(article)
    top = say(under=article)
    answer = say(under=top)
    below = say(under=answer)
    appreciate(comment=below, person=mo, kind="clear")
    pks = [top.pk, answer.pk, below.pk]
    before = list(Comment.objects.filter(pk__in=pks).order_by("pk").values())
    line = decide(
        moderator=mo, outcome="move", about=answer, to=claim, public_reason="Gaat over de stelling."
    )
    meanwhile = say(under=below)
    undo(decision=line, moderator=mia, explanation="Het hoorde toch hier.")
    after = list(Comment.objects.filter(pk__in=pks).order_by("pk").values())
    for row in (*before, *after):
        row.pop("moved_at")
        if row["id"] == below.pk:  # was answered meanwhile
            del row["reply_count"], row["best"]
    for was, now in zip(before, after, strict=True):
        assert {key: now[key] for key in now if now[key] != was[key]} == {}
    moved = Comment.objects.get(pk=meanwhile.pk)
    assert (moved.thread_id, moved.root_id, moved.depth) == (top.thread_id, top.pk, 3)
    assert Move.objects.count() == 2
    for thread in {top.thread, Comment.objects.get(pk=below.pk).thread}:
        thread.refresh_from_db()
        assert thread.comment_count == Comment.objects.filter(thread=thread).count()


def test_what_was_moved_on_is_not_moved_back(mo: User) -> None:
    article = make_article()
    first, second = make_claim(article), make_claim(article)
    comment = say(under=article)
    line = decide(
        moderator=mo, outcome="move", about=comment, to=first, public_reason="Hier hoort het."
    )
    decide(moderator=mo, outcome="move", about=comment, to=second, public_reason="Nee, daar.")
    with pytest.raises(CannotUndo):
        undo(decision=line, moderator=mo, explanation="Toch niet.")


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


def test_a_measure_by_the_law(comment: Comment, an: User, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    decide(
        case=case,
        moderator=mo,
        outcome="hide",
        seen_version=case.version,
        law_code="LAW-3",
        explanation="Je schrijft dat je Bas opwacht bij zijn huis.",
    )
    letter = letter_to(an)
    for words in ("bedreiging", "artikel 285", "opwacht bij zijn huis", "rechter"):
        assert words in letter
    shown = log_in(bas).get(comment.get_absolute_url()).text
    assert "ging verder dan de wet toestaat" in shown
    assert "artikel 285" in Mail.objects.filter(person=bas).latest("pk").body_text


def test_every_line_that_is_against_somebody_has_a_ground(an: User, mo: User) -> None:
    for outcome in ("warn", "suspend"):
        with pytest.raises(IntegrityError, match="has_a_ground"), transaction.atomic():
            Decision.objects.create(moderator=mo, person=an, outcome=outcome, source="voluntary")
        with pytest.raises(IntegrityError, match="has_a_ground"), transaction.atomic():
            Decision.objects.create(
                moderator=mo, person=an, outcome=outcome, source="voluntary", rule_code="HR-1"
            )


def test_nobody_decides_about_themselves(mo: User) -> None:
    for outcome in (Outcome.WARN, Outcome.LIMIT, Outcome.READ_FIRST):
        with pytest.raises(ValidationError):
            decide(
                moderator=mo,
                outcome=outcome,
                about=mo,
                rule_code="HR-1",
                explanation="Je noemde iemand dom.",
                public_reason="Je noemde iemand dom.",
                interval=timedelta(hours=1),
            )


@pytest.mark.parametrize("kind", [RestrictionKind.CLOSED, RestrictionKind.SLOW])
def test_what_holds_in_a_discussion_is_a_line_in_the_log(
    kind: str, mo: User, comment: Comment
) -> None:
    interval: Any = timedelta(minutes=5) if kind == RestrictionKind.SLOW else None
    rule = restrict(
        moderator=mo, kind=kind, reason="Het liep op.", thread=comment.thread, interval=interval
    )
    assert rule.decision.thread == comment.thread
    shown = log_in(make_person("Mia", Role.MODERATOR)).get("/moderatie/logboek/").text
    assert "Zorg in de wijk" in shown
