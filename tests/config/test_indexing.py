"""What search does not know yet, it is told: at every start what is missing, on demand everything."""

from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleEntry, ClaimEntry, Word
from articles.search.vectors import RULES
from config.indexing import index_everything, index_missing
from discussions.models import CommentEntry
from tests.factories import make_article, make_claim, say

pytestmark = pytest.mark.django_db


def found(client: Client, words: str) -> int:
    total: int = client.get("/zoeken/?" + urlencode({"q": words})).context["search"].total
    return total


@pytest.fixture
def silent() -> None:
    """A site whose texts are older than its search."""
    article = make_article("Zorg in de wijk", "Over pindakaas.")
    make_claim(article, "Pindakaas hoort erbij.")
    for number in range(3):
        say(body=f"Pindakaas nummer {number}.", under=article)
    for entries in (ArticleEntry, ClaimEntry, CommentEntry, Word):
        entries.objects.all().delete()


def test_what_is_missing_is_found_afterwards(client: Client, silent: None) -> None:
    assert found(client, "pindakaas") == 0
    told: list[str] = []
    assert index_missing(told.append) == "1 artikelen, 1 stellingen, 3 reacties"
    assert told == ["3 reacties"]
    assert found(client, "pindakaas") == 5
    assert found(client, "pindakas") == 5, "its words are known again, also to who mistypes"


def test_nothing_missing_costs_three_queries_and_changes_nothing(silent: None) -> None:
    index_missing(lambda _line: None)
    before = list(CommentEntry.objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as captured:
        assert index_missing(lambda _line: None) == "niets veranderd"
    assert len(captured) == 3
    assert list(CommentEntry.objects.order_by("pk").values()) == before


def test_words_by_older_rules_are_stored_anew(client: Client, silent: None) -> None:
    index_missing(lambda _line: None)
    CommentEntry.objects.filter(pk__in=CommentEntry.objects.order_by("pk")[:2]).update(
        vector="'anders':1", rules=RULES - 1
    )
    assert found(client, "pindakaas") == 3
    assert index_missing(lambda _line: None) == "2 reacties"
    assert found(client, "pindakaas") == 5


def test_everything_anew_mends_what_was_stored_wrongly(client: Client, silent: None) -> None:
    index_missing(lambda _line: None)
    CommentEntry.objects.update(vector="'iets':1 'anders':2")
    Word.objects.create(text="pindakaas", trigrams=["pin"])
    assert found(client, "pindakaas") == 2
    said = StringIO()
    call_command("reindex", stdout=said)
    assert said.getvalue().splitlines()[-1] == "1 artikelen, 1 stellingen, 3 reacties"
    assert found(client, "pindakaas") == 5
    assert Word.objects.filter(text="pindakaas").count() == 1
    assert index_everything(lambda _line: None) == "1 artikelen, 1 stellingen, 3 reacties"
