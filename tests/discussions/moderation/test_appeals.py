"""Asking for a reappraisal, and answering it: from the letter to the text that is back as it was."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail, Role, User
from discussions.actions.appreciations import appreciate
from discussions.models import Appeal, Case, Comment, Decision, Notification
from discussions.models.appeal import OPEN_FOR
from discussions.moderation.appeals import CannotAppeal, appeal_until, file_appeal
from discussions.moderation.deciding import StaleCase, decide
from discussions.moderation.reappraising import answer_appeal
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.factories import make_person, say, warn

pytestmark = pytest.mark.django_db

SAYS = "Ik noemde niemand bij naam."
BECAUSE = "Het ging over het plan en niet over Bas."


def the_link(person: User) -> str:
    """The address in the last letter to this person."""
    body = Mail.objects.filter(person=person).latest("pk").body_text
    found = re.search(r"http\S+(/herbeoordeling/\S+/)", body)
    assert found, body
    return found.group(1)


def answered(appeal: Appeal, moderator: User | None, *, founded: bool, **more: Any) -> Decision:
    appeal.case.refresh_from_db()
    return answer_appeal(
        appeal=appeal,
        moderator=moderator,
        founded=founded,
        seen_version=appeal.case.version,
        explanation=more.pop("explanation", BECAUSE),
        **more,
    )


@pytest.fixture
def hidden(comment: Comment, bas: User, mo: User) -> Decision:
    return hide_case(reported(comment, bas), mo)


def appealed(decision: Decision, person: User) -> Appeal:
    return file_appeal(decision=decision, person=person, body=SAYS)


def test_from_the_letter_without_logging_in(hidden: Decision, an: User, comment: Comment) -> None:
    visitor = Client()
    address = the_link(an)
    page = visitor.get(address)
    assert page.status_code == 200
    assert "Kanarie" in page.text
    assert visitor.post(address, {"body": " "}).status_code == 422
    assert visitor.post(address, {"body": SAYS}).status_code == 302
    appeal = Appeal.objects.get()
    assert (appeal.person, appeal.decision, appeal.body) == (an, hidden, SAYS)
    assert appeal.case.kind == "appeal"
    assert appeal.case.comment == comment
    after = visitor.get(address).text
    assert f"H-{appeal.pk}" in after
    assert "textarea" not in after
    visitor.post(address, {"body": "Nog eens."})
    assert Appeal.objects.count() == 1


def test_a_suspended_author_can_too(hidden: Decision, an: User) -> None:
    an.is_active = False
    an.save()
    assert Client().post(the_link(an), {"body": SAYS}).status_code == 302
    assert Appeal.objects.get().person == an


def test_another_link_opens_nothing(hidden: Decision, an: User) -> None:
    address = the_link(an)
    for wrong in (address[:-3] + "xx/", "/herbeoordeling/1.p1/", "/herbeoordeling/1.p1~abc/"):
        assert Client().get(wrong).status_code == 404
        assert Client().post(wrong, {"body": SAYS}).status_code == 404


def test_six_months_and_no_longer(hidden: Decision, an: User, monkeypatch: Any) -> None:
    last = appeal_until(hidden)
    assert hidden.created_at + OPEN_FOR < last < hidden.created_at + OPEN_FOR + timedelta(days=1)
    assert timezone.localtime(last).strftime("%H:%M:%S") == "23:59:59", (
        "the last day counts as a whole"
    )
    assert timedelta(days=184) <= OPEN_FOR
    monkeypatch.setattr(timezone, "now", lambda: last + timedelta(seconds=1))
    with pytest.raises(CannotAppeal) as no:
        appealed(hidden, an)
    assert no.value.reason == "too_late"
    monkeypatch.setattr(timezone, "now", lambda: last - timedelta(seconds=1))
    assert appealed(hidden, an).pk


def test_only_whom_it_concerns(hidden: Decision, bas: User, comment: Comment) -> None:
    with pytest.raises(CannotAppeal):
        appealed(hidden, bas)
    other = reported(say(bas), make_person("Kim")).reports.get()
    with pytest.raises(CannotAppeal):
        file_appeal(decision=hidden, report=other, body=SAYS)


def test_founded_gives_back_text_place_answers_and_appreciations(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    answer = say(bas, "Ik antwoord.", under=comment)
    appreciate(comment=comment, person=bas, kind="clear")
    before = Comment.objects.filter(pk__in=[comment.pk, answer.pk]).order_by("pk").values()
    before = [{**row, "decision_id": None} for row in before]
    count = comment.thread.__class__.objects.get(pk=comment.thread_id).comment_count
    appeal = appealed(hide_case(reported(comment, bas), mo), an)
    line = answered(appeal, mia, founded=True)
    after = Comment.objects.filter(pk__in=[comment.pk, answer.pk]).order_by("pk").values()
    assert [{**row, "decision_id": None} for row in after] == before
    assert comment.thread.__class__.objects.get(pk=comment.thread_id).comment_count == count
    assert (line.outcome, line.answers, line.reverses) == ("restore", appeal, appeal.decision)
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is not None


def test_founded_is_told_to_author_and_reporter(
    hidden: Decision, an: User, bas: User, mia: User
) -> None:
    answered(appealed(hidden, an), mia, founded=True)
    to_an, to_bas = (Mail.objects.filter(person=one).latest("pk").body_text for one in (an, bas))
    assert "Je reactie staat er weer" in Mail.objects.filter(person=an).latest("pk").subject
    assert BECAUSE in to_an
    assert "Iemand anders dan wie de maatregel nam" in to_an
    assert "We hebben de reactie teruggezet" in to_bas


def test_unfounded_stays_and_says_what_is_left(hidden: Decision, an: User, mia: User) -> None:
    line = answered(appealed(hidden, an), mia, founded=False, explanation="Je noemt Bas twee keer.")
    assert line.outcome == "uphold"
    assert Comment.objects.get(pk=hidden.comment_id).status == "hidden"
    letter = Mail.objects.filter(person=an).latest("pk").body_text
    for words in (
        "De maatregel blijft",
        "Je noemt Bas twee keer.",
        "geschilleninstantie",
        "rechter",
    ):
        assert words in letter
    assert "/herbeoordeling/" not in letter
    message = Notification.objects.filter(person=an).latest("pk")
    assert "Je noemt Bas twee keer." in log_in(an).get(f"/berichten/{message.pk}/").text


def test_who_decided_does_not_answer_while_a_colleague_can(
    hidden: Decision, an: User, mo: User, mia: User
) -> None:
    appeal = appealed(hidden, an)
    for founded in (True, False):
        with pytest.raises(ValidationError):
            answered(appeal, mo, founded=founded)
    assert not Decision.objects.filter(answers=appeal).exists()
    page = log_in(mo).get(appeal.get_absolute_url()).text
    assert "Een collega kijkt er opnieuw naar" in page
    assert 'name="answer"' not in page


def test_the_desk_closes_no_appeal_in_passing(
    hidden: Decision, an: User, mo: User, mia: User
) -> None:
    """Only its answer does: not one press at the queue, and not a measure for several at once."""
    appeal = appealed(hidden, an)
    quick = reverse("quick_decision", args=[appeal.case.public_id])
    ticked = f"{appeal.case.public_id}:{appeal.case.version}"
    for moderator in (mo, mia):
        log_in(moderator).post(quick, {"seen_version": appeal.case.version, "outcome": "keep"})
        log_in(moderator).post(
            reverse("decide_together"), {"zaak": ticked, "outcome": "laten", "explanation": ""}
        )
        with pytest.raises(ValidationError):
            decide(
                case=appeal.case,
                moderator=moderator,
                outcome="keep",
                seen_version=appeal.case.version,
                answer="Klaar.",
            )
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is None
    assert list(Decision.objects.all()) == [hidden]


def test_alone_it_is_said_openly(hidden: Decision, an: User, mo: User) -> None:
    appeal = appealed(hidden, an)
    assert "zelfde beoordelaar" in log_in(mo).get(appeal.get_absolute_url()).text
    line = answered(appeal, mo, founded=False)
    assert line.by_the_same
    assert "dezelfde beoordelaar" in Mail.objects.filter(person=an).latest("pk").body_text


def test_postgresql_refuses_it_too(hidden: Decision, an: User, mo: User, mia: User) -> None:
    appeal = appealed(hidden, an)
    fields = {
        "case": appeal.case,
        "comment": hidden.comment,
        "revision": hidden.revision,
        "outcome": "uphold",
        "from_status": "hidden",
        "to_status": "hidden",
        "source": "report",
        "answers": appeal,
    }
    with pytest.raises(IntegrityError, match="does not answer"), transaction.atomic():
        Decision.objects.create(moderator=mo, **fields)
    Decision.objects.create(moderator=mia, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(moderator=make_person("Ro", Role.MODERATOR), **fields)


def test_who_reported_can_ask_it_of_what_was_left_alone(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    kept = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Het mag."
    )
    address = the_link(bas)
    page = Client().get(address).text
    assert "Kanarie" not in page, "what is judged is not quoted to who reported it"
    Client().post(address, {"body": "Lees de eerste zin nog eens."})
    appeal = Appeal.objects.get()
    assert appeal.report == case.reports.get()
    with pytest.raises(ValidationError):
        answered(appeal, mia, founded=True)  # hiding needs a ground
    line = answered(appeal, mia, founded=True, rule_code="HR-1", explanation=WHY)
    assert (line.outcome, line.answers, line.source) == ("hide", appeal, kept.source)
    assert Comment.objects.get(pk=comment.pk).status == "hidden"
    assert "We hebben een reactie van je verborgen" in Mail.objects.get(person=an).body_text
    assert Mail.objects.filter(person=bas, kind="answer_to_appeal").count() <= 1
    told = Mail.objects.filter(person=bas).latest("pk").body_text
    assert "teruggekomen" in told


def test_a_warning_can_be_appealed_against(an: User, mo: User, mia: User) -> None:
    line = warn(moderator=mo, person=an)
    appeal = appealed(line, an)
    assert log_in(mia).get(appeal.get_absolute_url()).status_code == 200
    answered(appeal, mia, founded=True)
    assert an.warnings.get().taken_back_at is not None
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is not None


def test_somebody_was_first(hidden: Decision, an: User, mia: User) -> None:
    appeal = appealed(hidden, an)
    seen = appeal.case.version
    answered(appeal, mia, founded=False)
    with pytest.raises(StaleCase):
        answer_appeal(
            appeal=appeal,
            moderator=make_person("Ro", Role.MODERATOR),
            founded=True,
            seen_version=seen,
            explanation=BECAUSE,
        )


def test_the_desk_keeps_what_was_typed(hidden: Decision, an: User, mia: User) -> None:
    appeal = appealed(hidden, an)
    data = {"seen_version": appeal.case.version, "answer": "founded", "explanation": BECAUSE}
    Case.objects.filter(pk=appeal.case_id).update(version=9)
    answer = log_in(mia).post(appeal.get_absolute_url(), data)
    assert answer.status_code == 409
    assert BECAUSE in answer.text
    done = log_in(mia).post(appeal.get_absolute_url(), {**data, "seen_version": 9})
    assert done.status_code == 302
    assert Comment.objects.get(pk=hidden.comment_id).status == "published"


def test_the_first_case_leads_there(hidden: Decision, an: User, mia: User) -> None:
    appeal = appealed(hidden, an)
    answer = log_in(mia).get(appeal.case.get_absolute_url())
    assert answer.headers["Location"] == appeal.get_absolute_url()


def test_members_have_no_business_there(hidden: Decision, an: User, bas: User) -> None:
    appeal = appealed(hidden, an)
    assert log_in(bas).get(appeal.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        answered(appeal, bas, founded=True)
