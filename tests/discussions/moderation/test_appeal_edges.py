"""Appeals where it is not simple: who may answer, what holds no longer, and what is about no comment."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import Mail, User
from discussions.models import Appeal, Comment, Decision
from discussions.moderation.appeals import CannotAppeal, file_appeal
from discussions.moderation.deciding import CannotUndo, undo
from discussions.moderation.reappraising import ask_outsider
from discussions.moderation.reporting import report_illegal
from tests.discussions.moderation.conftest import hide_case, keep_case, log_in, reported
from tests.discussions.moderation.test_appeals import BECAUSE, SAYS, answered, appealed, the_link
from tests.factories import make_article, make_claim, make_person, say, warn

pytestmark = pytest.mark.django_db
LAW = "Het is smaad, en dat staat er letterlijk."


@pytest.fixture
def hidden(comment: Comment, bas: User, mo: User) -> Decision:
    return hide_case(reported(comment, bas), mo)


def mail_to(address: str) -> str:
    return str(Mail.objects.filter(address=address).latest("pk").body_text)


def link_in(body: str) -> str:
    found = re.search(r"http\S+(/herbeoordeling/\S+/)", body)
    assert found, body
    return found.group(1)


def test_an_appeal_about_a_person_is_reached_from_the_queue(an: User, mo: User, mia: User) -> None:
    appeal = file_appeal(decision=warn(moderator=mo, person=an), person=an, body=SAYS)
    browser = log_in(mia)
    row = re.search(
        rf'<a href="([^"]+)"[^>]*>Herbeoordeling H-{appeal.pk}', browser.get("/moderatie/").text
    )
    assert row, "named by its own number"
    page = browser.get(row.group(1), follow=True).text
    assert SAYS in page
    assert 'name="answer"' in page
    notice = browser.get(f"/moderatie/meldingen/{appeal.case.public_id}/", follow=True)
    assert notice.status_code == 404 or SAYS in notice.text


@pytest.mark.parametrize("about", ["address", "article", "claim"])
@pytest.mark.parametrize("founded", [True, False])
def test_what_is_no_comment_can_be_looked_at_again(
    about: str, founded: bool, mo: User, mia: User
) -> None:
    claim = make_claim(make_article("Zorg in de wijk"))
    path = {
        "address": "/artikelen/bestaat-niet/",
        "article": claim.article.get_absolute_url(),
        "claim": claim.get_absolute_url(),
    }[about]
    address = f"http://localhost:8000{path}"
    report = report_illegal(explanation=LAW, addresses=[address], email="ria@example.org")
    keep_case(report.case, mo)
    link = link_in(mail_to("ria@example.org"))
    assert Client().post(link, {"body": SAYS}).status_code == 302
    appeal = Appeal.objects.get()
    page = log_in(mia).get(appeal.get_absolute_url()).text
    assert "Verberg het alsnog" not in page
    sent = log_in(mia).post(
        appeal.get_absolute_url(),
        {
            "answer": "founded" if founded else "stands",
            "explanation": BECAUSE,
            "seen_version": appeal.case.version,
        },
    )
    assert sent.status_code == 302
    report.case.refresh_from_db()
    assert (report.case.closed_at is None) == founded, "founded: it is on the desk again"
    letter = mail_to("ria@example.org")
    assert address in letter
    assert ("ligt weer bij de redactie" if founded else "Onze beoordeling blijft") in letter
    assert BECAUSE in letter
    if founded:
        keep_case(report.case, mia)
        assert "We hebben gekeken. Dit mag er staan." in mail_to("ria@example.org")


@pytest.mark.parametrize("founded", [True, False])
def test_what_was_undone_meanwhile_is_answered_so(
    founded: bool, hidden: Decision, an: User, mo: User, mia: User
) -> None:
    appeal = appealed(hidden, an)
    undo(decision=hidden, moderator=mo, explanation="Ik las het verkeerd.")
    page = log_in(mia).get(appeal.get_absolute_url()).text
    assert "geldt al niet meer" in page
    assert 'value="founded"' not in page
    line = answered(appeal, mia, founded=founded)
    assert (line.outcome, line.answers) == ("lapse", appeal)
    assert "geldt intussen al niet meer" in Mail.objects.filter(person=an).latest("pk").body_text
    appeal.case.refresh_from_db()
    assert appeal.case.closed_at is not None


def test_two_reporters_ask_the_same(comment: Comment, bas: User, mo: User, mia: User) -> None:
    case = reported(comment, bas, make_person("Kim"))
    kept = keep_case(case, mo)
    first, second = (
        file_appeal(decision=kept, report=report, body=SAYS)
        for report in case.reports.order_by("pk")
    )
    assert answered(first, mia, founded=True, rule_code="HR-1").outcome == "hide"
    assert answered(second, mia, founded=True, rule_code="HR-1").outcome == "lapse"


def test_what_was_hidden_for_a_reporter_can_be_appealed_against_by_its_author(
    comment: Comment, an: User, bas: User, mo: User, mia: User
) -> None:
    case = reported(comment, bas)
    report = case.reports.get()
    appeal = file_appeal(decision=keep_case(case, mo), report=report, body=SAYS)
    line = answered(appeal, mia, founded=True, rule_code="HR-1")
    to_an = Mail.objects.filter(person=an).latest("pk").body_text
    assert "Iemand anders dan wie de maatregel nam" not in to_an, "for An it is the first measure"
    assert Client().post(link_in(to_an), {"body": SAYS}).status_code == 302
    assert Appeal.objects.get(decision=line).person == an
    with pytest.raises(CannotAppeal):
        file_appeal(decision=line, report=report, body=SAYS)


def test_a_reporter_can_appeal_against_what_was_restored_for_its_author(
    hidden: Decision, an: User, bas: User, mia: User
) -> None:
    answered(appealed(hidden, an), mia, founded=True)
    assert Client().post(the_link(bas), {"body": SAYS}).status_code == 302
    again = Appeal.objects.latest("pk")
    assert again.decision.outcome == "restore"


def test_nobody_answers_their_own_appeal(comment: Comment, mo: User, mia: User) -> None:
    case = reported(comment, mo)
    appeal = file_appeal(decision=keep_case(case, mia), report=case.reports.get(), body=SAYS)
    with pytest.raises(ValidationError):
        answered(appeal, mo, founded=True, rule_code="HR-1")
    page = log_in(mo).get(appeal.get_absolute_url()).text
    assert "zelf bij betrokken" in page
    assert 'name="answer"' not in page
    # Mia decided, and Mo asks: nobody is independent.
    assert answered(appeal, mia, founded=False).by_the_same


def test_of_two_moderators_one_is_decided_about(mo: User, mia: User, bas: User) -> None:
    said = say(mia, "Kanarie: dit is dom van Bas.", under=make_article("Zorg"))
    hidden = hide_case(reported(said, bas), mo)
    appeal = appealed(hidden, mia)
    page = log_in(mo).get(appeal.get_absolute_url()).text
    assert "Liever een buitenstaander?" in page
    assert 'name="answer"' in page
    assert 'name="answer"' not in log_in(mia).get(appeal.get_absolute_url()).text
    with pytest.raises(PermissionDenied):
        ask_outsider(appeal=appeal, moderator=mia, name="Ineke", address="i@example.org")
    assert answered(appeal, mo, founded=True).by_the_same


def test_an_outsider_is_asked_only_where_nobody_is_independent(
    hidden: Decision, an: User, mo: User, mia: User
) -> None:
    appeal = appealed(hidden, an)
    asked = {"name": "Ineke", "address": "ineke@example.org"}
    for moderator in (mo, mia):
        answer = log_in(moderator).post(f"{appeal.get_absolute_url()}buitenstaander/", asked)
        assert answer.status_code == 403
    assert not Mail.objects.filter(kind="outside_review").exists()


def test_the_outsider_is_nobody_whom_it_concerns(hidden: Decision, an: User, mo: User) -> None:
    appeal = appealed(hidden, an)
    for person in (an, mo):
        page = log_in(mo).post(
            f"{appeal.get_absolute_url()}buitenstaander/",
            {"name": "Ineke", "address": person.email.upper()},
        )
        assert page.status_code == 422
        assert "erbij betrokken" in page.text
    assert not Mail.objects.filter(kind="outside_review").exists()


def test_after_a_wrong_address_the_appeal_can_be_answered(
    hidden: Decision, an: User, mo: User
) -> None:
    appeal = appealed(hidden, an)
    page = log_in(mo).post(
        f"{appeal.get_absolute_url()}buitenstaander/", {"name": "Ineke", "address": "ineke"}
    )
    assert page.status_code == 422
    assert f'name="seen_version" value="{appeal.case.version}"' in page.text


def test_what_was_typed_in_vain_is_shown(hidden: Decision, an: User, mo: User, mia: User) -> None:
    appeal = appealed(hidden, an)
    late = {"answer": "stands", "explanation": "Kanarie laat.", "seen_version": appeal.case.version}
    answered(appeal, mia, founded=True)
    page = log_in(mia).post(appeal.get_absolute_url(), late)
    assert page.status_code == 409
    assert "Kanarie laat." in page.text


def test_what_can_be_asked_no_more_keeps_the_words(hidden: Decision, an: User, mo: User) -> None:
    link = the_link(an)
    undo(decision=hidden, moderator=mo, explanation="Ik las het verkeerd.")
    page = Client().post(link, {"body": "Kanarie te laat."})
    assert page.status_code == 409
    assert "Kanarie te laat." in page.text


def test_the_answer_to_an_appeal_is_not_taken_back(
    hidden: Decision, an: User, mo: User, mia: User
) -> None:
    line = answered(appealed(hidden, an), mia, founded=True)
    for moderator in (mo, mia):
        with pytest.raises(CannotUndo):
            undo(decision=line, moderator=moderator, explanation="Toch niet goed.")
    assert Comment.objects.get(pk=hidden.comment_id).status == "published"


def test_no_address_carries_a_link_that_opens_something(
    hidden: Decision, an: User, mo: User
) -> None:
    appeal = appealed(hidden, an)
    ask_outsider(appeal=appeal, moderator=mo, name="Ineke", address="i@example.org")
    body = Mail.objects.get(kind="outside_review").body_text
    found = re.search(r"http\S+(/beoordelen/\S+/)", body)
    assert found
    for address in (found.group(1), the_link(an)):
        page = Client().get(address).text
        token = address.rstrip("/").rpartition("/")[2]
        left = page.replace(f'action="{address}"', "")
        assert token not in left
        assert "Iets illegaals melden" in left
