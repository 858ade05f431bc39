"""The pages of numbers: who sees what, the same number of queries for one and for many, nothing of a person."""

import csv
import io
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.law.figures import Figure
from discussions.law.yearly import figures_of
from discussions.models import ActiveMonth, Case, Decision, LawReport
from discussions.moderation.appeals import file_appeal
from discussions.moderation.deciding import undo
from discussions.moderation.law_reports import (
    keep_active_month,
    publish_law_report,
)
from discussions.reading.law_figures import count_members_of_this_month, count_year
from tests.discussions.law.test_duties import switch
from tests.discussions.moderation.conftest import log_in
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db

LAST_YEAR = timezone.localdate().year - 1


@pytest.fixture
def mo() -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def olga() -> User:
    return make_person("Olga", "operator")


def hidden(mo: User, count: int = 1, name: str = "An") -> list[Decision]:
    article = make_article()
    return [
        hide(say(make_person(name), under=article, body="Bas is een prutser."), mo)
        for _ in range(count)
    ]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_public_log_counts_decisions_and_names_nobody(mo: User) -> None:
    (decision,) = hidden(mo, name="Annelies Vermeulen")
    page = Client().get(reverse("public_log")).content.decode()
    assert "HR-1" in page
    for secret in (
        "Annelies",
        "Vermeulen",
        "prutser",
        "Mo",
        str(decision.comment.public_id),  # type: ignore[union-attr]
        "/reacties/",
        "/moderatie/zaken/",
    ):
        assert secret not in page, secret


def test_the_public_log_shows_the_month_that_is_asked_for_and_no_other(mo: User) -> None:
    hidden(mo)
    month = f"{timezone.localdate():%Y-%m}"
    address = reverse("public_log")
    assert Client().get(address, {"maand": month}).status_code == 200
    for wrong in ("2019-01", "x", "2026-13", ""):
        assert Client().get(address, {"maand": wrong}).status_code == 404


def test_pages_of_numbers_ask_as_much_for_one_as_for_three(mo: User, olga: User) -> None:
    addresses = [
        (Client(), reverse("public_log")),
        (log_in(mo), reverse("moderation_figures")),
        (log_in(olga), reverse("law_reporting")),
        (log_in(olga), reverse("statements")),
    ]
    hidden(mo)
    before = [queries_of(client, address) for client, address in addresses]
    hidden(mo, 3)
    assert [queries_of(client, address) for client, address in addresses] == before


def test_the_list_of_versions_asks_as_much_for_one_as_for_three(olga: User) -> None:
    address = reverse("law_reports")
    publish(olga)
    before = queries_of(Client(), address)
    publish(olga, correction="Een getal klopte niet.")
    publish(olga, correction="Nog een getal.")
    assert queries_of(Client(), address) == before
    switched = reverse("duties")
    switch(olga)
    before = queries_of(log_in(olga), switched)
    switch(olga, is_on=True)
    switch(olga)
    assert queries_of(log_in(olga), switched) == before


def publish(by: User, **more: str) -> LawReport:
    return publish_law_report(
        year=LAST_YEAR, figures=figures_of(count_year(LAST_YEAR)), by=by, **more
    )


def test_a_rule_of_which_more_than_a_fifth_was_undone_is_said_to_be_unclear(mo: User) -> None:
    decisions = hidden(mo, 5)
    client = log_in(mo)
    undo(decision=decisions[0], moderator=mo, explanation="Dit was te streng.")
    assert "onduidelijk" not in client.get(reverse("moderation_figures")).content.decode()
    undo(decision=decisions[1], moderator=mo, explanation="Dit was te streng.")
    assert "onduidelijk" in client.get(reverse("moderation_figures")).content.decode()


def test_only_known_periods_are_shown(mo: User) -> None:
    client = log_in(mo)
    assert client.get(reverse("moderation_figures"), {"weken": "52"}).status_code == 200
    assert client.get(reverse("moderation_figures"), {"weken": "7"}).status_code == 404


