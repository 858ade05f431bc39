"""An appeal that is founded in part: what holds for somebody stays, and ends sooner."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Mail, User
from discussions.models import Appeal, Comment, Decision, Restriction
from discussions.moderation.appeals import CannotAppeal, file_appeal
from discussions.moderation.past import what_came_before
from discussions.moderation.reappraising import answer_appeal, ask_outsider, review_url
from discussions.reading.moderation_figures import load_moderation_figures
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.factories import lift, restrict, warn

pytestmark = pytest.mark.django_db
BECAUSE = "Twee weken is lang voor een eerste keer."


@pytest.fixture
def suspended(an: User, mo: User) -> Restriction:
    end = timezone.now() + timedelta(days=14)
    return restrict(
        moderator=mo, kind="suspended", person=an, reason="Je schold Bas twee keer uit.", until=end
    )


@pytest.fixture
def appeal(suspended: Restriction, an: User) -> Appeal:
    return file_appeal(decision=suspended.decision, person=an, body="Dit is te lang.")


@pytest.fixture
def sooner() -> datetime:
    return (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)


def shortened(appeal: Appeal, by: User | None, until: datetime | None, **more: Any) -> Decision:
    appeal.case.refresh_from_db()
    return answer_appeal(
        appeal=appeal,
        moderator=by,
        founded=False,
        seen_version=appeal.case.version,
        explanation=more.pop("explanation", BECAUSE),
        until=until,
        **more,
    )


def posted(until: datetime | str, appeal: Appeal) -> dict[str, Any]:
    moment = (
        until if isinstance(until, str) else timezone.localtime(until).strftime("%Y-%m-%dT%H:%M")
    )
    return {
        "answer": "shorter",
        "until": moment,
        "explanation": BECAUSE,
        "seen_version": appeal.case.version,
    }


def test_it_stays_and_ends_sooner(
    suspended: Restriction, appeal: Appeal, an: User, mia: User, sooner: datetime
) -> None:
    before = what_came_before(an)
    page = log_in(mia).get(appeal.get_absolute_url()).text
    assert "Dit blijft, maar eindigt eerder" in page
    assert log_in(mia).post(appeal.get_absolute_url(), posted(sooner, appeal)).status_code == 302
    line = Decision.objects.get(answers=appeal)
    assert (line.outcome, line.until, line.person) == ("shorten", sooner, an)
    assert (line.rule_code, line.rule_version) == ("HR-1", suspended.decision.rule_version)
    (left,) = Restriction.objects.in_force(timezone.now()).filter(person=an)
    assert (left.kind, left.until, left.reason) == (
        "suspended",
        sooner,
        "Je schold Bas twee keer uit.",
    )
    assert (left.starts_at, left.decision) == (suspended.starts_at, line)
    suspended.refresh_from_db()
    assert suspended.ended_decision == line
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is not None
    body = Mail.objects.filter(person=an).latest("pk").body_text
    assert "deels gelijk" in body
    assert BECAUSE in body
    assert timezone.localtime(sooner).strftime("%H:%M") in body
    assert what_came_before(an) == before, "what was shortened counts once"
    figures = load_moderation_figures(4)
    assert (figures.appeals, figures.appeals_won, figures.appeals_partly) == (1, 0, 1)
    assert "deels gelijk" in log_in(mia).get("/moderatie/cijfers/").text


def test_what_was_taken_back_does_not_count_for_the_ladder(
    suspended: Restriction, appeal: Appeal, an: User, mia: User
) -> None:
    assert what_came_before(an).suspensions == 1
    answer_appeal(
        appeal=appeal,
        moderator=mia,
        founded=True,
        seen_version=appeal.case.version,
        explanation=BECAUSE,
    )
    assert what_came_before(an).suspensions == 0


def test_an_end_that_is_none_is_refused_at_its_field(
    suspended: Restriction, appeal: Appeal, mia: User
) -> None:
    browser, address = log_in(mia), appeal.get_absolute_url()
    assert suspended.until is not None
    for wrong in ("", "morgen", suspended.until + timedelta(days=1), timezone.now()):
        answer = browser.post(address, posted(wrong, appeal))
        assert answer.status_code == 422
        assert 'id="id_until_error"' in answer.text
        assert BECAUSE in answer.text
    with pytest.raises(ValidationError) as no:
        shortened(appeal, mia, timezone.now() + timedelta(days=2), explanation=" ")
    assert list(no.value.message_dict) == ["explanation"]
    assert not Decision.objects.filter(answers=appeal).exists()
    suspended.refresh_from_db()
    assert suspended.ended_at is None


def test_what_has_no_end_cannot_end_sooner(
    comment: Comment, bas: User, mo: User, mia: User
) -> None:
    hidden = hide_case(reported(comment, bas), mo)
    assert comment.author is not None
    warned = warn(moderator=mo, person=comment.author)
    for line in (hidden, warned):
        appeal = file_appeal(decision=line, person=comment.author, body="Nee.")
        address = appeal.get_absolute_url()
        assert 'value="shorter"' not in log_in(mia).get(address).text
        wrong = posted(timezone.now() + timedelta(days=1), appeal)
        assert log_in(mia).post(address, wrong).status_code == 422
        assert not Decision.objects.filter(answers=appeal).exists()


def test_what_is_over_meanwhile(
    suspended: Restriction, appeal: Appeal, mo: User, mia: User, sooner: datetime
) -> None:
    lift(restriction=suspended, moderator=mo)
    page = log_in(mia).get(appeal.get_absolute_url()).text
    assert 'value="shorter"' not in page
    assert "geldt al niet meer" in page
    assert shortened(appeal, mia, sooner).outcome == "lapse"


def test_nobody_asks_again(
    suspended: Restriction, appeal: Appeal, an: User, mia: User, sooner: datetime
) -> None:
    line = shortened(appeal, mia, sooner)
    with pytest.raises(CannotAppeal):
        file_appeal(decision=line, person=an, body="Nog te lang.")


def test_an_outsider_can_too(appeal: Appeal, mo: User, sooner: datetime) -> None:
    review = ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    path = review_url(review).partition("/beoordelen/")[2]
    answer = Client().post(f"/beoordelen/{path}", posted(sooner, appeal))
    assert answer.status_code == 200
    line = Decision.objects.get(answers=appeal)
    assert (line.outcome, line.moderator) == ("shorten", None)
    assert Restriction.objects.get(decision=line).set_by == mo


def test_postgresql_shortens_after_an_appeal_only(
    suspended: Restriction, an: User, mo: User, sooner: datetime
) -> None:
    with pytest.raises(IntegrityError, match="shortens"), transaction.atomic():
        Decision.objects.create(
            person=an, moderator=mo, outcome="shorten", source="voluntary", until=sooner
        )
