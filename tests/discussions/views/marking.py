"""What the form of the marking page sends."""

from typing import Any

from articles.models import Article
from tests.articles.texts import current


def start_of(article: Article, words: str) -> int:
    return current(article).canonical_text.index(words)


def form(article: Article, **fields: Any) -> dict[str, Any]:
    return {
        "versie": current(article).pk,
        "gezien": 0,
        "citaat": "",
        "begin": "0",
        "tone": "literal",
        "note": "",
        "statement": "Overleg levert bewoners weinig op.",
        "actie": "stelling",
        **fields,
    }


def address(article: Article) -> str:
    return f"/redactie/{article.slug}/stellingen/"
