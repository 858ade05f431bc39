"""Telling search what texts hold: all of them anew, or only those it knows nothing of."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Count, Exists, Min, Model, OuterRef

from articles.actions.index import index_article, index_claim
from articles.models import Article, ArticleEntry, Claim, ClaimEntry, Word
from articles.search.vectors import RULES
from discussions.actions.index import index_comments
from discussions.models import Comment, CommentEntry

AT_ONCE = 500


def index_missing(say: Callable[[str], object]) -> str:
    """Store the words of texts that search does not know, or by older rules: of a site that is older
    than its search, or of a backup. Costs three short queries when there are none. Returns what it did."""
    return _index(say, only_missing=True)


def index_everything(say: Callable[[str], object]) -> str:
    """Store the words of all texts again, as when the rules for words changed. Safe to repeat and to
    stop. `say` gets a line of progress for every few hundred comments."""
    done = _index(say, only_missing=False)
    # Two writers may have met a new word at the same moment (see `Word`).
    twice = Word.objects.values("text").annotate(n=Count("pk"), first=Min("pk")).filter(n__gt=1)
    for word in twice:
        Word.objects.filter(text=word["text"]).exclude(pk=word["first"]).delete()
    return done


def _known(entries: type[Model], text: str) -> Exists:
    return Exists(entries._default_manager.filter(**{text: OuterRef("pk")}, rules=RULES))


def _index(say: Callable[[str], object], *, only_missing: bool) -> str:
    articles = Article.objects.with_text().exclude(current_version=None).order_by("pk")
    claims = Claim.objects.with_wording().exclude(current_wording=None).order_by("pk")
    comments = Comment.objects.exclude(body="").order_by("pk").only("body", "created_at", "thread")
    if only_missing:
        articles = articles.exclude(_known(ArticleEntry, "article"))
        claims = claims.exclude(_known(ClaimEntry, "claim"))
        comments = comments.exclude(_known(CommentEntry, "comment"))
    counted = {"artikelen": 0, "stellingen": 0, "reacties": 0}
    for article in articles.iterator(chunk_size=20):
        with transaction.atomic():
            index_article(article)
        counted["artikelen"] += 1
    for claim in claims.iterator(chunk_size=AT_ONCE):
        index_claim(claim)
        counted["stellingen"] += 1
    last = 0
    while batch := list(comments.filter(pk__gt=last)[:AT_ONCE]):
        with transaction.atomic():
            index_comments(batch)
        last = batch[-1].pk
        counted["reacties"] += len(batch)
        say(f"{counted['reacties']} reacties")
    told = [f"{number} {name}" for name, number in counted.items() if number]
    return ", ".join(told) or "niets veranderd"
