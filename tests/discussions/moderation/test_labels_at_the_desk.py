"""Labels from a case and from the page of a comment."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import (
    Comment,
    CommentLabel,
    Decision,
)
from discussions.moderation.deciding import StaleCase, undo
from tests.discussions.moderation.conftest import log_in, reported
from tests.discussions.moderation.labelling import WHY, label_case, put, shown
from tests.factories import hide, say
from tests.pages.forms import page_of

pytestmark = pytest.mark.django_db


class TestCase:
    def send(self, comment: Comment, moderator: User, **more: object) -> Any:
        case = comment.cases.get(closed_at=None)
        data = {
            "seen_version": case.version,
            "outcome": "label",
            "label_code": "LB-2",
            "public_reason": WHY,
            "answer": "Dank je wel.",
            **more,
        }
        return log_in(moderator).post(case.get_absolute_url(), data)

    def test_it_answers_the_report_and_closes_the_case(
        self, comment: Comment, mo: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        assert self.send(comment, mo).status_code == 302
        case.refresh_from_db()
        assert case.closed_at is not None
        assert shown(comment) == ["LB-2"]
        line = Decision.objects.get()
        assert (line.source, line.case, line.rule_code) == ("report", case, "HR-2")
        mail = Mail.objects.get(person=bas, key__startswith=f"decision-{line.pk}-")
        for words in ("een label gezet: “bron ontbreekt”", "Dank je wel.", "HR-2"):
            assert words in mail.body_text
        undo(decision=line, moderator=mo, explanation="De bron stond er wel bij.")
        last = Mail.objects.filter(person=bas).latest("pk")
        assert "weggehaald" in last.body_text

    def test_page_offers_it_with_its_field(self, comment: Comment, mo: User, bas: User) -> None:
        case = reported(comment, bas)
        page = page_of(log_in(mo).get(case.get_absolute_url()))
        assert [field["value"] for field in page.all("input", name="outcome")] == [
            "keep",
            "hide",
            "label",
        ]
        put(comment, mo, "LB-2")
        page = page_of(log_in(mo).get(case.get_absolute_url()))
        assert "unlabel" in [field["value"] for field in page.all("input", name="outcome")]
        assert "bron ontbreekt (HR-2), staat er nu bij" in page.text

    def test_preview_is_the_letter(self, comment: Comment, mo: User, an: User, bas: User) -> None:
        reported(comment, bas)
        found = self.send(comment, mo, preview="1")
        assert "Bij je reactie staat “bron ontbreekt”" in page_of(found).text
        assert not CommentLabel.objects.exists()

    def test_without_a_sentence_or_a_label_it_says_so(
        self, comment: Comment, mo: User, bas: User
    ) -> None:
        reported(comment, bas)
        for more in ({"public_reason": ""}, {"label_code": ""}, {"answer": ""}):
            assert self.send(comment, mo, **more).status_code == 422
        assert not Decision.objects.exists()

    def test_stale_keeps_what_was_typed(
        self, comment: Comment, mo: User, mia: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        old = case.version
        put(comment, mia)
        answer = self.send(comment, mo, seen_version=old)
        assert answer.status_code == 409
        page = page_of(answer)
        assert page.one("input", name="public_reason")["value"] == WHY
        assert shown(comment) == ["LB-1"]

    def test_colleague_who_decided_the_same_is_no_surprise(
        self, comment: Comment, mo: User, mia: User, bas: User
    ) -> None:
        case = reported(comment, bas)
        first = label_case(case, mo)
        assert label_case(case, mia) == first
        with pytest.raises(StaleCase):
            label_case(case, mia, "LB-2")

    def test_taking_off_in_a_case(self, comment: Comment, mo: User, bas: User) -> None:
        put(comment, mo, "LB-2")
        reported(comment, bas)
        answer = self.send(
            comment, mo, outcome="unlabel", public_reason="", explanation="De bron staat er nu bij."
        )
        assert answer.status_code == 302
        assert shown(comment) == []

    def test_warning_goes_along(self, comment: Comment, an: User, mo: User, bas: User) -> None:
        reported(comment, bas)
        self.send(comment, mo, also_warn="on")
        assert [line.outcome for line in Decision.objects.order_by("pk")] == ["label", "warn"]
        assert an.warnings.get().decision.rule_code == "HR-2"

    def test_undone_from_the_case(self, comment: Comment, mo: User, bas: User) -> None:
        case = reported(comment, bas)
        self.send(comment, mo)
        line = Decision.objects.get()
        page = page_of(log_in(mo).get(case.get_absolute_url()))
        way = reverse("moderation_undo", args=[line.pk])
        assert way in [link["href"] for link in page.all("a")]
        assert "Het label weghalen?" in page_of(log_in(mo).get(way)).text
        log_in(mo).post(way, {"explanation": "De bron stond er wel."})
        assert shown(comment) == []


class TestPage:
    def test_put_and_taken_off_outside_a_case(self, comment: Comment, mo: User) -> None:
        client = log_in(mo)
        report = page_of(client.get(reverse("report_comment", args=[comment.public_id])))
        way = reverse("label_comment", args=[comment.public_id])
        assert way in [link["href"] for link in report.all("a")]
        assert client.post(way, {"label_code": "LB-1"}).status_code == 422
        answer = client.post(way, {"label_code": "LB-1", "public_reason": WHY})
        assert answer.status_code == 302
        assert shown(comment) == ["LB-1"]
        page = page_of(client.get(way))
        assert reverse("moderation_undo", args=[Decision.objects.get().pk]) in [
            link["href"] for link in page.all("a")
        ]
        offered = [field["value"] for field in page.all("input") if field["name"] == "label_code"]
        assert offered == ["LB-2", "LB-3"]

    def test_hidden_meanwhile_is_said_above_the_form(self, comment: Comment, mo: User) -> None:
        address = reverse("label_comment", args=[comment.public_id])
        hide(comment, mo)
        page = log_in(mo).post(address, {"label_code": "LB-1", "public_reason": WHY})
        assert page.status_code == 422
        assert "Niemand kan deze reactie lezen" in page.text
        assert WHY in page.text

    def test_own_comment_has_no_form(self, mo: User, article: Article) -> None:
        own = say(mo, under=article)
        way = reverse("label_comment", args=[own.public_id])
        assert not page_of(log_in(mo).get(way)).all("input", type="radio")
        answer = log_in(mo).post(way, {"label_code": "LB-1", "public_reason": WHY})
        assert answer.status_code == 422
        assert shown(own) == []
