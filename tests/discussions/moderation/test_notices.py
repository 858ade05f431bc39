"""Notices of something illegal: by anybody, about any address (regulation 2022/2065, article 16)."""

import re
import uuid

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Report, ReportKind
from discussions.moderation.deciding import decide
from discussions.moderation.reporting import report_illegal
from discussions.views.notices import NOTICES_PER_HOUR
from tests.discussions.moderation.conftest import log_in, reported
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db

WHY = "Hier staat waar mijn buurvrouw woont, met haar naam erbij."
PAGE = "/illegaal-melden/"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


def address_of(path: str) -> str:
    return settings.PUBLIC_URL + path


def at(comment: Comment) -> str:
    return address_of(reverse("comment", args=[comment.public_id]))


def filled_in(address: str, **fields: object) -> dict[str, object]:
    return {
        "addresses": address,
        "law_code": "LAW-8",
        "explanation": WHY,
        "name": "Ria Smit",
        "email": "ria@example.org",
        "good_faith": "on",
        "submission": str(uuid.uuid4()),
        **fields,
    }


def test_a_visitor_reports_and_hears_the_number(comment: Comment) -> None:
    answer = Client().post(PAGE, filled_in(at(comment)))
    report = Report.objects.get()
    assert answer.status_code == 200
    assert f"M-{report.pk}" in answer.text
    assert (report.kind, report.law_code, report.explanation) == ("illegal", "LAW-8", WHY)
    assert (report.who, report.email, report.good_faith) == ("Ria Smit", "ria@example.org", True)
    assert report.addresses == [at(comment)]
    assert report.case.comment == comment
    assert report.case.is_urgent
    mail = Mail.objects.get()
    assert mail.address == "ria@example.org"
    assert f"M-{report.pk}" in mail.subject
    assert "maandag tot en met vrijdag, van 9 tot 17 uur" in mail.body_text


def test_the_acknowledgement_is_there_with_the_report_or_not_at_all(comment: Comment) -> None:
    """The job stands in the same transaction: a worker that dies leaves it for the next one."""
    with transaction.atomic():
        report_illegal(explanation=WHY, addresses=[at(comment)], email="ria@example.org")
        transaction.set_rollback(True)  # the process ends here
    assert not Report.objects.exists()
    assert not Mail.objects.exists()
    report_illegal(explanation=WHY, addresses=[at(comment)], email="ria@example.org")
    mail = Mail.objects.get()
    job = ProcrastinateJob.objects.get(args__mail_id=mail.pk)
    assert job.task_name == "accounts.deliver_mail"
    assert job.status == "todo"


def test_fifty_reports_are_one_case_fifty_acknowledgements_and_fifty_answers(
    comment: Comment, mo: User
) -> None:
    reported(comment, *[make_person(f"R{number}") for number in range(25)])
    for number in range(25):
        report_illegal(
            explanation=WHY, addresses=[at(comment)], email=f"bezoeker{number}@example.org"
        )
    case = Case.objects.get()
    assert case.reports.count() == 50
    assert Mail.objects.filter(kind="report_received").count() == 50
    decide(
        case=case,
        moderator=mo,
        outcome="keep",
        seen_version=case.version,
        answer="We lazen het en laten het staan.",
    )
    answers = Mail.objects.filter(kind="answer_to_report")
    assert answers.values("address").distinct().count() == 50
    outside = answers.get(address="bezoeker7@example.org")
    assert outside.person is None
    assert "We lazen het en laten het staan." in outside.body_text
    assert "geschilleninstantie" in outside.body_text


def test_the_same_notice_twice_is_one(comment: Comment) -> None:
    sent = filled_in(at(comment))
    for _press in range(2):
        Client().post(PAGE, sent)
    Client().post(PAGE, filled_in(at(comment), email="RIA@example.org"))
    assert Report.objects.count() == 1
    assert Mail.objects.count() == 1


def test_what_is_missing_is_asked_for_once_and_never_refused(comment: Comment) -> None:
    client = Client()
    bare = {"addresses": at(comment), "explanation": WHY}
    asked = client.post(PAGE, bare)
    assert asked.status_code == 422
    assert WHY in asked.text
    assert not Report.objects.exists()
    for field in ("law_code_0", "name", "email", "good_faith"):
        assert f'href="#id_{field}"' in asked.text
    again = client.post(PAGE, {**bare, "asked": "on"})
    assert again.status_code == 200
    report = Report.objects.get()
    assert (report.law_code, report.who, report.email, report.good_faith) == ("", "", "", False)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("left_out", ["explanation", "addresses"])
def test_why_and_where_are_needed(comment: Comment, left_out: str) -> None:
    answer = Client().post(PAGE, filled_in(at(comment), **{left_out: "  "}))
    assert answer.status_code == 422
    assert "ria@example.org" in answer.text
    assert not Report.objects.exists()
    with pytest.raises(ValidationError):
        report_illegal(**{"explanation": WHY, "addresses": [at(comment)], left_out: ""})


def test_nobody_is_asked_who_they_are_about_the_abuse_of_children(
    comment: Comment, bas: User
) -> None:
    bare = {"addresses": at(comment), "explanation": WHY, "law_code": "LAW-6"}
    asked = Client().post(PAGE, bare)
    assert 'href="#id_good_faith"' in asked.text
    assert 'href="#id_email"' not in asked.text
    Client().post(PAGE, filled_in(at(comment), law_code="LAW-6"))
    log_in(bas).post(PAGE, filled_in(at(comment), law_code="LAW-6"))
    for report in Report.objects.all():
        assert (report.reporter, report.name, report.email) == (None, "", "")
    assert Report.objects.count() == 2
    assert not Mail.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(email="ria@example.org")


