"""The rules, for people and for machines."""

import pytest
from django.test import Client
from django.urls import reverse

from discussions.moderation.policy import HOUSE_RULES

pytestmark = pytest.mark.django_db


def test_house_rules_are_open_to_everyone_with_an_anchor_each() -> None:
    client = Client()
    page = client.get(reverse("house_rules"))
    for rule in HOUSE_RULES:
        assert f'id="{rule.code}"' in page.text
        assert rule.text[:40] in page.text
    assert 'id="contact"' in page.text
    assert not page.cookies


def test_house_rules_are_machine_readable() -> None:
    answer = Client().get("/huisregels.json")
    data = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert [rule["code"] for rule in data["rules"]] == [rule.code for rule in HOUSE_RULES]
    assert data["rules"][0]["version"] == 1
    assert data["contact"]
    assert [tool["code"] for tool in data["automated_tools"]] == ["tweede-blik"]
