"""Comments from elsewhere, under an article: whole, once, in their places, and without a mail."""

import io
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import Mail
from articles.importers.disqus import read_disqus
from articles.importers.foreign import ForeignArticle, ForeignComment, ForeignThread, LeftOut, Why
from articles.importers.wordpress import read_wordpress
from articles.models import Article, Word
from discussions.actions.import_comments import Imported, import_comments
from discussions.actions.imported_authors import NAMELESS, shown_name
from discussions.actions.index import index_comments
from discussions.models import (
    Comment,
    CommentEntry,
    CommentRevision,
    ImportedAuthor,
    Notification,
    Thread,
)
from tests.exports import disqus, disqus_post, post, reaction, wxr
from tests.factories import hide, make_article, say

SAMPLES = Path(__file__).parents[2] / "data" / "importer-samples"
ORIGIN = "wordpress:wijkblad.example.org"


def of_wordpress(raw: bytes) -> tuple[ForeignComment, ...]:
    first = next(iter(read_wordpress(io.BytesIO(raw), size=len(raw), name="export.xml")))
    assert isinstance(first, ForeignArticle)
    return first.comments


def of_disqus(raw: bytes) -> tuple[ForeignComment, ...]:
    first = next(iter(read_disqus(io.BytesIO(raw), size=len(raw), name="export.xml")))
    assert isinstance(first, ForeignThread)
    return first.comments


def bring(article: Article, *comments: str) -> Imported:
    return import_comments(
        article=article, comments=of_wordpress(wxr(post(1, *comments))), origin=ORIGIN,
        keeps_lines=True,
    )  # fmt: skip


def state() -> list[object]:
    return [
        list(Comment.objects.order_by("pk").values_list()),
        list(Thread.objects.order_by("pk").values_list()),
        list(ImportedAuthor.objects.order_by("pk").values_list()),
        CommentRevision.objects.count(),
    ]


def assert_counts_right() -> None:
    for thread in Thread.objects.all():
        assert thread.comment_count == thread.comments.readable().count()
    for comment in Comment.objects.select_related("parent"):
        assert comment.reply_count == comment.replies.count()
        assert comment.revisions.count() == 1
        if comment.parent:
            assert comment.depth == comment.parent.depth + 1
            assert comment.root_id == (comment.parent.root_id or comment.parent_id)


@pytest.mark.django_db
def test_sample_of_wordpress_twice() -> None:
    article = make_article()
    comments = of_wordpress((SAMPLES / "wordpress.xml").read_bytes())
    done = import_comments(article=article, comments=comments, origin=ORIGIN, keeps_lines=True)
    assert (done.new, done.places, done.known, done.left_out) == (7, 0, 0, [])
    assert_counts_right()
    assert {each.name for each in ImportedAuthor.objects.all()} == {
        "Ohai",
        "Tester",
        "Multiline Author",
        "Letzter :/",
    }
    before = state()
    again = import_comments(article=article, comments=comments, origin=ORIGIN, keeps_lines=True)
    assert (again.new, again.known) == (0, 7)
    assert state() == before
    assert not Mail.objects.exists()
    assert not Notification.objects.exists()


@pytest.mark.django_db
def test_sample_of_disqus_keeps_the_place_of_what_was_deleted() -> None:
    article = make_article()
    comments = of_disqus((SAMPLES / "disqus.xml").read_bytes())
    done = import_comments(
        article=article, comments=comments, origin="disqus:example.org", keeps_lines=False
    )
    assert (done.new, done.places) == (3, 1)
    assert done.left_out == [LeftOut("reactie 9", Why.PLACE_ONLY)]
    place = Comment.objects.get(import_key="disqus:9")
    assert (place.author, place.imported_author, place.body) == (None, None, "")
    assert place.replies.get().body == "Hello, World."
    assert_counts_right()
    # One address under two names: two names, one key.
    names = ImportedAuthor.objects.filter(name__in=["peter", "user"])
    assert len({each.email_key for each in names}) == 1
    page = Client().get(article.get_absolute_url()).text
    assert page.count('class="comment') == 4


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["wordpress", "disqus"])
def test_ten_deep_from_a_file_in_reverse(kind: str) -> None:
    article = make_article()
    numbers = range(12, 0, -1)
    comments = (
        of_wordpress(wxr(post(1, *(reaction(n, n - 1) for n in numbers))))
        if kind == "wordpress"
        else of_disqus(disqus(disqus_post(n, n - 1) for n in numbers))
    )
    import_comments(
        article=article, comments=comments, origin=f"{kind}:x", keeps_lines=kind == "wordpress"
    )
    depths = dict(Comment.objects.values_list("import_key", "depth"))
    assert depths == {f"{kind}:{n}": n - 1 for n in range(1, 13)}
    assert_counts_right()
    deepest = Comment.objects.get(depth=11)
    assert "Reactie 12." in Client().get(deepest.get_absolute_url()).text


