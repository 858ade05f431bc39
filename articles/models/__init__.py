from articles.models.article import Article, ArticleSlug, ArticleVersion
from articles.models.claim import Claim, Passage, Relation, Wording
from articles.models.source import Series, Source

__all__ = [
    "Article",
    "ArticleSlug",
    "ArticleVersion",
    "Claim",
    "Passage",
    "Relation",
    "Series",
    "Source",
    "Wording",
]
