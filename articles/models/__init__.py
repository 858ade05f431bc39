from articles.models.address import ArticleSlug, OldAddress
from articles.models.article import Article, ArticleVersion
from articles.models.claim import Claim, Wording
from articles.models.follow import Follow
from articles.models.intake import Intake
from articles.models.passage import Passage
from articles.models.picture import Picture, PictureUse
from articles.models.reader import Reading, ReadLater
from articles.models.relation import Relation
from articles.models.search import ArticleEntry, ClaimEntry, Word
from articles.models.source import Feed, Series, Source, Topic
from articles.models.withdrawal import Withdrawal

__all__ = [
    "Article",
    "ArticleEntry",
    "ArticleSlug",
    "ArticleVersion",
    "Claim",
    "ClaimEntry",
    "Feed",
    "Follow",
    "Intake",
    "OldAddress",
    "Passage",
    "Picture",
    "PictureUse",
    "ReadLater",
    "Reading",
    "Relation",
    "Series",
    "Source",
    "Topic",
    "Withdrawal",
    "Word",
    "Wording",
]
