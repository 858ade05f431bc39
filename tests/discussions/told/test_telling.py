"""Who is told of a comment or an article, and who is not."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.actions import mute_person
from accounts.models import User
from articles.actions.follow import follow
from articles.actions.publish import publish_article
from articles.models import Article, Series
from discussions.actions import telling
from discussions.actions.comments import withdraw_comment
from discussions.actions.mail_choices import choose
from discussions.actions.telling import MOST_UNREAD, tell_about_article
from discussions.jobs import tell_about_comment_job
from discussions.models import Comment, NewsMail, Notification, Pace
from discussions.notifications import mark_all_read
from tests.discussions.told.conftest import Tell
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db


def kinds(person: User) -> list[str]:
    return list(
        Notification.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    )


def jobs() -> Any:
    return ProcrastinateJob.objects.filter(task_name="discussions.tell_about_comment")


def test_the_request_only_leaves_a_job(an: User, bas: User, article: Article) -> None:
    follow(person=bas, subject=article)
    comment = say(an, under=article)
    assert not Notification.objects.exists()
    assert jobs().filter(args={"comment_id": comment.pk}).count() == 1
    tell_about_comment_job(comment_id=comment.pk)
    assert kinds(bas) == ["followed"]


def test_the_job_shares_the_fate_of_the_comment(an: User, article: Article) -> None:
    before = jobs().count()
    with transaction.atomic():
        say(an, under=article)
        assert jobs().count() == before + 1
        transaction.set_rollback(True)
    assert jobs().count() == before


def test_whoever_is_answered_is_told_and_may_choose_not_to_be(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    tell(say(bas, under=root))
    assert kinds(an) == ["answer"]
    choose(person=an, paces={}, answers=False)
    tell(say(bas, under=root))
    assert kinds(an) == ["answer"]


def test_nobody_is_told_of_their_own_words(an: User, article: Article, tell: Tell) -> None:
    follow(person=an, subject=article)
    tell(say(an, "Wat @An zegt.", under=say(an, under=article)))
    assert kinds(an) == []


def test_one_comment_is_told_once_whatever_the_reason(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    follow(person=an, subject=article)
    answer = say(bas, "Dag @An, mee eens.", under=say(an, under=article))
    for _turn in range(2):
        tell(answer)
    assert kinds(an) == ["answer"]
    assert NewsMail.objects.filter(person=an).count() == 1


def test_following_an_article_is_not_following_its_claims(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    claim = make_claim(article)
    follow(person=bas, subject=article)
    tell(say(an, under=claim))
    assert kinds(bas) == []
    follow(person=bas, subject=claim)
    tell(say(an, under=claim))
    assert kinds(bas) == ["followed"]


def test_what_is_hidden_or_withdrawn_before_the_job_runs_is_told_to_nobody(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    follow(person=bas, subject=article)
    hidden, withdrawn = say(an, under=article), say(an, under=article)
    hide(hidden)
    withdraw_comment(comment=withdrawn, person=an)
    tell(hidden)
    tell(withdrawn)
    assert kinds(bas) == []


def test_who_muted_the_author_hears_nothing_of_them(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    follow(person=an, subject=article)
    mute_person(person=an, muted=bas)
    tell(say(bas, "Dag @An.", under=root))
    assert kinds(an) == []
    tell(say(make_person("Kees"), under=root))
    assert kinds(an) == ["answer"]


def test_who_left_or_was_closed_out_is_not_told(an: User, article: Article, tell: Tell) -> None:
    from django.utils import timezone

    for fields in ({"is_active": False}, {"anonymised_at": timezone.now()}):
        follow(person=make_person("Kees", **fields), subject=article)
    tell(say(an, under=article))
    assert not Notification.objects.exists()


def test_a_new_part_is_told_to_who_follows_the_series(bas: User) -> None:
    series = Series.objects.create(title="De reeks", slug="de-reeks")
    follow(person=bas, subject=series)
    draft = make_article(series=series, status="draft")
    tell_about_article(article=draft)
    assert kinds(bas) == []
    part = publish_article(article=draft)
    left = ProcrastinateJob.objects.filter(task_name="discussions.tell_about_article")
    assert left.filter(args={"article_id": part.pk}).count() == 1
    for _turn in range(2):
        tell_about_article(article=part)
    assert kinds(bas) == ["new_part"]


def test_only_the_first_unread_of_a_discussion_is_mailed(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    tell(say(bas, under=root))
    tell(say(bas, under=root))
    reasons = NewsMail.objects.order_by("pk").values_list("not_sent_because", flat=True)
    assert list(reasons) == ["", "joined_earlier"]
    mark_all_read(person=an)
    tell(say(bas, under=root))
    assert NewsMail.objects.waiting().count() == 2


def test_what_was_hidden_holds_no_later_mail_back(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    root = say(an, under=article)
    hide(tell(say(bas, under=root)))
    tell(say(bas, under=root))
    assert NewsMail.objects.waiting().count() == 2


def test_who_never_reads_is_told_of_a_few_and_no_more(
    an: User, bas: User, article: Article, tell: Tell
) -> None:
    follow(person=bas, subject=article)
    for _number in range(MOST_UNREAD + 2):
        tell(say(an, under=article))
    assert Notification.objects.filter(person=bas).count() == MOST_UNREAD


def test_each_pace_leaves_its_trace_in_the_outbox(an: User, article: Article, tell: Tell) -> None:
    people = {}
    for pace in Pace:
        people[pace] = make_person(f"Lid {pace.value}")
        choose(person=people[pace], paces={"followed": pace})
        follow(person=people[pace], subject=article)
    tell(say(an, under=article))
    found = {
        pace: NewsMail.objects.filter(person=person).values_list("not_sent_because", flat=True)
        for pace, person in people.items()
    }
    assert {pace: list(rows) for pace, rows in found.items()} == {
        Pace.NOW: [""],
        Pace.DAILY: [],
        Pace.WEEKLY: [],
        Pace.NEVER: ["chose_never"],
    }


def test_two_queries_and_a_check_for_each_chunk(
    an: User, article: Article, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setattr(telling, "CHUNK", 5)
    for _number in range(12):
        follow(person=make_person("Kees"), subject=article)
    comment = Comment.objects.select_related("thread", "parent").get(pk=say(an, under=article).pk)
    with CaptureQueriesContext(connection) as captured:
        telling.tell_about_comment(comment=comment)
    assert Notification.objects.count() == 12
    work = [one for one in captured if "SAVEPOINT" not in one["sql"]]
    assert len(work) == 1 + 3 * 3  # who is mentioned, and three chunks


def test_what_fails_for_one_person_reaches_all_others(
    an: User,
    article: Article,
    monkeypatch: pytest.MonkeyPatch,
    tell: Tell,
    caplog: pytest.LogCaptureFixture,
) -> None:
    people = [make_person("Kees") for _number in range(4)]
    for person in people:
        follow(person=person, subject=article)
    honest = telling._tell

    def failing(kind: object, some: list[int], **about: object) -> None:
        if people[1].pk in some:
            raise DatabaseError("this row cannot be written")
        honest(kind, some, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(telling, "_tell", failing)
    tell(say(an, under=article))
    told = Notification.objects.values_list("person", flat=True)
    assert sorted(told) == sorted(person.pk for person in people if person != people[1])
    assert str(people[1].pk) in caplog.text


def test_a_notification_is_about_what_its_kind_says(an: User, article: Article) -> None:
    comment = say(an, under=article)
    for wrong in (
        {"kind": "answer"},
        {"kind": "answer", "article": article},
        {"kind": "new_part", "comment": comment},
        {"kind": "decision_on_yours", "comment": comment},
        {"kind": "followed", "comment": comment, "article": article},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notification.objects.create(person=an, **wrong)


def test_one_comment_is_one_row_for_each_person(an: User, article: Article) -> None:
    comment = say(an, under=article)
    Notification.objects.create(person=an, kind="answer", comment=comment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(person=an, kind="followed", comment=comment)
