"""The orders of a discussion: whole, without a gap and without meeting anything twice, along an index."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.models import Comment
from discussions.ranking import wilson_lower_bound
from discussions.reading.sorts import OLDEST, SORTS, Sort, sort_named
from discussions.reading.thread_page import load_thread
from tests.discussions.reading.growing import after_in, grow
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
BEST, ANSWERED = sort_named("beste"), sort_named("meest-beantwoord")


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    say(under=say(under=make_article()))
    return make_article()


def in_pages(article: Article, sort: Sort) -> list[uuid.UUID]:
    page = load_thread(viewer=VISITOR, article=article, sort=sort)
    met = [node.uuid for node in page.comments]
    while page.next_url:
        after = after_in(page.next_url)
        assert f"volgorde={sort.name}" in page.next_url or sort == OLDEST
        page = load_thread(viewer=VISITOR, article=article, after=after, sort=sort)
        met += [node.uuid for node in page.comments]
    return met


def expected(rows: list[Comment], sort: Sort) -> list[uuid.UUID]:
    """The same order by Python, from the formula itself."""

    def value(row: Comment) -> object:
        if sort == BEST:
            people, answers = row.appreciated_by, row.reply_count
            return round(wilson_lower_bound(people, people + answers), 12)
        return getattr(row, sort.field)

    roots = [row for row in rows if row.parent_id is None]
    roots.sort(key=lambda row: (value(row), row.pk), reverse=sort.descending)
    return [row.public_id for row in roots]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30)), min_size=1, max_size=70),
    st.integers(1, 30),
)
def test_every_order_is_whole_whatever_the_numbers_and_ties(
    an: User, shape: list[tuple[int, int]], ties: int
) -> None:
    """`shape`: people who appreciated each, and how far up the one stands that it answers, if any."""
    article = make_article()
    parents = [n - up if up % 3 == 0 and 0 < up <= n else None for n, (_, up) in enumerate(shape)]
    rows = grow(article, an, parents, ties=ties)
    for row, (people, _) in zip(rows, shape, strict=True):
        row.appreciated_by = people
    Comment.objects.bulk_update(rows, ["appreciated_by"])
    for sort in SORTS:
        assert in_pages(article, sort) == expected(rows, sort), sort.name


def test_best_and_most_answered_are_what_they_say(an: User, article: Article) -> None:
    silent, argued, liked = (say(an, under=article) for _ in range(3))
    for number in range(3):
        say(an, under=argued)
        appreciate(comment=liked, person=make_person(f"Lid {number}"), kind="clear")
    appreciate(comment=argued, person=make_person("Bas"), kind="practice")
    best = [liked.public_id, argued.public_id, silent.public_id]
    assert in_pages(article, BEST) == best
    assert in_pages(article, ANSWERED) == [argued.public_id, liked.public_id, silent.public_id]


def test_a_key_holds_when_its_comment_moves_or_a_new_one_comes(an: User, article: Article) -> None:
    rows = grow(article, an, [None] * 25)
    page = load_thread(viewer=VISITOR, article=article, sort=BEST)
    seen = {node.uuid for node in page.comments}
    last = next(row for row in rows if row.public_id == page.comments[-1].uuid)
    appreciate(comment=last, person=make_person("Bas"), kind="clear")
    say(an, under=article)
    rest = load_thread(viewer=VISITOR, article=article, after=after_in(page.next_url), sort=BEST)
    assert {node.uuid for node in rest.comments} == {row.public_id for row in rows} - seen


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name or "oudste")
@pytest.mark.parametrize(
    "key", ["x", "~", "nan~{}", "inf~{}", "1e999~{}", "{}~", "9" * 99 + "~{}", "é~{}", "\x00~{}"]
)
def test_a_broken_key_is_the_first_page(an: User, article: Article, sort: Sort, key: str) -> None:
    rows = grow(article, an, [None] * 3)
    after = key.format(rows[1].public_id)
    if "~{" in key and not sort.moves:
        return  # the moment of a comment is never in its key
    page = load_thread(viewer=VISITOR, article=article, after=after, sort=sort)
    assert [node.uuid for node in page.comments] == expected(rows, sort)


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name or "oudste")
def test_each_page_follows_an_index(an: User, article: Article, sort: Sort) -> None:
    """Also the second page, among equal values: there the key itself must be where the index starts."""
    grow(article, an, [*[None] * 300, *[0] * 300], ties=300)
    after = ""
    for _page in range(2):
        with CaptureQueriesContext(connection) as captured:
            page = load_thread(viewer=VISITOR, article=article, after=after, sort=sort)
        after = after_in(page.next_url)
        query = next(query["sql"] for query in captured if "ARRAY(" in query["sql"])
        with connection.cursor() as cursor:
            for dear in ("sort", "seqscan", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{dear} = off")
            cursor.execute(f"EXPLAIN {query}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Sort" not in plan
        assert "comment_roots_" in plan
    start = plan.split("comment_roots_")[1].split("SubPlan")[0]
    assert "Index Cond" in start
    assert "ROW(" in start.split("Filter")[0]


def test_the_address_says_the_order(article: Article, an: User) -> None:
    grow(article, an, [None] * 25)
    for page in (f"/artikelen/{article.slug}/", f"/artikelen/{article.slug}/reacties/"):
        shown = Client().get(page, {"volgorde": "nieuwste"})
        assert shown.context["thread"].next_url.startswith(
            f"/artikelen/{article.slug}/reacties/?volgorde=nieuwste&na="
        )
        chosen = [sort for sort in shown.context["thread"].sorts if sort.current]
        assert [sort.url for sort in chosen] == [f"{page}?volgorde=nieuwste#discussie"]
        for bad in ("oudste", "x", "Beste", "beste ", "\x00"):
            assert Client().get(page, {"volgorde": bad}).status_code == 404


def test_htmx_gets_the_list_alone_and_hears_the_order(article: Article, an: User) -> None:
    grow(article, an, [None] * 2)
    answer = Client().get(
        f"/artikelen/{article.slug}/reacties/?volgorde=beste",
        headers={"HX-Request": "true", "HX-Target": "lijst"},
    )
    shown = answer.content.decode()
    assert shown.lstrip().startswith('<div class="replies" id="lijst">')
    assert 'id="volgorde-beste"' in shown
    assert "Volgorde: beste." in answer["HX-Trigger-After-Settle"]
