"""When the editors are there, and what that means for a date."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from discussions.office_hours import OfficeHours, read_days

HERE = ZoneInfo("Europe/Amsterdam")
WEEK = OfficeHours(days=(0, 1, 2, 3, 4), opens=9, closes=17, zone=HERE)


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("came_in", "due"),
    [
        ("2026-11-23T10:00", "2026-11-24T17:00"),  # Monday
        ("2026-11-23T23:59", "2026-11-24T17:00"),
        ("2026-11-27T15:00", "2026-11-30T17:00"),  # Friday
        ("2026-11-28T12:00", "2026-11-30T17:00"),  # Saturday
        ("2026-11-29T23:59", "2026-11-30T17:00"),  # Sunday
        ("2026-03-27T18:00", "2026-03-30T17:00"),  # over the night that the clock goes forward
    ],
)
def test_it_is_due_when_they_close_on_the_next_working_day(came_in: str, due: str) -> None:
    assert WEEK.end_of_working_day(at(came_in)) == at(due)


def test_the_day_is_that_of_the_editors_not_of_greenwich() -> None:
    late = datetime.fromisoformat("2026-11-29T23:30+00:00")  # Monday, half past twelve at night
    assert WEEK.end_of_working_day(late) == at("2026-12-01T17:00")


def test_more_working_days_skip_the_weekend() -> None:
    assert WEEK.end_of_working_day(at("2026-11-26T10:00"), 3) == at("2026-12-01T17:00")


def test_what_is_due_before_midnight_cannot_wait() -> None:
    assert WEEK.end_of_day(at("2026-11-28T00:00")) == at("2026-11-29T00:00")
    assert WEEK.end_of_day(at("2026-10-25T12:00")) == at("2026-10-26T00:00")  # a day of 25 hours


@pytest.mark.parametrize(
    ("moment", "is_open", "opening"),
    [
        ("2026-11-23T09:00", True, "2026-11-23T09:00"),
        ("2026-11-23T08:59", False, "2026-11-23T09:00"),
        ("2026-11-23T17:00", False, "2026-11-24T09:00"),
        ("2026-11-27T20:00", False, "2026-11-30T09:00"),
        ("2026-11-28T03:00", False, "2026-11-30T09:00"),
    ],
)
def test_open_and_opening(moment: str, is_open: bool, opening: str) -> None:
    assert WEEK.is_open(at(moment)) is is_open
    assert WEEK.opening(at(moment)) == at(opening)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("ma di wo do vr", "maandag tot en met vrijdag, van 9 tot 17 uur"),
        ("vr ma wo", "maandag, woensdag en vrijdag, van 9 tot 17 uur"),
        ("ma di", "maandag en dinsdag, van 9 tot 17 uur"),
        ("zo", "zondag, van 9 tot 17 uur"),
    ],
)
def test_in_words(names: str, words: str) -> None:
    hours = OfficeHours(days=read_days(names.split()), opens=9, closes=17, zone=HERE)
    assert hours.in_words() == words


@pytest.mark.parametrize(("days", "opens", "closes"), [((), 9, 17), ((7,), 9, 17), ((0,), 17, 9)])
def test_nonsense_is_refused(days: tuple[int, ...], opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="office hours"):
        OfficeHours(days=days, opens=opens, closes=closes, zone=HERE)
