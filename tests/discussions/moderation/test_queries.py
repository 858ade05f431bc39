"""Every list costs the same number of queries with one item and with three."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article
from discussions.models import Case, Notification
from discussions.moderation.deciding import decide
from discussions.moderation.notes import write_note
from discussions.moderation.reporting import report_comment
from discussions.moderation.taking import open_case
from discussions.notifications import unread_count
from tests.discussions.moderation.conftest import log_in
from tests.factories import make_claim, make_person, say

pytestmark = pytest.mark.django_db

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."
CHROME = 3  # session, person and unread messages, whatever the page


def make_cases(number: int, article: Article, an: User, mo: User, *, decided: bool) -> None:
    """Half under the article and half under a claim, each reported by as many people."""
    for index in range(number):
        comment = say(an, f"Nummer {index}.", under=make_claim(article) if index % 2 else article)
        for _each in range(number):
            report_comment(
                comment=comment, reporter=make_person("Kim"), rule_code=f"HR-{index + 1}"
            )
        case = open_case(comment=comment, moderator=mo)
        if decided:
            decide(
                case=case,
                moderator=mo,
                outcome="hide",
                seen_version=case.version,
                rule_code="HR-1",
                explanation=WHY,
            )


@pytest.mark.parametrize("number", [1, 3])
def test_queue_costs_the_same(
    number: int,
    article: Article,
    an: User,
    mo: User,
    mia: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_cases(number, article, an, mo, decided=False)
    client = log_in(mia)
    with django_assert_num_queries(CHROME + 10):
        assert len(client.get(reverse("moderation_queue")).context["cases"].rows) == number


@pytest.mark.parametrize("number", [1, 3])
def test_handled_cases_cost_the_same(
    number: int,
    article: Article,
    an: User,
    mo: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_cases(number, article, an, mo, decided=True)
    client = log_in(mo)
    with django_assert_num_queries(CHROME + 4):
        page = client.get(reverse("moderation_queue"), {"toon": "afgehandeld"})
    assert len(page.context["cases"].rows) == number


@pytest.mark.parametrize("number", [1, 3])
def test_case_costs_the_same(
    number: int,
    article: Article,
    an: User,
    mo: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_cases(number, article, an, mo, decided=True)
    make_cases(number, article, an, mo, decided=False)
    case = Case.objects.waiting().earliest("id")
    for _each in range(number):
        write_note(moderator=mo, person=an, text="Belde ons op.")
    client = log_in(mo)
    with django_assert_num_queries(CHROME + 8):
        file = client.get(case.get_absolute_url()).context["file"]
    assert len(file.reports) == len(file.earlier) == len(file.notes) == number


@pytest.mark.parametrize("number", [1, 3])
def test_log_costs_the_same(
    number: int,
    article: Article,
    an: User,
    mo: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_cases(number, article, an, mo, decided=True)
    client = log_in(mo)
    # The decisions, and how often a second look was asked for.
    with django_assert_num_queries(CHROME + 2):
        assert len(client.get(reverse("moderation_log")).context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_inbox_costs_the_same(
    number: int,
    article: Article,
    an: User,
    mo: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_cases(number, article, an, mo, decided=True)
    client = log_in(an)
    # The messages, what they are about, and whether mail comes back.
    with django_assert_num_queries(CHROME + 3):
        assert len(client.get(reverse("inbox")).context["rows"]) == number


def test_unread_count_is_one_query(
    article: Article, an: User, mo: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_cases(3, article, an, mo, decided=True)
    with django_assert_num_queries(1):
        assert unread_count(an) == 3
    assert Notification.objects.filter(person=an).unread().count() == 3
