"""Reporting through HTTP, with and without htmx."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Report
from tests.discussions.moderation.conftest import log_in
from tests.factories import hide, make_article, say

pytestmark = pytest.mark.django_db


def test_report_form_is_a_gate_for_a_visitor(comment: Comment) -> None:
    for address in (comment.public_id, uuid.uuid4()):
        answer = Client().get(reverse("report_comment", args=[address]))
        assert answer.status_code == 200
        assert "Kanarie" not in answer.text
        assert f"next=/reacties/{address}/melden/" in answer.text.replace("%2F", "/")
        assert not answer.cookies


def test_report_by_a_visitor_whose_session_ended_leads_to_log_in(comment: Comment) -> None:
    address = reverse("report_comment", args=[comment.public_id])
    assert Client().post(address, {"rule_code": "HR-1"}).status_code == 302
    assert Client().post(address, headers={"HX-Request": "true"}).status_code == 403
    assert not Report.objects.exists()


def test_report_comes_back_to_the_comment_with_its_number(comment: Comment, bas: User) -> None:
    client = log_in(bas)
    address = reverse("report_comment", args=[comment.public_id])
    assert "Kanarie" in client.get(address).text
    answer = client.post(address, {"rule_code": "HR-1", "explanation": "Op de man."})
    assert answer["Location"] == f"{comment.get_absolute_url()}#reactie-{comment.public_id}"
    number = Report.objects.get().pk
    assert f"M-{number}" in client.get(reverse("inbox")).text


def test_report_with_htmx_thanks_in_place(comment: Comment, bas: User) -> None:
    client = log_in(bas)
    address = reverse("report_comment", args=[comment.public_id])
    form = client.get(address, headers={"HX-Request": "true"}).text
    assert "<form" in form
    assert "<html" not in form
    answer = client.post(address, {"rule_code": "HR-1"}, headers={"HX-Request": "true"}).text
    assert f"M-{Report.objects.get().pk}" in answer
    assert "<html" not in answer


def test_report_without_a_rule_keeps_what_was_typed(comment: Comment, bas: User) -> None:
    address = reverse("report_comment", args=[comment.public_id])
    answer = log_in(bas).post(address, {"explanation": "Een lang verhaal."})
    assert answer.status_code == 422
    assert "Een lang verhaal." in answer.text
    assert not Report.objects.exists()


def test_report_answers_the_same_for_hidden_withdrawn_draft_and_never_written(
    comment: Comment, an: User, bas: User, article: Article
) -> None:
    hide(comment)
    withdrawn = say(an, "Weg.", under=article)
    withdraw_comment(comment=withdrawn, person=an)
    unpublished = make_article()
    draft = say(an, "Nog niet.", under=unpublished)
    unpublished.status = "draft"
    unpublished.save()
    client = log_in(bas)
    bodies = set()
    for address in (comment.public_id, withdrawn.public_id, draft.public_id, uuid.uuid4()):
        for method in ("get", "post"):
            answer = getattr(client, method)(
                reverse("report_comment", args=[address]), {"rule_code": "HR-1"}
            )
            assert answer.status_code == 404
            plain = re.sub(r'(value=|X-CSRFToken": )"[^"]+"', "", answer.text)
            bodies.add(plain.replace(str(address), "…"))
    assert len({re.sub(r"\?rule_code=HR-1", "", body) for body in bodies}) == 1
    assert not Report.objects.exists()


def test_own_comment_offers_no_report_form(comment: Comment, an: User) -> None:
    client = log_in(an)
    address = reverse("report_comment", args=[comment.public_id])
    assert 'name="rule_code"' not in client.get(address).text
    assert client.post(address, {"rule_code": "HR-1"}).status_code == 422
    assert not Report.objects.exists()


def test_moderator_opens_a_case_from_the_report_page(comment: Comment, bas: User, mo: User) -> None:
    address = reverse("report_comment", args=[comment.public_id])
    opening = reverse("moderation_open", args=[comment.public_id])
    assert opening in log_in(mo).get(address).text
    assert opening not in log_in(bas).get(address).text
    answer = log_in(mo).post(opening)
    assert answer["Location"] == Case.objects.get().get_absolute_url()
