"""Measures beside the status of a comment: warned, limited, suspended; each with its letter, and undone whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Mail, Role, User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.actions.comments import CannotWrite
from discussions.models import (
    Comment,
    Decision,
    MemberWarning,
    Move,
    Notification,
    Outcome,
    Restriction,
    RestrictionKind,
)
from discussions.moderation.deciding import CannotUndo, decide, undo
from discussions.moderation.warnings import acknowledge_warning
from tests.discussions.moderation.conftest import log_in, reported
from tests.factories import make_article, make_claim, make_person, restrict, say, warn

pytestmark = pytest.mark.django_db

LATER = timedelta(days=7)


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
    acknowledge_warning(warning=MemberWarning.objects.get(taken_back_at=None))
    an.refresh_from_db()
    assert an.must_read_since is None


def test_a_warning_is_read_by_its_own_letter_only(an: User, bas: User, mo: User) -> None:
    first, second = warn(moderator=mo, person=an), warn(moderator=mo, person=an)
    limit = restrict(
        moderator=mo, kind="limited", person=an, reason="Rustig.", interval=timedelta(hours=1)
    )
    of_limit = Notification.objects.get(decision=limit.decision)
    client = log_in(an)
    assert client.post(f"/berichten/{of_limit.pk}/gelezen/").status_code == 404
    message = Notification.objects.get(decision=first)
    assert log_in(bas).post(f"/berichten/{message.pk}/gelezen/").status_code == 404
    page = client.post(f"/berichten/{message.pk}/gelezen/", follow=True).text
    assert "nog een waarschuwing" in page
    assert MemberWarning.objects.get(acknowledged_at=None).decision == second
    an.refresh_from_db()
    assert an.must_read_since is not None
    message = Notification.objects.get(decision=second)
    page = client.post(f"/berichten/{message.pk}/gelezen/", follow=True).text
    assert "Je kunt weer schrijven" in page


def test_who_is_suspended_does_not_read_that_they_can_write(an: User, mo: User) -> None:
    until = timezone.now() + LATER
    restrict(
        moderator=mo,
        kind="suspended",
        person=an,
        reason="Je schold Bas twee keer uit.",
        until=until,
    )
    warning = warn(moderator=mo, person=an)
    message = Notification.objects.get(decision=warning)
    page = log_in(an).post(f"/berichten/{message.pk}/gelezen/", follow=True).text
    assert "Dank je" in page
    assert "Je kunt weer schrijven" not in page


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
        "geen maatregel over je reacties",
        "één waarschuwing",
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
    for outcome in ("warn", "suspend", "limit", "read_first"):
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
