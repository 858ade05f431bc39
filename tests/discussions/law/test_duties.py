"""Duties of the law: on until they are switched off with a reason and a reviewer, and what each switch changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.models import Duty, DutyChange, LawReport
from discussions.models.law_report import SWITCHED
from discussions.moderation.law_reports import duties_on, switch_duty
from tests.discussions.moderation.conftest import log_in
from tests.factories import make_person

pytestmark = pytest.mark.django_db

LAST_YEAR = timezone.localdate().year - 1


@pytest.fixture
def olga() -> User:
    return make_person("Olga", "operator")


def switch(by: User, **more: Any) -> DutyChange:
    asked = {
        "duty": "art24_5",
        "is_on": False,
        "reason": "Er werken hier twaalf mensen.",
        "reviewer": "mr. Voorbeeld",
        "since": timezone.localdate(),
        **more,
    }
    return switch_duty(by=by, **asked)


def test_a_duty_is_on_until_it_is_switched_off_with_a_reason_and_a_reviewer(olga: User) -> None:
    today = timezone.localdate()
    assert len(duties_on(today)) == 6
    for missing in ({"reason": " "}, {"reviewer": ""}):
        with pytest.raises(ValidationError):
            switch(olga, **missing)
    switch(olga, since=today + timedelta(days=1))
    assert "art24_5" in duties_on(today)
    assert "art24_5" not in duties_on(today + timedelta(days=1))
    switch(olga, is_on=True, reviewer="", since=today + timedelta(days=1))
    assert "art24_5" in duties_on(today + timedelta(days=1))
    with pytest.raises(DatabaseError), transaction.atomic():
        DutyChange.objects.all().delete()


def test_what_is_always_on_is_said_with_its_reason_and_cannot_be_switched(olga: User) -> None:
    client = log_in(olga)
    html = client.get(reverse("duties")).content.decode()
    off = {"is_on": "no", "since": "2026-01-01", "reason": "Klein.", "reviewer": "mr. V"}
    for duty in Duty:
        if duty in SWITCHED:
            assert f'value="{duty.value}"' in html
            continue
        assert f'value="{duty.value}"' not in html
        assert duty.label.capitalize() in html
        assert client.post(reverse("duties"), {"duty": duty, **off}).status_code == 422
        with pytest.raises(ValidationError):
            switch(olga, duty=duty.value)
    assert not DutyChange.objects.exists()
    assert duties_on(timezone.localdate()) == set(Duty.values)


def test_every_switch_changes_what_is_shown(olga: User) -> None:
    """Of each duty: what is there while it is on, and is not there while it is off."""
    client = log_in(olga)

    def shown() -> dict[str, bool]:
        figures = client.get(reverse("law_reporting") + f"?jaar={LAST_YEAR}").context["parts"]
        articles = {part["article"] for part in figures}
        period = f"?vanaf={LAST_YEAR}-01-01&tot={LAST_YEAR}-12-31"
        file = client.get(reverse("statements_file") + period)
        return {
            "art15": any(article.startswith("15(") for article in articles),
            "art24_1": any(article.startswith("24(1)") for article in articles),
            "art24_5": file.status_code == 200,
        }

    assert set(shown()) == set(SWITCHED)
    for duty in SWITCHED:
        assert all(shown().values())
        switch(olga, duty=duty.value)
        assert shown() == {each.value: each != duty for each in SWITCHED}
        switch(olga, duty=duty.value, is_on=True)


def test_switching_a_duty_keeps_what_was_typed_when_something_is_missing(olga: User) -> None:
    client = log_in(olga)
    typed = {"duty": "art15", "is_on": "no", "since": "2026-01-01", "reason": "Klein."}
    answer = client.post(reverse("duties"), typed)
    assert answer.status_code == 422
    assert "Klein." in answer.content.decode()
    assert not DutyChange.objects.exists()
    assert client.post(reverse("duties"), {**typed, "reviewer": "mr. V"}).status_code == 302
    assert "mr. V" in client.get(reverse("duties")).content.decode()


def test_figures_of_a_duty_that_is_off_are_not_published(olga: User) -> None:
    switch(olga, duty="art15")
    client = log_in(olga)
    client.post(reverse("law_reporting") + f"?jaar={LAST_YEAR}", {})
    (report,) = LawReport.objects.all()
    articles = {row["article"] for row in report.figures}
    assert not any(article.startswith("15") for article in articles)
    assert "24(2)" in articles
