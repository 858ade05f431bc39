"""Letters in the inbox, and hidden words nowhere else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Decision, Notification
from discussions.moderation.correspondence import letter_for
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from discussions.notifications import unread_count
from tests.discussions.moderation.conftest import WHY, log_in, reported
from tests.factories import lift, make_person, restrict, say, warn

pytestmark = pytest.mark.django_db


def told(comment: Comment, bas: User, mo: User) -> Decision:
    case = reported(comment, bas)
    return decide(
        case=case,
        moderator=mo,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
        answer="Goed gezien.",
    )


def test_opening_a_letter_marks_it_read(comment: Comment, an: User, bas: User, mo: User) -> None:
    told(comment, bas, mo)
    assert unread_count(an) == 1
    client = log_in(an)
    client.get(reverse("inbox"))
    assert unread_count(an) == 1
    message = Notification.objects.get(person=an)
    assert WHY[:30] in client.get(reverse("message", args=[message.pk])).text
    assert unread_count(an) == 0


def test_letter_of_somebody_else_is_not_there(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    for_an = Notification.objects.get(person=an)
    for person in (bas, mo):
        assert log_in(person).get(reverse("message", args=[for_an.pk])).status_code == 404
    assert Client().get(reverse("message", args=[for_an.pk])).status_code == 302
    for_an.refresh_from_db()
    assert for_an.read_at is None


def test_hidden_words_are_in_nobody_elses_inbox(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    client = log_in(bas)
    letter = client.get(reverse("message", args=[Notification.objects.get(person=bas).pk])).text
    assert "Goed gezien." in letter
    for page in (letter, client.get(reverse("inbox")).text):
        assert "Kanarie" not in page
        assert WHY not in page.replace("\n", " ")
    own = log_in(an).get(reverse("message", args=[Notification.objects.get(person=an).pk])).text
    assert "Kanarie" in own


def test_hidden_words_are_on_no_page_that_others_read(
    comment: Comment, article: Article, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    pages = [
        article.get_absolute_url(),
        comment.get_absolute_url(),
        f"{article.get_absolute_url()}reacties/",
        reverse("overview"),
    ]
    for client in (Client(), log_in(bas), log_in(make_person("Els", "editor"))):
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "Kanarie" not in answer.text, page
    assert "HR-1" in Client().get(article.get_absolute_url()).text


def test_inbox_is_paged_by_key(article: Article, an: User, mo: User) -> None:
    for number in range(22):
        case = open_case(comment=say(an, f"Nummer {number}.", under=article), moderator=mo)
        decide(
            case=case,
            moderator=mo,
            outcome="hide",
            seen_version=case.version,
            rule_code="HR-1",
            explanation=WHY,
        )
    client = log_in(an)
    first = client.get(reverse("inbox"))
    rest = client.get(first.context["next_url"])
    urls = [row.url for row in [*first.context["rows"], *rest.context["rows"]]]
    assert len(set(urls)) == 22
    assert rest.context["next_url"] is None
    assert client.get(reverse("inbox"), {"na": "x"}).status_code == 404
    stranger = log_in(make_person("Kim"))
    assert stranger.get(first.context["next_url"]).status_code == 404


def test_the_list_calls_each_letter_by_its_own_heading(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    told(comment, bas, mo)
    warn(moderator=mo, person=an)
    restriction = restrict(moderator=mo, person=an, kind="held", reason="Even meelezen.")
    lift(restriction=restriction, moderator=mo)
    page = log_in(an).get(reverse("inbox")).text
    headings = re.findall(r'<span lang="nl">([^<]+)</span>', page)
    letters = [
        letter_for(one).subject for one in Notification.objects.filter(person=an).order_by("-pk")
    ]
    assert headings == letters
    assert len(set(headings)) == 4
    assert "Je reactie staat er weer" not in page
