"""Forms that anybody may send: no cookie for a visitor, the token for who is logged in."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Mail
from discussions.models import Appeal, Report
from tests.factories import hide, make_person, say

pytestmark = pytest.mark.django_db

SENT = {
    "addresses": "https://x.example.org/",
    "explanation": "Dit is een bedreiging.",
    "asked": "1",
}


def test_a_visitor_reports_without_a_cookie() -> None:
    comment = say()
    visitor = Client(enforce_csrf_checks=True)
    in_place = reverse("report_comment", args=[comment.public_id]) + "?soort=illegaal"
    for address in (reverse("report_illegal"), in_place):
        assert "csrfmiddlewaretoken" not in visitor.get(address).content.decode()
        assert visitor.post(address, SENT).status_code == 200
    assert not visitor.cookies
    assert Report.objects.count() == 2


def test_of_a_member_the_token_is_asked() -> None:
    comment, an = say(), make_person("An")
    member = Client(enforce_csrf_checks=True)
    member.force_login(an)
    rule = {"rule_code": "HR-1", "explanation": "Te fel."}
    address = reverse("report_comment", args=[comment.public_id])
    for where, what in ((reverse("report_illegal"), SENT), (address, rule)):
        assert member.post(where, what).status_code == 403
    assert not Report.objects.exists()
    member.get(address)
    token = member.cookies["csrftoken"].value
    sent = member.post(address, {**rule, "csrfmiddlewaretoken": token})
    assert (sent.status_code, Report.objects.count()) == (302, 1)


def test_an_appeal_is_asked_without_a_cookie() -> None:
    an = make_person("An")
    hide(say(an))
    body = Mail.objects.get(person=an).body_text
    (link,) = (word for word in body.split() if "/herbeoordeling/" in word)
    address = link[link.index("/herbeoordeling/") :]
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, {"body": "Ik bedoelde het plan."}).status_code == 302
    assert Appeal.objects.get().person == an
    assert not visitor.cookies
