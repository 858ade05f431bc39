"""Moderating a comment that came with an import: the author is a name, and cannot be written to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Mail, User
from articles.models import Article
from discussions.models import Case, Comment, ImportedAuthor, Notification
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import WHY, hide_case, log_in, reported
from tests.discussions.moderation.test_desk import filled_in
from tests.factories import came_along, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_over(article: Article) -> Comment:
    return came_along("Karin", "Bas is een prutser.", under=article)


def test_hiding_writes_to_the_reporter_and_to_nobody_else(
    taken_over: Comment, bas: User, mo: User
) -> None:
    hide_case(reported(taken_over, bas), mo)
    taken_over.refresh_from_db()
    assert taken_over.status == "hidden"
    assert [message.person for message in Notification.objects.all()] == [bas]
    assert [mail.person for mail in Mail.objects.exclude(kind="report_received")] == [bas]


def test_desk_says_that_the_author_cannot_be_reached(taken_over: Comment, mo: User) -> None:
    case = open_case(comment=taken_over, moderator=mo)
    client, address = log_in(mo), reverse("moderation_case", args=[case.public_id])
    with override("nl"):
        page = client.get(address).text
        assert "Er gaat geen brief naar de schrijver" in page
        shown = client.post(address, {**filled_in(case, answer=""), "preview": "1"}).text
        assert "Er gaat geen brief: de schrijver is niet te bereiken" in shown
        done = client.post(address, filled_in(case, answer=""), follow=True).text
        assert "De schrijver is niet te bereiken" in done
    assert not Mail.objects.exists()


def test_queue_log_and_case_name_the_name(taken_over: Comment, bas: User, mo: User) -> None:
    case = reported(taken_over, bas)
    client = log_in(mo)
    assert "Karin" in client.get(reverse("moderation_queue")).text
    hide_case(case, mo)
    assert "Karin" in client.get(reverse("moderation_log")).text
    assert "Karin" in client.get(reverse("moderation_case", args=[case.public_id])).text


def test_record_of_one_name_is_not_the_record_of_all(
    taken_over: Comment, article: Article, bas: User, mo: User
) -> None:
    """Without an author there must be no match with every other comment that has none."""
    hide_case(reported(came_along("Henk", under=article), bas), mo)
    same = came_along(under=article, imported_author=taken_over.imported_author)
    hide_case(reported(same, bas), mo)
    case = reported(taken_over, bas)
    page = log_in(mo).get(reverse("moderation_case", args=[case.public_id]))
    assert page.context["file"].earlier_count == 1


def test_report_page_names_the_name(taken_over: Comment, bas: User) -> None:
    page = log_in(bas).get(reverse("report_comment", args=[taken_over.public_id])).text
    assert "Karin" in page


def test_names_cost_no_query_each(article: Article, an: User, bas: User, mo: User) -> None:
    def cost(address: str) -> int:
        client = log_in(mo)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    reported(came_along(under=article), bas)
    reported(
        say(an, under=article), bas
    )  # of members it is asked once what goes along as the same advertising
    lists = [reverse("moderation_queue"), article.get_absolute_url()]
    before = [cost(address) for address in lists]
    for number in range(3):
        reported(came_along(f"Naam {number}", under=article), bas)
        reported(say(an, under=article), bas)
    assert [cost(address) for address in lists] == before


def test_withdrawn_place_above_a_case_has_no_name(
    taken_over: Comment, article: Article, bas: User, mo: User
) -> None:
    answer = came_along("Piet", under=taken_over)
    Comment.objects.filter(pk=taken_over.pk).update(
        body="", body_html="", withdrawn_at=taken_over.created_at, imported_author=None
    )
    case: Case = reported(answer, bas)
    page = log_in(mo).get(reverse("moderation_case", args=[case.public_id])).text
    assert "Piet" in page
    assert "Karin" not in page
    assert ImportedAuthor.objects.count() == 2
    assert WHY not in page
