"""The hits of one page, each in its sentence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import pgettext

from articles.models import Article, Claim
from articles.reading.access import as_read_by
from articles.search.query import Query
from articles.search.snippet import Piece, snippet
from articles.search.words import forms as forms_of
from discussions.models import Comment
from discussions.permissions import Reader
from discussions.reading.claim_card import text_of
from discussions.reading.comment_nodes import author_name
from discussions.reading.search_hits import KINDS, Hit


@dataclass(frozen=True)
class Result:
    """One hit: `pieces` is its sentence with the words that were found marked."""

    kind_label: str
    title: str
    url: str
    pieces: Sequence[Piece]
    article_title: str
    article_url: str
    author_name: str
    moment: datetime


def load_results(
    viewer: Reader, page: Sequence[Hit], query: Query, forms: Mapping[str, Collection[str]]
) -> list[Result]:
    """The texts of one page of hits, in the order of the hits. Three queries at most; a text that
    was closed a moment ago is left out."""
    keys = {kind: [hit.key for hit in page if hit.kind == kind] for kind in KINDS}
    wanted = {form for word in query.words for form in forms[word]}

    def is_hit(word: str) -> bool:
        return not wanted.isdisjoint(forms_of(word))

    found: dict[tuple[str, int], Result] = {}
    moments = {(hit.kind, hit.key): hit.moment for hit in page}
    for article in Article.objects.published().with_text().filter(pk__in=keys["article"]):
        version = as_read_by(viewer, article)
        text = version.canonical_text.removeprefix(version.title)
        found["article", article.pk] = Result(
            kind_label=pgettext("kind of a hit", "Article"),
            title=version.title,
            url=article.get_absolute_url(),
            pieces=snippet(text.strip(), is_hit),
            article_title="",
            article_url="",
            author_name="",
            moment=moments["article", article.pk],
        )
    claims = Claim.objects.accepted().filter(article__status="published", pk__in=keys["claim"])
    for claim in claims.select_related("current_wording", "article__current_version").defer(
        *_heavy("article__current_version__")
    ):
        found["claim", claim.pk] = Result(
            kind_label=pgettext("kind of a hit", "Claim"),
            title="",
            url=claim.get_absolute_url(),
            pieces=snippet(
                claim.current_wording.statement if claim.current_wording else "", is_hit
            ),
            article_title=text_of(claim.article).title,
            article_url=claim.article.get_absolute_url(),
            author_name="",
            moment=moments["claim", claim.pk],
        )
    comments = Comment.objects.readable().filter(pk__in=keys["comment"])
    for comment in comments.select_related(
        "author",
        "imported_author",
        "thread__article__current_version",
        "thread__claim__article__current_version",
    ).defer(
        *_heavy("thread__article__current_version__"),
        *_heavy("thread__claim__article__current_version__"),
    ):
        thread = comment.thread
        subject = thread.article or (thread.claim.article if thread.claim else None)
        if subject is None:
            continue
        found["comment", comment.pk] = Result(
            kind_label=pgettext("kind of a hit", "Comment"),
            title="",
            url=comment.get_absolute_url(),
            pieces=snippet(comment.body, is_hit),
            article_title=text_of(subject).title,
            article_url=subject.get_absolute_url(),
            author_name=author_name(comment),
            moment=comment.created_at,
        )
    places = [(hit.kind, hit.key) for hit in page]
    return [found[place] for place in places if place in found]


def _heavy(path: str) -> list[str]:
    """What a line in a list has no use for, and may be megabytes."""
    names = ("raw", "lines", "blocks", "metadata", "choices", "canonical_text")
    return [path + name for name in names]
