"""Comments that wait for the editors: there for nobody else, until they are let through."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article
from discussions.actions.comments import CannotAnswer, withdraw_comment
from discussions.actions.counts import wrong_counts
from discussions.actions.editing import CannotEdit, edit_comment
from discussions.actions.telling import TASK, tell_about_comment
from discussions.models import (
    Case,
    Comment,
    CommentEntry,
    Decision,
    Hold,
    Notification,
    Outcome,
    Thread,
)
from discussions.moderation.deciding import CannotUndo, StaleCase, decide, undo
from tests.factories import make_article, make_person, restrict, say

pytestmark = pytest.mark.django_db

WHY = "Deze tekst gaat over een persoon en niet over de stelling."


class Town:
    def __init__(self) -> None:
        self.an, self.bas = make_person("An"), make_person("Bas")
        self.mo = make_person("Mo", "moderator")
        self.article: Article = make_article()
        self.first = say(self.bas, under=self.article)
        self.thread = Thread.objects.get(article=self.article)
        restrict(moderator=self.mo, thread=self.thread, kind="held", reason="Het werd fel.")

    def case_of(self, comment: Comment) -> Case:
        case: Case = Case.objects.get(comment=comment, closed_at=None)
        return case

    def decide(self, comment: Comment, outcome: str, **words: Any) -> None:
        case = self.case_of(comment)
        decide(case=case, moderator=self.mo, outcome=outcome, seen_version=case.version, **words)
        comment.refresh_from_db()

    def release(self, comment: Comment) -> None:
        self.decide(comment, Outcome.RELEASE)

    def refuse(self, comment: Comment) -> None:
        self.decide(comment, Outcome.REFUSE, rule_code="HR-1", explanation=WHY)

    def count(self) -> int:
        self.thread.refresh_from_db()
        return self.thread.comment_count


def jobs(comment: Comment) -> int:
    """How many jobs wait that tell people of this comment."""
    waiting = ProcrastinateJob.objects.filter(task_name=TASK, args={"comment_id": comment.pk})
    return int(waiting.count())


def visible(comment: Comment, *people: Any) -> list[bool]:
    return [Comment.every.visible_to(one).filter(pk=comment.pk).exists() for one in people]


def test_a_held_comment_is_there_for_its_author_and_the_moderators_only() -> None:
    town = Town()
    held = say(town.an, under=town.first)
    els = make_person("Els", "editor")
    assert held.status == "held"
    assert visible(held, town.an, town.mo, town.bas, els, AnonymousUser()) == [
        *(True, True, False, False, False),
    ]
    assert not Comment.objects.filter(pk=held.pk).exists()
    town.first.refresh_from_db()
    assert (town.count(), town.first.reply_count) == (1, 0)
    assert not CommentEntry.objects.filter(comment=held).exists()
    hold = Hold.objects.get(comment=held)
    assert (hold.reason, hold.restriction.reason) == ("thread", "Het werd fel.")
    assert list(wrong_counts()) == []
    with pytest.raises(CannotAnswer):
        say(town.bas, under=held)


def test_letting_through_places_it_now_and_tells_once() -> None:
    town = Town()
    held = say(town.an, "Wat @Bas zegt klopt.", under=town.first)
    assert jobs(held) == 0
    tell_about_comment(comment=held)
    assert not Notification.objects.filter(person=town.bas).exists()
    before = timezone.now()
    town.release(held)
    assert held.status == "published"
    assert held.created_at > before
    assert jobs(held) == 1
    tell_about_comment(comment=held)
    told = Notification.objects.filter(person=town.bas, comment=held)
    assert [one.kind for one in told] == ["answer"]
    letter = Notification.objects.get(person=town.an)
    assert letter.decision is not None
    assert letter.decision.outcome == "release"
    town.first.refresh_from_db()
    assert (town.count(), town.first.reply_count) == (2, 1)
    assert CommentEntry.objects.get(comment=held).created_at == held.created_at
    assert list(wrong_counts()) == []
    assert all(visible(held, town.an, town.bas, AnonymousUser()))


def test_refusing_says_why_to_the_author_and_to_nobody_else() -> None:
    town = Town()
    held = say(town.an, under=town.first)
    with pytest.raises(ValidationError) as refused:
        town.decide(held, Outcome.REFUSE)
    assert set(refused.value.message_dict) == {"rule_code", "explanation"}
    town.refuse(held)
    assert held.status == "refused"
    assert visible(held, town.an, town.mo, town.bas, AnonymousUser()) == [True, True, False, False]
    assert [one.person for one in Notification.objects.all()] == [town.an]
    assert town.count() == 1
    undo(decision=held.decision, moderator=town.mo, explanation="Bij nader inzien mag dit.")
    held.refresh_from_db()
    assert held.status == "published"
    assert town.count() == 2
    with pytest.raises(CannotUndo):
        undo(decision=held.decision, moderator=town.mo, explanation="Toch maar niet.")
    assert list(wrong_counts()) == []


def test_a_changed_text_stays_held_and_is_not_let_through_unread() -> None:
    town = Town()
    held = say(town.an, "Eerst dit.", under=town.article)
    seen = town.case_of(held)
    edit_comment(comment=held, person=town.an, body="Nu iets anders.", revision_number=1)
    held.refresh_from_db()
    assert (held.status, held.body, held.edited_at) == ("held", "Nu iets anders.", None)
    with pytest.raises(StaleCase):
        decide(case=seen, moderator=town.mo, outcome="release", seen_version=seen.version)
    town.release(held)
    with pytest.raises(CannotEdit) as no:
        edit_comment(comment=held, person=town.an, body="En nu schelden.", revision_number=2)
    assert no.value.reason == "read_first"


def test_what_stood_before_cannot_be_changed_past_the_editors() -> None:
    town = Town()
    with pytest.raises(CannotEdit) as no:
        edit_comment(comment=town.first, person=town.bas, body="Schelden.", revision_number=1)
    assert no.value.reason == "read_first"


def test_taking_back_what_waits_leaves_nothing_and_ends_the_case() -> None:
    town = Town()
    held = say(town.an, under=town.first)
    seen = town.case_of(held)
    withdraw_comment(comment=town.first, person=town.bas)
    assert Comment.objects.filter(pk=town.first.pk).exists(), "an answer may yet come"
    withdraw_comment(comment=held, person=town.an)
    assert not Comment.objects.filter(pk=town.first.pk).exists()
    assert list(held.revisions.values_list("body", flat=True)) == [""]
    with pytest.raises(StaleCase):
        decide(case=seen, moderator=town.mo, outcome="release", seen_version=seen.version)
    assert town.count() == 0
    assert list(wrong_counts()) == []


def test_the_database_holds_nothing_back_without_a_reason() -> None:
    town = Town()
    held = say(town.an, under=town.article)
    with (
        pytest.raises(IntegrityError, match="only together with a new decision"),
        transaction.atomic(),
    ):
        Comment.every.filter(pk=held.pk).update(status="published")
    with pytest.raises(IntegrityError, match="has_no_answers"), transaction.atomic():
        Comment.every.filter(pk=held.pk).update(reply_count=1)
    with pytest.raises(IntegrityError, match="hold_names_its_rule"), transaction.atomic():
        Hold.objects.filter(pk=held.pk).update(restriction=None)


@pytest.mark.django_db(transaction=True)
def test_a_held_comment_without_its_reason_is_refused_at_commit() -> None:
    first = say()
    fields = {f.attname: getattr(first, f.attname) for f in Comment._meta.concrete_fields}
    for name in ("id", "public_id", "submission_id", "best"):
        fields.pop(name)
    with pytest.raises(IntegrityError, match="a held comment says why"):
        Comment.every.create(**{**fields, "status": "held", "submission_id": uuid.uuid4()})


def test_who_is_held_where_and_who_never(settings: Any) -> None:
    town = Town()
    assert say(town.mo, under=town.article).status == "published"
    claim_thread = make_article()
    assert say(town.an, under=claim_thread).status == "published"
    restrict(moderator=town.mo, person=town.an, kind="held", reason="Te vaak fel.")
    nearest = say(town.an, under=town.article)
    assert nearest.hold.reason == "person"
    assert say(town.an, under=claim_thread).hold.reason == "person"
    settings.HOLD_NEWCOMERS_FIRST = 1
    kim = make_person("Kim")
    first = say(kim, under=claim_thread)
    assert (first.hold.reason, first.hold.restriction) == ("newcomer", None)
    town.release(first)
    assert say(kim, under=claim_thread).status == "published"
    until = timezone.now() + timedelta(days=3)
    restrict(moderator=town.mo, kind="held", reason="De redactie is even weg.", until=until)
    assert say(kim, under=claim_thread).hold.reason == "site"


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_once_one_decides_and_the_other_is_told() -> None:
    town = Town()
    held = say(town.an, under=town.first)
    case = town.case_of(held)
    kim = make_person("Kim", "moderator")
    words = {"rule_code": "HR-1", "explanation": WHY}

    def press(which: int) -> str:
        try:
            if which:
                decision = decide(case=case, moderator=kim, outcome="release", seen_version=1)
            else:
                decision = decide(
                    case=case, moderator=town.mo, outcome="refuse", seen_version=1, **words
                )
        except StaleCase as stale:
            return f"told of {stale.decision.outcome if stale.decision else 'nothing'}"
        finally:
            connection.close()
        return str(decision.outcome)

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(press, (0, 1)))
    assert said in ({"release", "told of release"}, {"refuse", "told of refuse"})
    assert Decision.objects.filter(comment=held).count() == 1
    assert town.count() == 1 + ("release" in said)
    assert list(wrong_counts()) == []


def test_a_refusal_undone_after_the_author_took_it_back_leaves_the_counts_right() -> None:
    """It has a place then, without its words, and nobody is told."""
    town = Town()
    waiting = say(town.an, under=town.first)
    town.refuse(waiting)
    withdraw_comment(comment=waiting, person=town.an)
    before = town.count()
    undo(decision=waiting.decision, moderator=town.mo, explanation="Bij nader inzien kon dit wel.")
    town.first.refresh_from_db()
    assert (town.count(), town.first.reply_count) == (before, 1)
    assert list(wrong_counts()) == []
    assert jobs(waiting) == 0
