"""From the log, and from the page of a member, one reaches the page that undoes each measure that can be undone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Case, Comment, Decision, MemberNote, Restriction
from discussions.moderation.bulk import decide_together
from discussions.moderation.deciding import decide, undo
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.factories import hide, lift, make_claim, make_person, move_branch, restrict, say, warn

pytestmark = pytest.mark.django_db
LOG = "/moderatie/logboek/"


def undo_url(line: Decision) -> str:
    return reverse("moderation_undo", args=[line.pk])


def test_each_line_that_can_be_undone_leads_to_its_page(
    comment: Comment, article: Article, an: User, bas: User, mo: User
) -> None:
    hour = timedelta(hours=1)
    warning = warn(moderator=mo, person=an)
    limit = restrict(moderator=mo, kind="limited", person=an, reason="Rustig.", interval=hour)
    over = restrict(moderator=mo, kind="limited", person=bas, reason="Rustig.", interval=hour)
    lift(restriction=over, moderator=mo)
    move = move_branch(
        comment=comment, moderator=mo, reason="Hoort daar.", claim=make_claim(article)
    )
    kept = reported(comment, bas)
    left = decide(
        case=kept, moderator=mo, outcome="keep", seen_version=kept.version, answer="Het mag."
    )
    hidden = hide_case(Case.objects.create(comment=comment), mo)
    client = log_in(mo)
    page = client.get(LOG).text
    for line in (warning, limit.decision, move.decision, hidden):
        assert undo_url(line) in page, line.outcome
        assert client.get(undo_url(line)).status_code == 200
    for line in (left, over.decision, Decision.objects.get(outcome="end")):
        assert undo_url(line) not in page, line.outcome
    client.post(undo_url(warning), {"explanation": "Dat was Bas."})
    assert undo_url(warning) not in client.get(LOG).text
    again = undo(decision=hidden, moderator=mo, explanation="Het mag toch.")
    page = client.get(LOG).text
    assert undo_url(hidden) not in page
    assert undo_url(again) in page, "what was put back can be hidden again"


def test_nobody_is_led_to_undo_what_is_about_oneself(an: User, mia: User, mo: User) -> None:
    line = warn(moderator=mo, person=mia)
    assert undo_url(line) not in log_in(mia).get(LOG).text
    assert undo_url(line) in log_in(mo).get(LOG).text


def test_what_was_decided_in_one_go_is_undone_in_one_go(
    article: Article, an: User, mo: User
) -> None:
    cases = [Case.objects.create(comment=say(an, under=article)) for _ in range(3)]
    came = decide_together(
        chosen=[(case, 1) for case in cases],
        moderator=mo,
        against=True,
        rule_code="HR-1",
        explanation=WHY,
    )
    (act,) = {line.act for line in came.done}
    address = reverse("moderation_undo_act", args=[act])
    client = log_in(mo)
    page = client.get(LOG).text
    assert page.count(address) == 1
    assert "Alle 3 maatregelen van die ene keer terugdraaien" in page
    assert "Er gelden nog 3 maatregelen." in client.get(address).text
    assert client.post(address, {"explanation": ""}).status_code == 422
    gone = came.done[0]
    undo(decision=gone, moderator=mo, explanation="Deze mag.")
    answer = client.post(address, {"explanation": "Dit was te snel."}, follow=True)
    assert "2 maatregelen zijn teruggedraaid." in answer.text
    assert set(Comment.objects.filter(author=an).values_list("status", flat=True)) == {"published"}
    assert address not in client.get(LOG).text
    nothing = reverse("moderation_undo_act", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(nothing).status_code == 404


def test_the_page_of_a_member_leads_to_what_holds_for_them(an: User, mo: User) -> None:
    client = log_in(mo)
    rules = reverse("member_rules", args=[an.public_id])
    assert rules in client.get(reverse("member", args=[an.public_id])).text
    assert reverse("member", args=[an.public_id]) in client.get(rules).text
    sent = {"kind": "held", "public_reason": "Je noemde Bas drie keer dom.", "rule_code": "HR-1"}
    assert client.post(rules, sent).status_code == 302
    assert Restriction.objects.get(person=an).kind == "held"
    assert client.get(reverse("member_rules", args=[mo.public_id])).status_code == 404


def test_notes_and_measures_of_a_member_are_paged_by_key(
    article: Article, an: User, mo: User
) -> None:
    for number in range(22):
        MemberNote.objects.create(person=an, author=mo, text=f"Notitie {number}.")
        warn(moderator=mo, person=an)
    client = log_in(mo)
    address = reverse("member", args=[an.public_id])
    first = client.get(address)
    notes = client.get(first.context["older_notes"])
    lines = client.get(first.context["older_decisions"])
    assert [note.text for note in notes.context["file"].notes] == ["Notitie 1.", "Notitie 0."]
    assert len(lines.context["file"].decisions) == 2
    assert lines.context["older_decisions"] is None
    assert notes.context["older_notes"] is None
    assert len(notes.context["file"].decisions) == 20
    assert client.get(address, {"notitie": "x"}).status_code == 404


def test_the_log_costs_the_same_for_one_and_for_many(article: Article, an: User, mo: User) -> None:
    client = log_in(mo)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LOG)
        return len(queries)

    hide(say(an, under=article), mo)
    cost()
    one = cost()
    for _ in range(2):
        hide(say(an, under=article), mo)
        warn(moderator=mo, person=make_person())
    restrict(moderator=mo, kind="held", person=an, reason="Even meelezen.")
    assert cost() == one
