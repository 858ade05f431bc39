"""The hits of one page, each in its sentence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from articles.models import Article, Claim
from articles.reading.access import as_read_by
from articles.search.query import Query
from articles.search.snippet import Piece, snippet
from articles.search.words import forms as forms_of
from discussions.models import Comment
from discussions.permissions import Reader
from discussions.reading.comment_nodes import author_name
from discussions.reading.labels import ShownLabel, labels_of, with_labels
from discussions.reading.search_hits import KINDS, Hit
from discussions.reading.search_numbers import Subject


@dataclass(frozen=True)
class Day:
    """For machines, and as it is read."""

    iso: str
    written: str


@dataclass(frozen=True)
class Result:
    """One hit: `sentence` holds the words that were found as marks; `by_editors`: they summed the sentence up;
    `labels`: what they say beside a comment."""

    kind_label: str
    title: str
    url: str
    sentence: SafeString
    article_title: str
    article_url: str
    author_name: str
    when: Day
    by_editors: bool = False
    labels: Sequence[ShownLabel] = ()


def load_results(
    viewer: Reader,
    page: Sequence[Hit],
    subjects: Mapping[int, Subject],
    query: Query,
    forms: Mapping[str, Collection[str]],
) -> list[Result]:
    """The texts of one page of hits, in the order of the hits. A query for each kind among them; a
    text that was closed a moment ago is left out. `subjects` holds the articles of the hits."""
    hits = {
        kind: {hit.key: (hit, subjects[hit.article]) for hit in page if hit.kind == kind}
        for kind in KINDS
    }
    wanted = {form for word in query.words for form in forms[word]}

    def is_hit(word: str) -> bool:
        return not wanted.isdisjoint(forms_of(word))

    results = {
        **(_articles(viewer, hits["article"], is_hit) if hits["article"] else {}),
        **(_claims(hits["claim"], is_hit) if hits["claim"] else {}),
        **(_comments(hits["comment"], is_hit) if hits["comment"] else {}),
    }
    places = [(hit.kind, hit.key) for hit in page]
    return [results[place] for place in places if place in results]


_Hits = Mapping[int, tuple[Hit, Subject]]
_Results = dict[tuple[str, int], Result]
_IsHit = Callable[[str], bool]


def _articles(viewer: Reader, hits: _Hits, is_hit: _IsHit) -> _Results:
    found: _Results = {}
    for article in Article.objects.published().with_text().filter(pk__in=hits):
        version = as_read_by(viewer, article)
        text = version.canonical_text.removeprefix(version.title)
        found["article", article.pk] = Result(
            kind_label=pgettext("kind of a hit", "Article"),
            title=version.title,
            url=article.get_absolute_url(),
            sentence=_sentence(text.strip(), is_hit),
            article_title="",
            article_url="",
            author_name="",
            when=_day(hits[article.pk][0].moment),
        )
    return found


def _claims(hits: _Hits, is_hit: _IsHit) -> _Results:
    found: _Results = {}
    claims = Claim.objects.accepted().filter(article__status="published", pk__in=hits)
    for claim in claims.only("number", "current_wording__statement").select_related(
        "current_wording"
    ):
        hit, subject = hits[claim.pk]
        found["claim", claim.pk] = Result(
            kind_label=pgettext("kind of a hit", "Claim"),
            title="",
            url=reverse("claim", args=[subject.slug, claim.number]),
            sentence=_sentence(
                claim.current_wording.statement if claim.current_wording else "", is_hit
            ),
            article_title=subject.title,
            article_url=reverse("article", args=[subject.slug]),
            author_name="",
            when=_day(hit.moment),
            by_editors=True,
        )
    return found


def _comments(hits: _Hits, is_hit: _IsHit) -> _Results:
    found: _Results = {}
    comments = with_labels(Comment.objects.readable().filter(pk__in=hits))
    for comment in comments.select_related("author", "imported_author").only(
        "public_id",
        "body",
        "created_at",
        "author__display_name",
        "author__anonymised_at",
        "imported_author__name",
    ):
        subject = hits[comment.pk][1]
        found["comment", comment.pk] = Result(
            kind_label=pgettext("kind of a hit", "Comment"),
            title="",
            url=comment.get_absolute_url(),
            sentence=_sentence(comment.body, is_hit),
            article_title=subject.title,
            article_url=reverse("article", args=[subject.slug]),
            author_name=author_name(comment),
            when=_day(comment.created_at),
            labels=labels_of(comment),
        )
    return found


def _sentence(text: str, is_hit: _IsHit) -> SafeString:
    """Marked here and not in the template: twenty times a few pieces is most of what a page costs there."""
    return format_html_join(
        "",
        "{}",
        ((_marked(piece) if piece.is_hit else piece.text,) for piece in snippet(text, is_hit)),
    )


def _marked(piece: Piece) -> SafeString:
    return format_html("<mark>{}</mark>", piece.text)


def _day(moment: datetime) -> Day:
    here = timezone.localtime(moment)
    return Day(here.date().isoformat(), date_format(here, "j F Y"))
