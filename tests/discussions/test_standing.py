"""Who may write where, and what they hear when they may not: closed, slow, limited, suspended, too often."""

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import CannotWrite, post_comment
from discussions.models import Comment, Decision, Restriction, Thread
from tests.factories import lift, make_article, make_person, restrict, say

pytestmark = pytest.mark.django_db

WHY = "De discussie liep hoog op."


@pytest.fixture
def mo() -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def article() -> Article:
    return make_article()


def thread_of(article: Article) -> Thread:
    say(under=article)
    return Thread.objects.get(article=article)


def refused(author: User, article: Article) -> CannotWrite:
    with pytest.raises(CannotWrite) as refusal:
        say(author, under=article)
    return refusal.value


def test_a_closed_discussion_takes_nothing_until_it_is_opened(mo: User, article: Article) -> None:
    thread, elsewhere, an = thread_of(article), make_article(), make_person()
    until = timezone.now() + timedelta(days=1)
    closed = restrict(moderator=mo, thread=thread, kind="closed", reason=WHY, until=until)
    rule = refused(an, article).rule
    assert (rule.kind, rule.reason, rule.until) == ("closed", WHY, until)
    say(an, under=elsewhere)
    say(mo, "Hier kom ik op terug.", under=article)
    lift(restriction=closed, moderator=mo)
    say(an, under=article)


def test_what_ends_by_itself_stops_nobody_any_more(mo: User, article: Article) -> None:
    thread = thread_of(article)
    now = timezone.now()
    begun, over = now - timedelta(minutes=5), now - timedelta(seconds=1)
    line = Decision.objects.create(
        moderator=mo,
        outcome="close",
        thread=thread,
        source="voluntary",
        created_at=begun,
        until=over,
    )
    Restriction.objects.create(
        decision=line,
        thread=thread,
        kind="closed",
        reason=WHY,
        set_by=mo,
        starts_at=begun,
        until=over,
    )
    say(under=article)


def test_slow_mode_is_per_person_and_per_discussion(mo: User, article: Article) -> None:
    thread, elsewhere = thread_of(article), make_article()
    an, bas = make_person("An"), make_person("Bas")
    say(an, under=article)
    ten = timedelta(minutes=10)
    restrict(moderator=mo, thread=thread, kind="slow", reason=WHY, interval=ten)
    last = Comment.objects.get(author=an)
    assert refused(an, article).rule.stops_until == last.created_at + ten
    say(an, under=elsewhere)
    say(bas, under=article)
    refused(bas, article)
    Comment.objects.filter(author=an).update(created_at=timezone.now() - ten)
    say(an, under=article)


def test_a_limited_person_waits_everywhere(mo: User, article: Article) -> None:
    an = make_person("An")
    restrict(moderator=mo, person=an, kind="limited", reason=WHY, interval=timedelta(hours=4))
    say(an, under=article)
    rule = refused(an, make_article()).rule
    assert rule.kind == "limited"
    assert rule.stops_until is not None
    say(under=article)


def test_a_wait_ends_no_later_than_the_rule(mo: User, article: Article) -> None:
    an = make_person("An")
    until = timezone.now() + timedelta(minutes=5)
    restrict(
        moderator=mo,
        person=an,
        kind="limited",
        reason=WHY,
        interval=timedelta(hours=4),
        until=until,
    )
    say(an, under=article)
    assert refused(an, article).rule.stops_until == until


def test_a_suspended_person_hears_until_when(mo: User, article: Article) -> None:
    an = make_person("An")
    until = timezone.now() + timedelta(days=3)
    restrict(moderator=mo, person=an, kind="suspended", reason=WHY, until=until, rule_code="HR-1")
    rule = refused(an, article).rule
    assert (rule.kind, rule.until, rule.rule_code, rule.stops) == ("suspended", until, "HR-1", True)


def test_the_hardest_rule_is_told_first(mo: User, article: Article) -> None:
    thread, an = thread_of(article), make_person("An")
    later = timezone.now() + timedelta(days=1)
    restrict(moderator=mo, thread=thread, kind="closed", reason=WHY)
    restrict(moderator=mo, person=an, kind="suspended", reason=WHY, until=later)
    assert refused(an, article).rule.kind == "suspended"


def test_so_many_in_an_hour(article: Article, settings: Any) -> None:
    settings.COMMENTS_PER_HOUR = 3
    an = make_person("An")
    first = say(an, under=article)
    say(an, under=make_article())
    say(an, under=article)
    rule = refused(an, article).rule
    assert (rule.kind, rule.stops_until) == ("pace", first.created_at + timedelta(hours=1))
    editor = make_person("Els", "editor")
    for _ in range(4):
        say(editor, under=article)


