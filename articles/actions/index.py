"""Keep what search knows up to date. Called by every verb that changes a text."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from articles.models import Article, ArticleEntry, ArticleVersion, Claim, ClaimEntry
from articles.reading.access import excerpt_of
from articles.search.vectors import RULES, trigrams, vector_of, vocabulary_of


class Vector(models.Func):
    """A literal of `vector_of`, as PostgreSQL reads it."""

    template = "%(expressions)s::tsvector"
    output_field = SearchVectorField()

    def __init__(self, literal: str) -> None:
        super().__init__(models.Value(literal, output_field=models.TextField()))


def index_article(article: Article) -> None:
    """Store the words of its current version; an article without a text has none."""
    version = article.current_version
    if version is None:
        return
    learn_words(version.canonical_text, version.title)
    ArticleEntry.objects.bulk_create(
        [
            ArticleEntry(
                article=article,
                vector=Vector(vector_of(*_parts(version, version.canonical_text))),
                open_vector=Vector(vector_of(*_parts(version, excerpt_of(version).canonical_text))),
                rules=RULES,
            )
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["vector", "open_vector", "rules"],
    )


def _parts(version: ArticleVersion, text: str) -> list[tuple[str, str]]:
    """The title weighs most. It stands first in the text too, where a phrase may run on from it."""
    return [("A", version.title), ("D", text)]


def index_claim(claim: Claim) -> None:
    """Store the words of its current wording, whatever its status: who finds it is asked later."""
    wording = claim.current_wording
    if wording is None:
        return
    learn_words(wording.statement)
    ClaimEntry.objects.bulk_create(
        [ClaimEntry(claim=claim, vector=Vector(vector_of(("B", wording.statement))), rules=RULES)],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["vector", "rules"],
    )


def learn_words(*texts: str) -> None:
    """Remember the words that are new. One statement, and a second one only when some are."""
    words = vocabulary_of(*texts)
    if not words:
        return
    with connection.cursor() as cursor:
        # One array, not a parameter a word: a batch of comments holds thousands.
        cursor.execute(
            "SELECT text FROM articles_word WHERE text = ANY(%s::varchar[])", [sorted(words)]
        )
        known = {text for (text,) in cursor}
    add_words(words - known)


def add_words(words: Iterable[str]) -> None:
    """Store words that are known to be new, in one statement."""
    new = sorted(words)
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_word (text, trigrams) SELECT word, string_to_array(runs, ' ')"
            " FROM unnest(%s::varchar[], %s::text[]) AS new (word, runs)",
            [new, [" ".join(trigrams(word)) for word in new]],
        )
