"""Pages made for one person stay with that person; invented people stay at home."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord"


def test_pages_of_a_member_are_private_and_those_of_a_reader_are_not() -> None:
    article = make_article()
    say(under=article)
    reader, member = Client(), Client()
    member.force_login(make_person("An"))
    for address in (article.get_absolute_url(), reverse("overview")):
        assert member.get(address).headers["Cache-Control"] == "private, no-cache"
        assert "private" not in reader.get(address).headers.get("Cache-Control", "")


def test_demo_people_cannot_log_in_on_an_open_address(settings: Any) -> None:
    mo = make_person("Mo", "moderator", is_demo=True, password=PASSWORD)
    inside = Client()
    inside.force_login(mo)
    assert inside.get(reverse("moderation_queue")).status_code == 200
    assert Client().login(email=mo.email, password=PASSWORD)
    settings.LOCAL = False
    assert not Client().login(email=mo.email, password=PASSWORD)
    assert inside.get(reverse("moderation_queue")).status_code == 302, "an open session ends too"


@pytest.mark.parametrize("name", ["inbox", "account_login"])
def test_a_form_in_an_unknown_alphabet_is_refused_quietly(name: str) -> None:
    """Django reads the form again to show its own error page, and broke over it once more."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    response = client.post(
        reverse(name), b"body=x", content_type="application/x-www-form-urlencoded; charset=latin-1"
    )
    assert response.status_code == 400
    assert "Content-Security-Policy" in response.headers
