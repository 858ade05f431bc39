"""By when a case has been looked at."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from discussions.models import Case, CaseKind, Comment
from discussions.models.case import due_at, office_hours
from discussions.moderation.reporting import report_comment
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import reported

pytestmark = pytest.mark.django_db


def test_a_report_is_due_on_the_next_working_day(comment: Comment, bas: User) -> None:
    case = reported(comment, bas)
    assert (case.kind, case.is_urgent) == (CaseKind.REPORT, False)
    assert case.due_at == office_hours().end_of_working_day(case.opened_at)


def test_somebody_who_can_be_recognised_cannot_wait(comment: Comment, bas: User) -> None:
    report_comment(comment=comment, reporter=bas, rule_code="HR-3")
    case = Case.objects.get()
    assert case.is_urgent
    assert case.due_at == case.opened_at


def test_one_urgent_report_makes_a_waiting_case_urgent(
    comment: Comment, bas: User, mia: User
) -> None:
    case = reported(comment, bas)
    report_comment(comment=comment, reporter=mia, rule_code="HR-3")
    again = Case.objects.get()
    assert again.is_urgent
    assert again.due_at <= timezone.now() < case.due_at


def test_a_report_of_what_a_moderator_opened_makes_it_a_report(
    comment: Comment, bas: User, mo: User
) -> None:
    assert open_case(comment=comment, moderator=mo).kind == CaseKind.OWN
    assert reported(comment, bas).kind == CaseKind.REPORT


def test_an_appeal_stands_beside_the_open_case(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    now = timezone.now()
    due = due_at(kind=CaseKind.APPEAL, now=now)
    assert due == now + timedelta(days=14)
    appeal = Case.objects.create(comment=comment, kind=CaseKind.APPEAL, due_at=due)
    assert open_case(comment=comment, moderator=mo) == case
    assert set(Case.objects.waiting()) == {case, appeal}
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(comment=comment)
