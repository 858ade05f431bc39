"""How many comments came since a page was made, and those comments."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from tests.factories import hide, make_claim, make_person, say

pytestmark = pytest.mark.django_db


def address(article: Article) -> str:
    return reverse("article_latest", args=[article.slug])


def test_it_counts_what_others_said_since_and_everyone_may_read(
    an: User, member: Client, article: Article
) -> None:
    since = say(make_person("Bas"), under=article).created_at.isoformat()
    assert member.get(address(article), {"sinds": since}).json() == {"count": 0}
    say(an, under=article)
    say(make_person("Bas"), under=article)
    hide(say(make_person("Bas"), under=article))
    assert member.get(address(article), {"sinds": since}).json() == {"count": 1}
    assert Client().get(address(article), {"sinds": since}).json() == {"count": 2}
    claim = make_claim(article)
    about = reverse("claim_latest", args=[article.slug, claim.number])
    assert Client().get(about).json() == {"count": 0}


def test_an_unchanged_discussion_is_304_without_counting(article: Article) -> None:
    say(under=article)
    query = {"sinds": "2020-01-01T00:00:00+00:00"}
    first = Client().get(address(article), query)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = Client().get(address(article), query, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not any("COUNT" in query["sql"] for query in asked)
    say(under=article)
    changed = Client().get(address(article), query, headers={"If-None-Match": first["ETag"]})
    assert changed.json() == {"count": 2}


def test_it_shows_them_each_with_what_it_answers(an: User, article: Article) -> None:
    root = say(an, under=article)
    answer = say(make_person("Bas"), "Een antwoord", under=root)
    since = (root.created_at + timedelta(microseconds=1)).isoformat()
    html = Client().get(address(article), {"sinds": since, "toon": "1"}).content.decode()
    assert f'data-parent="{root.public_id}"' in html
    assert f'id="reactie-{answer.public_id}"' in html
    assert f'id="reactie-{root.public_id}"' not in html
    assert 'data-count="2"' in html


def test_showing_costs_the_same_queries(article: Article) -> None:
    counts = []
    for number in (1, 3):
        for _more in range(number):
            say(under=article)
        with CaptureQueriesContext(connection) as asked:
            Client().get(address(article), {"toon": "1"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("nonsense", ["gisteren", "2026-13-01", "0"])
def test_nonsense_is_not_there(article: Article, nonsense: str) -> None:
    assert Client().get(address(article), {"sinds": nonsense}).status_code == 404
