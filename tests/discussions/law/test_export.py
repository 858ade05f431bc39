"""Statements of reasons on their way out: stopped when one points at a person, the same twice, none when it is off."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from discussions.reading.statements import load_export
from tests.discussions.law.test_duties import switch
from tests.discussions.law.test_pages import hidden
from tests.discussions.moderation.conftest import log_in
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo() -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def olga() -> User:
    return make_person("Olga", "operator")


def _period() -> dict[str, str]:
    today = timezone.localdate()
    return {"vanaf": f"{today - timedelta(days=1)}", "tot": f"{today + timedelta(days=1)}"}


def test_a_statement_that_points_at_a_person_stops_all_of_them(mo: User, olga: User) -> None:
    make_person("Bas Vermeulen")
    (clean,) = hidden(mo)
    case = open_case(comment=say(make_person("An")), moderator=mo)
    leaking = decide(
        moderator=mo,
        outcome="hide",
        case=case,
        seen_version=case.version,
        rule_code="HR-1",
        explanation="Je noemt Bas Vermeulen een prutser.",
        public_reason="Te persoonlijk.",
        facts="Vermeulen werd een prutser genoemd.",
    )
    client, address = log_in(olga), reverse("statements_file")
    stopped = client.get(address, _period())
    assert stopped.status_code == 409
    assert "Vermeulen" in stopped.content.decode()
    assert "puid" not in stopped.content.decode()
    with pytest.raises(CommandError, match="Vermeulen"):
        call_command("dsa_motiveringen", *_period().values())
    left = client.get(address, {**_period(), "algemeen": "1"})
    assert left.status_code == 200
    text = left.content.decode()
    assert "Vermeulen" not in text
    assert str(clean.public_id) in text
    assert str(leaking.public_id) in text


def test_nothing_leaves_when_the_duty_is_off(mo: User, olga: User) -> None:
    hidden(mo)
    switch(olga)
    assert log_in(olga).get(reverse("statements_file"), _period()).status_code == 404
    with pytest.raises(CommandError, match="staat uit"):
        call_command("dsa_motiveringen", *_period().values())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"vanaf": "x", "tot": "2026-01-01"}, "Vul een dag in."),
        ({"vanaf": "", "tot": "2026-01-01"}, "Vul een dag in."),
        ({"vanaf": "2026-01-01"}, "Vul een dag in."),
        ({"vanaf": "2026-02-01", "tot": "2026-01-01"}, "De laatste dag ligt voor de eerste."),
        ({"vanaf": "2026-02-01", "tot": "9999-12-31"}, "Kies een dag van 2024 tot en met 2100."),
        ({"vanaf": "0001-01-01", "tot": "2026-01-01"}, "Kies een dag van 2024 tot en met 2100."),
    ],
)
def test_a_period_that_is_none_is_said_at_the_form(
    olga: User, wrong: dict[str, str], said: str
) -> None:
    for page in ("statements", "statements_file"):
        answer = log_in(olga).get(reverse(page), wrong)
        assert answer.status_code == 422, page
        assert said in answer.text
        assert "Mag eruit" not in answer.text
        assert f'value="{wrong["vanaf"]}"' in answer.text or not wrong["vanaf"]


def test_the_same_decision_leaves_by_the_same_name_twice(mo: User) -> None:
    hidden(mo)
    now = timezone.now()
    first, second = (
        load_export(start=now - timedelta(days=1), end=now + timedelta(days=1)) for _ in range(2)
    )
    assert first.lines == second.lines
    assert len(first.lines) == 1
