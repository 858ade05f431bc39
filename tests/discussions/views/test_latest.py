"""How many comments came since a page was made, and those comments."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import mute_person
from accounts.models import User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.models import Comment
from discussions.reading.sorts import SORTS, Sort
from tests.factories import hide, make_claim, make_person, say
from tests.pages.page import get

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


def test_who_is_muted_is_not_counted_and_not_shown(
    an: User, member: Client, article: Article
) -> None:
    bas, kees = make_person("Bas"), make_person("Kees")
    since = say(bas, under=article).created_at.isoformat()
    from_bas, from_kees = say(bas, under=article), say(kees, under=article)
    asked = {"sinds": since}
    before = member.get(address(article), asked)
    assert before.json() == {"count": 2}
    mute_person(person=an, muted=bas)
    headers = {"If-None-Match": before["ETag"]}
    assert member.get(address(article), asked, headers=headers).json() == {"count": 1}
    html = member.get(address(article), {**asked, "toon": "1"}).content.decode()
    assert str(from_kees.public_id) in html
    assert f"reactie-{from_bas.public_id}" not in html


@pytest.mark.parametrize("sort", SORTS, ids=[sort.name or "oudste" for sort in SORTS])
def test_each_has_its_place_in_the_order_that_is_read(article: Article, sort: Sort) -> None:
    """As a page that is made afterwards shows them."""
    old = [say(under=article) for _number in range(4)]
    for number, comment in enumerate(old):
        for _answer in range(number % 3):
            say(under=comment)
    appreciate(person=make_person(), comment=old[2], kind="clear")
    since = Comment.objects.latest("created_at").created_at.isoformat()
    new = [say(under=article) for _number in range(3)]
    say(under=new[1])
    say(under=old[0])
    appreciate(person=make_person(), comment=new[0], kind="clear")
    roots = Comment.objects.in_thread(old[0].thread_id).roots()
    order = [str(comment.public_id) for comment in sort.order(roots)]
    page = [name for name in order if name in {str(comment.public_id) for comment in old}]
    asked = {"sinds": since, "toon": "1", "volgorde": sort.name}
    came = get(Client(), f"{address(article)}?{urlencode(asked)}")
    for item in came.all("li"):
        if item["data-parent"] or "data-after" not in item.attributes:
            continue
        name = item.one("article")["id"].removeprefix("reactie-")
        page.insert(page.index(item["data-after"]) + 1 if item["data-after"] else 0, name)
    assert page == order


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