@pytest.mark.django_db
def test_dates_stay_and_tomorrow_becomes_now() -> None:
    article = make_article()
    bring(article, reaction(1, when="2015-03-03 10:00:00"), reaction(2, when="2999-01-01 10:00:00"))
    old, future = Comment.objects.order_by("pk")
    assert old.created_at.isoformat() == "2015-03-03T10:00:00+00:00"
    assert future.created_at.year < 2999


@pytest.mark.django_db
def test_nothing_is_cut_and_every_loss_has_its_reason() -> None:
    article = make_article()
    links = " ".join(f"https://voorbeeld.example/{n}" for n in range(21))
    done = bring(
        article,
        reaction(1, text="x" * 10_001),
        reaction(2, 1),
        reaction(3, text=links),
        reaction(4, text="<!-- niets -->"),
        reaction(5, 99),
        reaction(6, approved="spam", text="Koop dit"),
        reaction(6, text="Zelfde nummer"),
    )
    assert {(each.what, each.why) for each in done.left_out} == {
        ("reactie 1", Why.PLACE_ONLY),
        ("reactie 3", Why.TOO_MANY_LINKS),
        ("reactie 4", Why.NO_WORDS),
        ("reactie 5", Why.NO_PARENT),
        ("reactie 6", Why.SPAM),
        ("reactie 6", Why.TWICE),
    }
    assert (done.new, done.places) == (2, 1)
    assert Comment.objects.get(import_key="wordpress:5").parent is None
    assert not Comment.objects.filter(body__contains="Koop").exists()


@pytest.mark.django_db
def test_later_export_adds_only_what_is_new_and_leaves_decisions_alone() -> None:
    article = make_article()
    bring(article, reaction(1), reaction(2, 1))
    hide(Comment.objects.get(import_key="wordpress:2"))
    done = bring(article, reaction(1), reaction(2, 1), reaction(3, 2), reaction(4, 1))
    assert (done.new, done.known) == (2, 2)
    assert Comment.objects.get(import_key="wordpress:2").status == "hidden"
    assert Comment.objects.get(import_key="wordpress:3").depth == 2
    assert_counts_right()


@pytest.mark.django_db
def test_many_comments_cost_no_more_queries_than_few(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    articles = [make_article(), make_article()]
    with CaptureQueriesContext(connection) as few:
        bring(articles[0], *(reaction(n, n // 2, f"Woord{n}.") for n in range(1, 4)))
    with django_assert_max_num_queries(len(few)):
        bring(articles[1], *(reaction(n, n // 2, f"Woord{n}.") for n in range(1, 90)))


@pytest.mark.django_db
def test_words_of_an_imported_comment_are_found() -> None:
    article = make_article()
    bring(article, reaction(1, text="De <em>buurtmoestuinen</em> bloeien."), reaction(2, 1))
    found = CommentEntry.objects.findable("'buurtmoestuin'")
    assert [entry.comment.import_key for entry in found] == ["wordpress:1"]
    entry = found.get()
    assert (entry.article, entry.created_at) == (article, entry.comment.created_at)
    assert Word.objects.filter(text="buurtmoestuinen").exists()
    # What is stored at once is what is stored one by one.
    vector = CommentEntry.objects.values_list("vector", flat=True).get(pk=entry.pk)
    index_comments([entry.comment])
    assert CommentEntry.objects.values_list("vector", flat=True).get(pk=entry.pk) == vector


@pytest.mark.django_db
def test_same_number_in_two_articles_is_two_comments() -> None:
    for _each in range(2):
        bring(make_article(), reaction(11))
    assert Comment.objects.count() == 2


@pytest.mark.django_db
def test_comments_of_members_stay_among_them() -> None:
    article = make_article()
    ours = say(under=article)
    bring(article, reaction(1))
    assert_counts_right()
    page = Client().get(article.get_absolute_url()).text
    assert page.index("Reactie 1.") < page.index(ours.body)  # the oldest first


def test_name_is_never_an_address_and_never_too_long() -> None:
    assert shown_name(" Karin\n de\u202e Vries ") == "Karin de Vries"
    assert shown_name("karin@example.org") == NAMELESS
    assert shown_name("www.koop.example") == NAMELESS
    assert shown_name("") == NAMELESS
    assert len(shown_name("x" * 200)) == 80


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one() -> None:
    article = make_article()
    comments = [reaction(n, n // 2) for n in range(1, 20)]
    done: list[Imported] = []

    def run() -> None:
        done.append(bring(article, *comments))
        connection.close()

    threads = [threading.Thread(target=run) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.new for each in done) == [0, 0, 0, 19]
    assert Comment.objects.count() == 19
    assert ImportedAuthor.objects.count() == 1
    assert_counts_right()


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(1, 9)))
def test_order_of_the_file_makes_no_difference(order: list[int]) -> None:
    article = make_article()
    bring(article, *(reaction(n, n // 2) for n in order))
    tree = {
        comment.import_key: comment.parent and comment.parent.import_key
        for comment in Comment.objects.filter(thread__article=article).select_related("parent")
    }
    assert tree == {f"wordpress:{n}": f"wordpress:{n // 2}" if n > 1 else None for n in range(1, 9)}
