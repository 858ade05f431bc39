"""Whoever reported it does not look at it again as if they were independent."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Mail, Role, User
from discussions.models import Appeal, Comment, Decision, Report
from discussions.moderation.appeals import file_appeal
from discussions.moderation.assessors import independents, may_answer, may_ask_outsider
from discussions.moderation.reappraising import ask_outsider
from discussions.moderation.reporting import report_illegal
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.discussions.moderation.test_appeals import answered
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def appeal_of(decision: Decision, person: User) -> Appeal:
    return file_appeal(decision=decision, person=person, body="Ik noemde niemand bij naam.")


def test_a_moderator_who_reported_it_is_a_party(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    appeal = appeal_of(hide_case(reported(comment, bas, mia), mo), an)
    assert independents(appeal) == []
    assert not may_answer(mia, appeal)
    with pytest.raises(ValidationError):
        answered(appeal, mia, founded=False)
    assert "geen andere moderator kan hier onafhankelijk naar kijken" in (
        log_in(mo).get(appeal.get_absolute_url()).text
    )
    assert log_in(mia).get(appeal.get_absolute_url()).context["file"].must_be_colleague
    assert answered(appeal, mo, founded=False).by_the_same, "nobody is left, and it says so"
    letter = Mail.objects.filter(person=an).latest("pk").body_text
    assert "Er is geen andere moderator die hier onafhankelijk naar kan kijken." in letter
    assert "maar één moderator" not in letter, "Mia is one too"


def test_another_who_did_not_is_independent(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    pim = make_person("Pim", Role.MODERATOR)
    appeal = appeal_of(hide_case(reported(comment, bas, mia), mo), an)
    assert independents(appeal) == [pim]
    assert not may_answer(mo, appeal)
    assert not answered(appeal, pim, founded=False).by_the_same


def test_who_reported_and_decided_alone_can_still_ask_an_outsider_or_answer(
    comment: Comment, an: User, mo: User
) -> None:
    appeal = appeal_of(hide_case(reported(comment, mo), mo), an)
    assert may_ask_outsider(mo, appeal)
    assert answered(appeal, mo, founded=False).by_the_same


def test_who_only_reported_asks_an_outsider_when_who_decided_is_gone(
    comment: Comment, an: User, mo: User, mia: User
) -> None:
    appeal = appeal_of(hide_case(reported(comment, mia), mo), an)
    assert not may_ask_outsider(mia, appeal), "Mo can still answer it, or ask somebody"
    User.objects.filter(pk=mo.pk).update(is_active=False)
    appeal = Appeal.objects.get(pk=appeal.pk)
    assert not may_answer(mia, appeal)
    assert log_in(mia).get(appeal.get_absolute_url()).context["invite"] is not None
    ask_outsider(appeal=appeal, moderator=mia, name="Ineke", address="ineke@example.org")
    assert not may_ask_outsider(an, appeal)
    an.roles = [Role.MODERATOR]
    an.save()
    assert not may_ask_outsider(an, appeal), "it is about the words of An"


@pytest.mark.parametrize(
    "address", ["ria@example.org", "RIA@example.org ", "bas", "mo", "An@example.org"]
)
def test_an_outsider_is_not_who_reported_it_either(
    comment: Comment, an: User, bas: User, mo: User, address: str
) -> None:
    case = reported(comment, bas)
    report_illegal(
        explanation="Hier word ik bedreigd.",
        addresses=[f"http://127.0.0.1:8000{comment.get_absolute_url()}"],
        email="ria@example.org",
        law_code="LAW-3",
        good_faith=True,
    )
    assert Report.objects.filter(case=case).count() == 2
    appeal = appeal_of(hide_case(case, mo), an)
    User.objects.filter(pk=an.pk).update(email="an@example.org")
    known = {"bas": bas.email, "mo": mo.email}
    with pytest.raises(ValidationError) as refusal:
        ask_outsider(
            appeal=appeal, moderator=mo, name="Iemand", address=known.get(address, address)
        )
    assert list(refusal.value.message_dict) == ["address"]
    ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="ineke@example.org")
