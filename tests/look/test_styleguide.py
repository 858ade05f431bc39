"""The page of components: whole, without a cookie, and every id once."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_styleguide_shows_every_stance_without_a_cookie(client: Client) -> None:
    response = client.get(reverse("styleguide"))
    assert response.status_code == 200
    assert not response.cookies
    for kind in ("eens", "nuance", "oneens"):
        assert f'class="{kind}"'.encode() in response.content


def test_styleguide_names_every_id_once(client: Client) -> None:
    page = client.get(reverse("styleguide")).content.decode()
    twice = [
        name for name, times in Counter(re.findall(r'\bid="([^"]+)"', page)).items() if times > 1
    ]
    assert twice == []