def test_the_same_form_sent_again_is_not_stopped(mo: User, article: Article) -> None:
    """What was placed is placed: the answer to a retry is that comment, whatever holds by now."""
    an, form = make_person("An"), uuid.uuid4()
    placed = say(an, "Dit dus.", under=article, submission_id=form)
    restrict(moderator=mo, thread=placed.thread, kind="closed", reason=WHY)
    assert say(an, "Dit dus.", under=article, submission_id=form) == placed


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": " "}, "public_reason"),
        ({"kind": "stil"}, "outcome"),
        ({"kind": "slow"}, "interval"),
        ({"kind": "slow", "interval": timedelta(seconds=1)}, "interval"),
        ({"until": timezone.now() - timedelta(days=1)}, "until"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(
    mo: User, article: Article, wrong: dict[str, Any], field: str
) -> None:
    right = {"kind": "closed", "reason": WHY}
    with pytest.raises(ValidationError) as refusal:
        restrict(moderator=mo, thread=thread_of(article), **{**right, **wrong})
    assert list(refusal.value.message_dict) == [field]
    assert not Restriction.objects.exists()


def test_a_suspension_has_an_end_and_nobody_suspends_themselves(mo: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        restrict(moderator=mo, person=make_person(), kind="suspended", reason=WHY)
    assert list(refusal.value.message_dict) == ["until"]
    later = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError):
        restrict(moderator=mo, person=mo, kind="suspended", reason=WHY, until=later)


def test_only_moderators_restrict(mo: User, article: Article) -> None:
    thread = thread_of(article)
    with pytest.raises(PermissionDenied):
        restrict(moderator=make_person(), thread=thread, kind="closed", reason=WHY)
    closed = restrict(moderator=mo, thread=thread, kind="closed", reason=WHY)
    with pytest.raises(PermissionDenied):
        lift(restriction=closed, moderator=make_person())


def test_setting_it_again_ends_what_held(mo: User, article: Article) -> None:
    thread = thread_of(article)
    first = restrict(moderator=mo, thread=thread, kind="closed", reason=WHY)
    second = restrict(moderator=mo, thread=thread, kind="closed", reason="Anders.")
    first.refresh_from_db()
    assert (first.ended_by, first.ended_at is not None) == (mo, True)
    assert list(Restriction.objects.in_force(timezone.now())) == [second]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"kind": "suspended"},
        {"kind": "slow"},
        {"interval": timedelta(hours=1)},
        {"until": timezone.now() - timedelta(days=9)},
        {"ended_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_does_not_fit(
    mo: User, article: Article, wrong: dict[str, Any]
) -> None:
    thread = thread_of(article)

    def right() -> dict[str, Any]:
        line = Decision.objects.create(
            moderator=mo, outcome="close", thread=thread, source="voluntary"
        )
        return {"decision": line, "thread": thread, "kind": "closed", "reason": WHY, "set_by": mo}

    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(**{**right(), **wrong})
    Restriction.objects.create(**right())
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(**right())


def test_the_database_refuses_what_nobody_decided(mo: User, article: Article) -> None:
    """Neither without a line in the log, nor with one that says something else."""
    thread, other = thread_of(article), thread_of(make_article())
    fields = {"thread": thread, "kind": "closed", "reason": WHY, "set_by": mo}
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(**fields)
    for about in ({"thread": other, "outcome": "close"}, {"thread": thread, "outcome": "slow"}):
        line = Decision.objects.create(moderator=mo, source="voluntary", **about)
        with pytest.raises(IntegrityError), transaction.atomic():
            Restriction.objects.create(**fields, decision=line)


@pytest.mark.django_db(transaction=True)
def test_exactly_so_many_whoever_sends_them_at_once(settings: Any) -> None:
    """Twelve at the same moment, under three articles, with room for four."""
    settings.COMMENTS_PER_HOUR = 4
    an, articles = make_person("An"), [make_article() for _ in range(3)]
    outcomes: list[str] = []
    ready = threading.Barrier(12)

    def send(number: int) -> None:
        ready.wait()
        try:
            post_comment(
                author=an,
                body=f"Reactie {number}.",
                submission_id=uuid.uuid4(),
                article=articles[number % 3],
            )
            outcomes.append("placed")
        except CannotWrite as refusal:
            outcomes.append(refusal.rule.kind)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["pace"] * 8 + ["placed"] * 4
    assert Comment.objects.filter(author=an).count() == 4
