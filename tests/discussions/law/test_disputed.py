"""The figures of disputes outside the courts: counted from the rows, and what was stated by hand before."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from discussions.law.figures import STATED, Figure
from discussions.law.yearly import figures_of
from discussions.models import Dispute
from discussions.moderation.disputes import open_dispute
from discussions.moderation.law_reports import publish_law_report
from discussions.reading.law_figures import count_year
from tests.discussions.moderation.conftest import log_in
from tests.discussions.moderation.test_disputes import BODY, ended, today
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo() -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def dispute(mo: User) -> Dispute:
    line = hide(say(under=make_article()), mo)
    return open_dispute(moderator=mo, decision=line, body=BODY, came_in=today())


def of_the_year(year: int) -> dict[str, Figure]:
    return {figure.key: figure for figure in figures_of(count_year(year))}


def test_the_figures_of_the_year_are_counted_from_the_rows_and_lead_back_to_them(
    dispute: Dispute, mo: User
) -> None:
    year = today().year
    found = of_the_year(year)
    assert (found["disputes"].value, found["disputes_ended"].value) == (1, 0)
    assert (found["disputes_days"].value, found["disputes_share"].value) == (None, None)
    ended(dispute, mo)
    found = of_the_year(year)
    assert (found["disputes_won"].value, found["disputes_days"].value) == (1, 0.0)
    assert (found["disputes_done"].value, found["disputes_share"].value) == (0, 0.0)
    ended(Dispute.objects.get(), mo, implemented=today())
    found = of_the_year(year)
    assert (found["disputes_done"].value, found["disputes_share"].value) == (1, 100.0)
    assert found["disputes"].cases == (f"geschil {dispute.public_id}",)
    assert not any(f.is_stated for f in found.values() if f.key.startswith("disputes"))
    olga = make_person("Olga", "operator")
    publish_law_report(year=year - 1, figures=list(found.values()), by=olga)
    address = reverse("law_report_cases", args=[year - 1, 1, "disputes"])
    assert dispute.get_absolute_url() in log_in(mo).get(address).text


def test_an_earlier_version_still_shows_what_was_stated_by_hand() -> None:
    year = today().year - 1
    typed = [
        Figure("disputes", "24(1)(a)", "Geschillen bij een instantie", 4, "geschillen", STATED),
        Figure("disputes_median", "24(1)(a)", "Mediane duur van een geschil", 31, "uur", STATED),
        Figure("disputes_done", "24(1)(a)", "Uitgevoerd", None, "geschillen", STATED),
    ]
    publish_law_report(year=year, figures=typed, by=make_person("Olga", "operator"))
    publish_law_report(year=year, figures=list(of_the_year(year).values()), by=None, correction="x")
    page = Client().get(reverse("law_report", args=[year, 1])).text
    assert "4 geschillen" in page
    assert "31 uur" in page
    assert "niet opgegeven" in page
