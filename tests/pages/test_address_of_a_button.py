"""Who opens the address of a button gets a page with the way on, and nothing happens."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Follow
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db


def test_there_is_a_page_with_the_way_on() -> None:
    client = Client()
    client.force_login(make_person("Bas"))
    response = client.get(reverse("follow_article", args=[make_article().slug]))
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "Er is niets veranderd" in response.text
    assert f'href="{reverse("overview")}"' in response.text
    assert not Follow.objects.exists()


def test_other_refusals_stay_short() -> None:
    client = Client()
    client.force_login(make_person("Bas"))
    assert client.put(reverse("overview")).text == ""