def test_a_published_version_never_changes(olga: User) -> None:
    report = publish(olga)
    for change in (
        lambda: LawReport.objects.filter(pk=report.pk).update(csv="anders"),
        lambda: LawReport.objects.filter(pk=report.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE discussions_lawreport")


def test_a_correction_is_a_new_version_beside_the_old_one(olga: User) -> None:
    first = publish(olga)
    with pytest.raises(ValidationError):
        publish(olga)
    second = publish(olga, correction="Het aantal bevelen ontbrak.")
    assert (first.version, second.version) == (1, 2)
    page = Client().get(reverse("law_reports")).content.decode()
    for report in (first, second):
        address = reverse("law_report", args=[report.year, report.version])
        assert address in page
        assert Client().get(address).status_code == 200
    old = Client().get(reverse("law_report", args=[LAST_YEAR, 1])).content.decode()
    assert reverse("law_report", args=[LAST_YEAR, 2]) in old


def test_a_year_that_has_not_ended_cannot_be_published(olga: User) -> None:
    year = timezone.localdate().year
    with pytest.raises(ValidationError):
        publish_law_report(year=year, figures=[], by=olga)
    page = log_in(olga).get(reverse("law_reporting"), {"jaar": year}).content.decode()
    assert 'name="words"' not in page


def test_the_file_is_the_published_one_byte_for_byte(olga: User) -> None:
    report = publish(olga)
    answer = Client().get(reverse("law_report_csv", args=[LAST_YEAR, 1]))
    assert answer.content.decode("utf-8") == report.csv
    assert answer["Content-Type"].startswith("text/csv; charset=utf-8")
    rows = list(csv.DictReader(io.StringIO(report.csv, newline="")))
    assert {row["year"] for row in rows} == {str(LAST_YEAR)}
    assert "measures" in {row["key"] for row in rows}


def test_an_operator_publishes_with_what_only_they_know(olga: User) -> None:
    client = log_in(olga)
    address = reverse("law_reporting") + f"?jaar={LAST_YEAR}"
    wrong = client.post(address, {"orders_act": "-1", "words": "Wij lezen alles."})
    assert wrong.status_code == 422
    assert "Wij lezen alles." in wrong.content.decode()
    done = client.post(address, {"orders_act": "3", "words": "Wij lezen alles."})
    assert done.status_code == 302
    (report,) = LawReport.objects.all()
    stated = {row["key"]: row["value"] for row in report.figures}
    assert (stated["orders_act"], stated["orders_inform"]) == (3, None)
    again = client.post(address, {})
    assert again.status_code == 422
    assert LawReport.objects.count() == 1


def test_a_figure_leads_moderators_to_its_cases_and_nobody_else(mo: User, olga: User) -> None:
    (decision,) = hidden(mo)
    case = f"zaak {decision.case.public_id}"  # type: ignore[union-attr]
    publish_law_report(
        year=LAST_YEAR,
        figures=[Figure("own", "15(1)(c)", "Maatregelen", 1, "maatregelen", "", (case,))],
        by=olga,
    )
    address = reverse("law_report_cases", args=[LAST_YEAR, 1, "own"])
    page = log_in(mo).get(address).content.decode()
    assert decision.case.get_absolute_url() in page  # type: ignore[union-attr]
    assert log_in(mo).get(address.replace("own", "none")).status_code == 404
    report = reverse("law_report", args=[LAST_YEAR, 1])
    assert address in log_in(mo).get(report).content.decode()
    assert address not in Client().get(report).content.decode()
    assert case not in Client().get(report).content.decode()


def test_every_case_that_a_figure_counts_can_be_opened(mo: User, olga: User) -> None:
    (decision,) = hidden(mo)
    assert decision.case is not None
    assert decision.comment is not None
    assert decision.comment.author is not None
    about_article = Case.objects.create(article=make_article())
    appeal = file_appeal(decision=decision, person=decision.comment.author, body="Het mag.")
    cases = [decision.case, about_article, appeal.case]
    lines = tuple(f"zaak {case.public_id}" for case in cases)
    publish_law_report(
        year=LAST_YEAR,
        figures=[Figure("own", "15(1)(c)", "Maatregelen", 3, "maatregelen", "", lines)],
        by=olga,
    )
    client = log_in(mo)
    page = client.get(reverse("law_report_cases", args=[LAST_YEAR, 1, "own"]))
    urls = [link.url for link in page.context["cases"]]
    assert urls == [
        decision.case.get_absolute_url(),
        about_article.get_absolute_url(),
        appeal.get_absolute_url(),
    ]
    for url in urls:
        assert client.get(url).status_code == 200, url


def test_what_a_figure_counts_is_paged_by_key(mo: User, olga: User) -> None:
    numbers = tuple(f"zaak {uuid.uuid4()}" for _ in range(120))
    publish_law_report(
        year=LAST_YEAR,
        figures=[Figure("own", "15(1)(c)", "Maatregelen", 120, "maatregelen", "", numbers)],
        by=olga,
    )
    client, seen = log_in(mo), []
    address: str | None = reverse("law_report_cases", args=[LAST_YEAR, 1, "own"])
    while address:
        page = client.get(address)
        seen += [link.name.removeprefix("zaak ") for link in page.context["cases"]]
        address = page.context["next_url"]
    assert [f"zaak {name}" for name in seen] == list(numbers)
    start = reverse("law_report_cases", args=[LAST_YEAR, 1, "own"])
    assert client.get(start, {"na": "zaak x"}).status_code == 404


def test_members_of_a_month_are_counted_from_what_the_site_keeps_anyway() -> None:
    article = make_article()
    say(make_person("An"), under=article)
    make_person("Bas", last_login=timezone.now())
    make_person("Stil")
    month, members = count_members_of_this_month()
    assert members == 2
    keep_active_month(month=month, members=members)
    keep_active_month(month=month, members=1)
    assert ActiveMonth.objects.get().members == 2
    counted = count_year(month.year)
    assert counted.months[f"{month:%Y-%m}"] == 2
