from datetime import date

import pytest

from articles.cleaning.dates import find_date


@pytest.mark.parametrize(
    ("text", "expected", "as_written"),
    [
        ("29 August 2017", date(2017, 8, 29), "29 August 2017"),
        ("29 augustus 2017", date(2017, 8, 29), "29 augustus 2017"),
        ("dinsdag 29 aug. 2017, 14:05", date(2017, 8, 29), "dinsdag 29 aug. 2017"),
        ("August 29, 2017", date(2017, 8, 29), "August 29, 2017"),
        ("1 mrt 2020", date(2020, 3, 1), "1 mrt 2020"),
        ("03-04-2021", date(2021, 4, 3), "03-04-2021"),
        ("3/4/2021", date(2021, 4, 3), "3/4/2021"),
        ("2021-04-03", date(2021, 4, 3), "2021-04-03"),
        ("31-02-2021 en 1 mei 2021", date(2021, 5, 1), "1 mei 2021"),
    ],
)
def test_date_is_read_in_dutch_and_english(text: str, expected: date, as_written: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.value, found.as_written) == (expected, as_written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "maart 2020",
        "31 februari 2021",
        "13-13-2021",
        "1 mei 20201",
        "artikel 2.1.3",
        "129 maart 2017",
        "1 junı 2020",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text) is None
