"""What PostgreSQL and the locks hold of somebody whose reports are not handled."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Mail, User
from discussions.models import (
    Case,
    Comment,
    Decision,
    Report,
    Restriction,
)
from discussions.moderation.appeals import file_appeal
from discussions.moderation.reappraising import answer_appeal
from discussions.moderation.reporting import report_comment, report_illegal
from discussions.moderation.unheard import NotHeard, unheard_now
from tests.discussions.moderation.racing import Crowd
from tests.discussions.moderation.unhearing import (
    TYPED,
    WHY,
    report_often,
    unhear,
)
from tests.factories import lift, make_article, make_person, say, warn

pytestmark = pytest.mark.django_db


@pytest.fixture
def ria(db: None) -> User:
    """Who reports a lot."""
    return make_person("Ria")


@pytest.fixture
def unheard(ria: User, mo: User) -> Restriction:
    report_often(ria, mo)
    return Restriction.objects.get(decision=unhear(ria, mo))


@pytest.mark.parametrize("subject", ["thread", "article", "claim", "nothing"])
def test_postgresql_takes_it_about_a_person_only(subject: str, mo: User, comment: Comment) -> None:
    about: dict[str, Any] = {
        "thread": {"thread": comment.thread},
        "article": {"article": comment.thread.article},
        "claim": {"comment": comment, "revision": comment.revisions.get()},
        "nothing": {},
    }[subject]
    with pytest.raises(IntegrityError, match="fits_subject"), transaction.atomic():
        Decision.objects.create(
            moderator=mo,
            outcome="no_notices",
            source="voluntary",
            rule_code="HR-5",
            rule_version=1,
            **about,
        )


def _checked_now(write: Callable[[], object]) -> None:
    """What is otherwise checked at commit."""
    write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_postgresql_wants_a_ground_words_and_an_end(ria: User, mo: User) -> None:
    def line(**fields: Any) -> Decision:
        grounds = {"rule_code": "HR-5", "rule_version": 1, **fields}
        return Decision.objects.create(
            moderator=mo, person=ria, outcome="no_notices", source="voluntary", **grounds
        )

    with pytest.raises(IntegrityError, match="has_a_ground"), transaction.atomic():
        line(rule_code="", rule_version=None)
    with pytest.raises(IntegrityError, match="needs an explanation"), transaction.atomic():
        _checked_now(line)
    with pytest.raises(IntegrityError, match="has_an_end"), transaction.atomic():
        Restriction.objects.create(
            decision=line(), person=ria, kind="unheard", reason=WHY, set_by=mo
        )


def test_an_appeal_shortens_it(unheard: Restriction, ria: User, mia: User) -> None:
    appeal = file_appeal(decision=unheard.decision, person=ria, body="Dit is te lang.")
    sooner = timezone.now() + timedelta(days=2)
    line = answer_appeal(
        appeal=appeal,
        moderator=mia,
        founded=False,
        seen_version=appeal.case.version,
        explanation="Twee weken is lang voor een eerste keer.",
        until=sooner,
    )
    left = unheard_now(ria)
    assert left is not None
    assert (left.decision, left.until, left.kind) == (line, sooner, "unheard")
    assert "deels gelijk" in Mail.objects.filter(person=ria).latest("pk").body_text


def test_postgresql_compares_what_holds_with_what_was_decided(
    unheard: Restriction, ria: User, mo: User
) -> None:
    row = Restriction.objects.filter(pk=unheard.pk)
    with pytest.raises(IntegrityError, match="is what was decided"), transaction.atomic():
        row.update(kind="suspended")
    lift(restriction=unheard, moderator=mo)
    warned = warn(moderator=mo, person=ria)
    with pytest.raises(IntegrityError, match="is what was decided"), transaction.atomic():
        Restriction.objects.create(
            decision=warned,
            person=ria,
            kind="unheard",
            reason=WHY,
            set_by=mo,
            until=timezone.now() + timedelta(days=1),
        )


@pytest.mark.parametrize("wrong", [{"email": ""}, {"law_code": "LAW-3"}, {"reporter": True}])
def test_postgresql_sets_aside_by_address_only(
    wrong: dict[str, Any], ria: User, comment: Comment
) -> None:
    fields = {"email": ria.email, "law_code": "LAW-4", **wrong}
    if fields.pop("reporter", None):
        fields |= {"reporter": ria, "email": ""}
    case = Case.objects.create(address="ergens", closed_at=timezone.now())
    with pytest.raises(IntegrityError, match="set_aside"), transaction.atomic():
        Report.objects.create(
            case=case,
            kind="illegal",
            explanation=TYPED,
            addresses=["ergens"],
            set_aside=True,
            **fields,
        )


@pytest.mark.django_db(transaction=True)
def test_a_report_at_the_same_moment_waits_for_the_measure(few: Crowd, mo: User) -> None:
    ria, article = make_person("Ria"), make_article()
    report_often(ria, mo)
    comment = say(under=article)
    decided, asked = threading.Event(), threading.Event()

    def take() -> Decision:
        with transaction.atomic():
            line = unhear(ria, mo)
            decided.set()
            with connection.cursor() as cursor:
                # Not committed before the other waits for it, or is through.
                while not asked.is_set():
                    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    if cursor.fetchone()[0]:
                        break
            return line

    def report() -> Report:
        assert decided.wait(timeout=20)
        try:
            return report_comment(comment=comment, reporter=ria, rule_code="HR-1")
        finally:
            asked.set()

    taken, told = few.at_once(take, report)
    assert isinstance(taken, Decision), taken
    assert isinstance(told, NotHeard), told
    assert not Report.objects.filter(case__comment=comment).exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_once_is_set_aside_once(few: Crowd, mo: User) -> None:
    ria, article = make_person("Ria"), make_article()
    report_often(ria, mo)
    unhear(ria, mo)
    for number in range(10):
        comment, form = say(under=article), uuid.uuid4()
        place = f"/reacties/{comment.public_id}/"
        send = partial(
            report_illegal,
            explanation=TYPED,
            addresses=[place],
            email=ria.email,
            submission=form,
        )
        first, second = few.at_once(send, send, number=number)
        assert first == second, (first, second)
        assert Report.objects.filter(submission=form).count() == 1
