"""What an editor knows about an article that its text does not prove, or proves wrongly."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from articles.actions.lock import hold_import_lock
from articles.actions.origin import place_in_series, series_called, source_called, topic_called
from articles.cleaning.draft import SeriesPlace
from articles.models import Article
from articles.models.source import Rights

_STORED = (
    *("source_url", "author_name", "published_on", "category", "language", "series_part"),
    *("series_part_label", "series_previous_label", "series_next_label"),
)


@dataclass(frozen=True)
class Facts:
    """Everything an editor may say; empty means that it is not known. Names of topics in any order."""

    source_name: str = ""
    source_url: str = ""
    author_name: str = ""
    published_on: date | None = None
    category: str = ""
    topics: Sequence[str] = ()
    language: str = "nl"
    series: SeriesPlace = field(default_factory=SeriesPlace)


class FactsChanged(Exception):
    """A colleague saved other facts meanwhile; nothing was written."""


def facts_mark(article: Article) -> str:
    """Changes whenever what is stored about the article does: one query, and those of its source and series."""
    stored = [
        article.source.name if article.source else "",
        article.series.title if article.series else "",
        *(str(getattr(article, name)) for name in _STORED),
        *article.topics.order_by("name").values_list("name", flat=True),
    ]
    return hashlib.sha256("\0".join(stored).encode()).hexdigest()[:16]


@transaction.atomic
def correct_facts(*, article: Article, facts: Facts, seen: str | None = None) -> Article:
    """Store what an editor says. Where that differs from what the text proves it outlives the next import.

    `Article.corrected` names those fields; a field that says again what the text proves leaves it, and
    follows the text from then on. A source, series or topic that is not here yet is made; a new source
    has unknown rights. `seen` is `facts_mark` of what the editor began with; raises `FactsChanged` when it
    is another now.
    """
    hold_import_lock()
    found = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if seen is not None and seen != facts_mark(found):
        raise FactsChanged
    proven = proven_facts(found)
    found.source = source_called(facts.source_name, rights=Rights.UNKNOWN)
    found.source_url = facts.source_url
    found.author_name = facts.author_name[:200]
    found.published_on = facts.published_on
    found.category = facts.category[:120]
    found.language = facts.language
    place_in_series(found, series_called(facts.series.title), facts.series)
    said = {
        "source": facts.source_name,
        "author_name": facts.author_name,
        "published_on": facts.published_on,
        "category": facts.category,
        "language": facts.language,
        "series": facts.series,
    }
    found.corrected = sorted(name for name, value in said.items() if value != proven[name])
    found.save()
    found.topics.set([topic_called(name) for name in facts.topics])
    return found


def proven_facts(article: Article) -> dict[str, Any]:
    """What the current version proves, by the names that `Article.corrected` uses."""
    version = article.current_version
    stored = version.metadata if version else {}
    told = stored.get("metadata", {})
    day = told.get("published_on")
    return {
        "source": told.get("source_name") or "",
        "author_name": told.get("author_name") or "",
        "published_on": date.fromisoformat(day) if day else None,
        "category": told.get("category") or "",
        "language": told.get("language") or "nl",
        "series": SeriesPlace(**told.get("series", {})),
    }
