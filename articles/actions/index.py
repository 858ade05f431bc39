"""Keep what search knows up to date. Called by every verb that changes a text."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models import Article, ArticleEntry, ArticleVersion, Claim, ClaimEntry, Word
from articles.reading.access import excerpt_of
from articles.search.vectors import trigrams, vector_of, vocabulary_of


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
            )
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["vector", "open_vector"],
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
        [ClaimEntry(claim=claim, vector=Vector(vector_of(("B", wording.statement))))],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["vector"],
    )


def learn_words(*texts: str) -> None:
    """Remember the words that are new. One query, and a second one only when some are."""
    words = vocabulary_of(*texts)
    if not words:
        return
    known = set(Word.objects.filter(text__in=words).values_list("text", flat=True))
    add_words(words - known)


def add_words(words: Iterable[str]) -> None:
    """Store words that are known to be new."""
    rows = [Word(text=word, trigrams=trigrams(word)) for word in sorted(words)]
    if rows:
        Word.objects.bulk_create(rows, batch_size=1_000)