def test_a_member_is_known_already(comment: Comment, bas: User) -> None:
    page = log_in(bas).get(PAGE)
    assert 'name="email"' not in page.text
    log_in(bas).post(PAGE, filled_in(at(comment)))
    report = Report.objects.get()
    assert (report.reporter, report.name, report.email) == (bas, "", "")
    assert Mail.objects.get().person == bas


def test_one_person_may_report_a_rule_and_the_law(comment: Comment, bas: User) -> None:
    case = reported(comment, bas)
    report_illegal(reporter=bas, explanation=WHY, addresses=[at(comment)])
    assert set(case.reports.values_list("kind", flat=True)) == set(ReportKind.values)


def test_every_address_of_the_site_can_be_reported(article: Article, comment: Comment) -> None:
    claim = make_claim(article)
    for address, subject in [
        (article.get_absolute_url(), {"article": article}),
        (claim.get_absolute_url(), {"claim": claim}),
        (f"{article.get_absolute_url()}#reactie-{comment.public_id}", {"comment": comment}),
        (reverse("report_comment", args=[comment.public_id]), {"comment": comment}),
        ("/over/", {"address": address_of("/over/")}),
        ("/artikelen/bestaat-niet/", {"address": address_of("/artikelen/bestaat-niet/")}),
    ]:
        Report.objects.all().delete()
        Case.objects.all().delete()
        Client().post(PAGE, filled_in(address_of(address)))
        found = Case.objects.get(**subject)
        assert found.reports.count() == 1


def test_more_addresses_are_sent_in_one_form(comment: Comment) -> None:
    Client().post(PAGE, filled_in(f"{at(comment)}\n\n{address_of('/over/')} \n"))
    given = [report.addresses for report in Report.objects.order_by("pk")]
    assert sorted(given) == sorted([[at(comment)], [address_of("/over/")]])


def test_it_tells_nothing_about_what_stands_at_the_address(
    comment: Comment, an: User, article: Article
) -> None:
    hide(comment)
    withdrawn = say(an, "Weg.", under=article)
    withdraw_comment(comment=withdrawn, person=an)
    unpublished = make_article()
    draft = say(an, "Nog niet.", under=unpublished)
    unpublished.status = "draft"
    unpublished.save()
    there = say(an, "Er is niets aan de hand.", under=article)
    bodies = set()
    for key in (*(each.public_id for each in (comment, withdrawn, draft, there)), uuid.uuid4()):
        address = reverse("report_comment", args=[key])
        for answer in (
            Client().get(address),
            Client().get(f"{address}?soort=illegaal"),
            Client().get(f"{address}?soort=illegaal", headers={"HX-Request": "true"}),
            Client().post(f"{address}?soort=illegaal", filled_in(f"/reacties/{key}/")),
        ):
            assert answer.status_code == 200
            plain = re.sub(r'(value=|X-CSRFToken": )"[^"]+"', "", answer.text)
            plain = re.sub(r"M-\d+", "M", plain.replace(str(key), "…"))
            bodies.add(plain)
    assert len(bodies) == 4  # one for each of the four questions, whatever stands there


@pytest.mark.parametrize("soort", ["", "?soort=illegaal"])
def test_the_question_costs_the_same_whatever_stands_there(
    comment: Comment, soort: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for key in (comment.public_id, uuid.uuid4()):
        with django_assert_num_queries(0):
            Client().get(reverse("report_comment", args=[key]) + soort)


def test_a_draft_is_not_named_in_an_answer(an: User, article: Article) -> None:
    draft = make_article("Nog geheim", status="draft")
    report = report_illegal(
        explanation=WHY, addresses=[address_of(draft.get_absolute_url())], email="r@example.org"
    )
    assert report.case.article is None
    assert "Nog geheim" not in Mail.objects.get().body_text


def test_a_machine_does_not_fill_the_desk_and_nothing_typed_is_lost(comment: Comment) -> None:
    for number in range(NOTICES_PER_HOUR):
        sent = filled_in(at(comment), email=f"r{number}@example.org")
        assert Client().post(PAGE, sent).status_code == 200
    answer = Client().post(PAGE, filled_in(at(comment), email="nog@example.org"))
    assert answer.status_code == 429
    assert WHY in answer.text
    assert settings.CONTACT_EMAIL in answer.text
    assert Report.objects.count() == NOTICES_PER_HOUR


def test_a_visitor_keeps_no_cookie_but_that_of_the_form(comment: Comment) -> None:
    answer = Client().post(PAGE, filled_in(at(comment)))
    assert set(answer.cookies) <= {settings.CSRF_COOKIE_NAME}


def test_every_page_leads_there(article: Article) -> None:
    page = Client().get(article.get_absolute_url()).text
    assert f"{PAGE}?adres={article.get_absolute_url()}" in page
    form = Client().get(PAGE, {"adres": article.get_absolute_url()}).text
    assert address_of(article.get_absolute_url()) in form


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "rule", "rule_code": "HR-1"},
        {"explanation": ""},
        {"addresses": []},
        {"rule_code": "HR-1"},
    ],
)
def test_postgresql_refuses_half_a_report(comment: Comment, wrong: dict[str, object]) -> None:
    report_illegal(explanation=WHY, addresses=[at(comment)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(**wrong)
