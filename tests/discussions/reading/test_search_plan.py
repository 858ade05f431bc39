"""Among many texts PostgreSQL finds the few by their words: no query reads a table of words whole."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.index import index_article, learn_words
from config.roles import as_owner
from discussions.actions.index import index_comments
from tests.discussions.reading.growing import grow
from tests.factories import make_article, make_person

OF_WORDS = ("articles_word", "discussions_commententry")
VOCABULARY = Path(__file__).parents[2] / "data/dutch-stemming/voc.txt"
COMMENTS = 8_000  # so many that reading all of them is never the fastest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    """As many different words as there are comments, long enough to be mistyped."""
    long = [word for word in VOCABULARY.read_text().split() if word.isalpha() and len(word) > 7]
    return long[:: len(long) // COMMENTS][:COMMENTS]


@pytest.fixture
def texts(words: Sequence[str]) -> None:
    """Comments that share two words and have one of their own."""
    article = make_article("Jeugdzorg in de wijk", "Een jeugdzorgwerker luistert.")
    index_article(article)
    comments = grow(article, make_person(), [None] * COMMENTS)
    for word, comment in zip(words, comments, strict=True):
        comment.body = f"Iedereen luistert naar {word}."
    type(comments[0]).objects.bulk_update(comments, ["body"], batch_size=1_000)
    index_comments(comments)
    learn_words(VOCABULARY.read_text())
    # The planner chooses by what it was told of the tables, and only their owner may tell it. New
    # words wait beside an index until it is vacuumed, and are read one by one till then.
    with as_owner(), connection.cursor() as cursor:
        for table in (*OF_WORDS, "discussions_comment", "discussions_thread", "articles_article"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")


def plans(client: Client, asked: dict[str, str]) -> Sequence[str]:
    """How PostgreSQL goes about each query of a page of hits."""
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/zoeken/?" + urlencode(asked))
    assert page.context["search"].total > 0
    found = []
    with connection.cursor() as cursor:
        for query in captured:
            if query["sql"].lstrip("( \n").startswith(("SELECT", "WITH")):
                cursor.execute("EXPLAIN " + query["sql"])
                found.append("\n".join(line for (line,) in cursor))
    return found


def test_no_page_of_hits_reads_a_whole_table(
    client: Client, texts: None, words: Sequence[str]
) -> None:
    word = words[1_234]
    for asked in (
        {"q": word},
        {"q": f"luistert {word}"},
        {"q": f'"naar {word}"', "op": "datum"},
        {"q": f"{word} -gemeente", "soort": "reacties"},
        {"q": word[:3] + word[4:]},  # a slip
    ):
        ways = plans(client, asked)
        assert any("comment_found_by_word" in way for way in ways), (asked, ways)
        whole = [way for way in ways for table in OF_WORDS if f"Seq Scan on {table} " in way]
        assert whole == [], asked
