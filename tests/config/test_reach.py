"""Where people and authorities reach the editors."""

import pytest
from django.test import Client
from django.urls import reverse

from config.env import BadSetting
from config.reach import read_contact, read_office_times, what_contact_lacks

WHOLE = {
    "CONTACT_EMAIL": "redactie@example.org",
    "CONTACT_PHONE": "088 000 00 00",
    "CONTACT_AUTHORITIES": "toezicht@example.org",
}


def lacks(**changes: str) -> list[str | None]:
    return [one.id for one in what_contact_lacks(read_contact(False, {**WHOLE, **changes}))]


def test_two_ways_and_an_address_for_authorities() -> None:
    assert lacks() == []
    assert lacks(CONTACT_PHONE="", CONTACT_ADDRESS="Postbus 1") == []
    assert lacks(CONTACT_PHONE="") == ["stellingname.E011"]
    assert lacks(CONTACT_AUTHORITIES="") == ["stellingname.E012"]
    assert lacks(CONTACT_LANGUAGES=" , ") == ["stellingname.E013"]


def test_without_a_mail_address_nothing_starts() -> None:
    with pytest.raises(BadSetting, match="CONTACT_EMAIL"):
        read_contact(False, {})


@pytest.mark.parametrize(
    "wrong", [{"OFFICE_DAYS": "ma,fr"}, {"OFFICE_OPENS": "17", "OFFICE_CLOSES": "9"}]
)
def test_office_times_that_are_none(wrong: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        read_office_times(wrong)


@pytest.mark.django_db
def test_the_page_is_one_press_away_from_every_page() -> None:
    address = reverse("contact")
    page = Client().get(address).content.decode()
    assert "redactie@example.org" in page
    assert "Voor autoriteiten" in page
    for name in ("overview", "house_rules", "account_login", "contact"):
        assert f'href="{address}"' in Client().get(reverse(name)).content.decode()
