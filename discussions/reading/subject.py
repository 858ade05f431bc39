"""What a discussion is about, as its pages name it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Claim
from discussions.models import Comment, Thread


@dataclass(frozen=True)
class Subject:
    """An article or a claim: its own page, and where its comments go (and are read),
    and where the first comment is that is new to a member.

    `by_editors`: they summed up its title. `routing_url`: of an article, where a text is told which claim it is
    about.
    """

    title: str
    heading: str
    url: str
    comments_url: str
    by_editors: bool = False
    routing_url: str = ""
    first_new_url: str = ""


def article_subject(article: Article) -> Subject:
    """Costs a query unless the article came `with_text`."""
    version = article.current_version
    return _article(article.slug, version.title if version else article.slug)


def claim_subject(claim: Claim) -> Subject:
    """Costs a query unless the claim came with its article and its wording."""
    wording = claim.current_wording
    return _claim(claim.article.slug, claim.number, wording.statement if wording else str(claim))


def thread_for(
    *, article: Article | None = None, claim: Claim | None = None, parent: Comment | None = None
) -> Thread | None:
    """The discussion about an article or a claim, or that a comment is in; None where nobody wrote anything
    yet. Whether the reader may see it is settled by how they came to the article or the comment. One query."""
    if parent is not None:
        return Thread.objects.get(pk=parent.thread_id)
    return Thread.objects.filter(article=article, claim=claim).first()


def subject_of_thread(thread_id: int) -> Subject:
    """The subject of a thread in one query, without the texts."""
    row = Thread.objects.values_list(
        "article__slug",
        "article__current_version__title",
        "claim__article__slug",
        "claim__number",
        "claim__current_wording__statement",
        named=True,
    ).get(pk=thread_id)
    if row.article__slug:
        return _article(row.article__slug, row.article__current_version__title)
    return _claim(
        row.claim__article__slug, row.claim__number, row.claim__current_wording__statement
    )


def _article(slug: str, title: str) -> Subject:
    return Subject(
        title=title,
        heading=_("Comments"),
        url=reverse("article", args=[slug]),
        comments_url=reverse("article_comments", args=[slug]),
        routing_url=reverse("routing", args=[slug]),
        first_new_url=reverse("article_first_new", args=[slug]),
    )


def _claim(slug: str, number: int, statement: str) -> Subject:
    return Subject(
        title=statement,
        heading=_("Discussion"),
        url=reverse("claim", args=[slug, number]),
        comments_url=reverse("claim_comments", args=[slug, number]),
        first_new_url=reverse("claim_first_new", args=[slug, number]),
        by_editors=True,
    )
