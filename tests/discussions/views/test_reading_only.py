"""While the site is for reading only nobody writes, takes a stance or appreciates; what the law promises goes on."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Claim
from discussions.actions.appreciations import appreciate, take_back
from discussions.actions.comments import CannotWrite, withdraw_comment
from discussions.actions.editing import edit_comment
from discussions.actions.stances import take_stance, withdraw_stance
from discussions.models import Appeal, Appreciation, Comment, Report, Stance
from discussions.moderation.appeals import file_appeal
from discussions.moderation.reporting import report_comment
from tests.discussions.moderation.conftest import hide_case, log_in, reported
from tests.discussions.moderation.test_notices import filled_in
from tests.factories import lift, make_article, make_claim, make_person, restrict, say

pytestmark = pytest.mark.django_db

SENTENCE = "Op deze site kun je nu alleen lezen."


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def bas() -> User:
    return make_person("Bas")


@pytest.fixture
def claim() -> Claim:
    return make_claim(make_article())


@pytest.fixture
def comment(an: User, claim: Claim) -> Comment:
    return say(an, "Zo is het.", under=claim)


def test_the_verbs_refuse_with_the_rule_and_go_on_afterwards(
    mo: User, an: User, bas: User, claim: Claim, comment: Comment
) -> None:
    take_stance(person=an, claim=claim, value="agree")
    appreciate(comment=comment, person=bas, kind="clear")
    closed = restrict(moderator=mo, kind="closed", reason="De redactie is met vakantie.")
    for refused in (
        lambda: take_stance(person=bas, claim=claim, value="agree"),
        lambda: take_stance(person=mo, claim=claim, value="agree"),
        lambda: appreciate(comment=comment, person=mo, kind="clear"),
        lambda: appreciate(comment=comment, person=bas, kind="practice"),
        lambda: say(bas, under=claim),
        lambda: edit_comment(comment=comment, person=an, body="Anders.", revision_number=1),
    ):
        with pytest.raises(CannotWrite) as stopped:
            refused()
        assert stopped.value.rule.everywhere
        assert stopped.value.rule.reason == "De redactie is met vakantie."
    withdraw_stance(person=an, claim=claim)
    take_back(comment=comment, person=bas, kind="clear")
    assert not Stance.objects.exists()
    assert not Appreciation.objects.exists()
    lift(restriction=closed, moderator=mo)
    take_stance(person=bas, claim=claim, value="agree")
    appreciate(comment=comment, person=bas, kind="clear")


def test_what_the_law_promises_goes_on(
    mo: User, an: User, bas: User, claim: Claim, comment: Comment
) -> None:
    line = hide_case(reported(comment, bas), mo, answer="Dank je.")
    other = say(an, "Nog iets.", under=claim)
    restrict(moderator=mo, kind="closed", reason="De redactie is met vakantie.")
    assert isinstance(report_comment(comment=other, reporter=bas, rule_code="HR-1"), Report)
    assert isinstance(file_appeal(decision=line, person=an, body="Zo niet."), Appeal)
    Client().post(reverse("report_illegal"), filled_in(other.get_absolute_url()))
    assert Report.objects.filter(kind="illegal").exists()
    withdraw_comment(comment=other, person=an)


def test_the_pages_offer_nothing_that_is_refused(
    mo: User, an: User, bas: User, claim: Claim, comment: Comment
) -> None:
    take_stance(person=bas, claim=claim, value="agree")
    page, address = claim.get_absolute_url(), reverse("stance", args=[claim.article.slug, 1])
    offered = {
        bas: [
            'name="value"',
            reverse("appreciate", args=[comment.public_id]),
            reverse("answer_comment", args=[comment.public_id]),
        ],
        an: [reverse("edit_comment", args=[comment.public_id])],
    }
    for person, marks in offered.items():
        html = log_in(person).get(page).content.decode()
        assert [mark for mark in marks if mark not in html] == []
    assert 'id="standpunt-agree"' in Client().get(page).content.decode()
    restrict(moderator=mo, kind="closed", reason="De redactie is met vakantie.")
    for person, marks in offered.items():
        html = log_in(person).get(page).content.decode()
        assert [mark for mark in marks if mark in html] == []
        assert SENTENCE in html
    member = log_in(bas)
    html = member.get(page).content.decode()
    assert reverse("withdraw_stance", args=[claim.article.slug, 1]) in html
    assert reverse("report_comment", args=[comment.public_id]) in html
    visitor = Client().get(page).content.decode()
    assert 'id="standpunt-agree"' not in visitor
    assert SENTENCE in visitor
    # From a page that was open already.
    assert member.post(address, {"value": "disagree"}).status_code == 303
    told = [str(each) for each in member.get(page).context["messages"]]
    assert any(SENTENCE in each for each in told), told
    assert Stance.objects.get().value == "agree"
    part = member.post(address, {"value": "disagree"}, headers={"HX-Request": "true"})
    assert SENTENCE in part.content.decode()
    press = reverse("appreciate", args=[comment.public_id])
    assert member.post(press, {"clear": "1"}).status_code in (302, 303)
    told = [str(each) for each in member.get(page).context["messages"]]
    assert any(SENTENCE in each for each in told), told
    part = member.post(press, {"clear": "1"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "alleen lezen" in part.headers["HX-Trigger"]
    assert "aria-pressed" not in part.content.decode()
    assert not Appreciation.objects.exists()
