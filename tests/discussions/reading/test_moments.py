"""A moment in few words: which day is today is decided in Amsterdam."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from discussions.reading.moments import short_moment

UTC = ZoneInfo("UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "now", "words"),
    [
        ("2026-11-12T07:13", "2026-11-12T07:13", "today, 08:13"),
        # Midnight in Amsterdam is 23:00 in UTC in winter, 22:00 in summer.
        ("2026-11-12T23:00", "2026-11-13T22:59", "today, 00:00"),
        ("2026-11-12T22:59", "2026-11-12T23:00", "yesterday, 23:59"),
        ("2026-07-01T22:00", "2026-07-02T21:59", "today, 00:00"),
        ("2026-07-01T21:59", "2026-07-01T22:00", "yesterday, 23:59"),
        # The nights of the clock: 25 hours long, and 23.
        ("2026-10-24T22:30", "2026-10-25T22:30", "today, 00:30"),
        ("2026-10-24T22:30", "2026-10-26T22:30", "yesterday, 00:30"),
        ("2026-03-28T22:30", "2026-03-29T21:30", "yesterday, 23:30"),
        ("2026-10-25T01:30", "2026-10-25T12:00", "today, 02:30"),
        # New year.
        ("2026-12-31T22:59", "2026-12-31T23:00", "yesterday, 23:59"),
    ],
)
def test_short_moment_names_today_and_yesterday(moment: str, now: str, words: str) -> None:
    name, time = words.split(", ")
    known = {"today": "today, %(time)s", "yesterday": "yesterday, %(time)s"}
    assert short_moment(at(moment), at(now)) == _(known[name]) % {"time": time}


@pytest.mark.parametrize(
    ("moment", "now", "words"),
    [
        ("2026-11-11T07:13", "2026-11-13T07:13", "11 november, 08:13"),
        ("2026-01-01T00:00", "2026-12-31T22:59", "1 januari, 01:00"),
        ("2025-12-31T22:59", "2026-12-31T22:59", "31 december 2025, 23:59"),
        ("2025-12-30T22:59", "2025-12-31T23:00", "30 december 2025, 23:59"),
        # A clock that runs ahead: tomorrow is neither today nor yesterday.
        ("2026-11-13T07:13", "2026-11-12T07:13", "13 november, 08:13"),
    ],
)
def test_short_moment_names_the_date_and_another_year(moment: str, now: str, words: str) -> None:
    with translation.override("nl"):
        assert short_moment(at(moment), at(now)) == words
