"""How a page shows itself to machines: preview, feed, structured data. Only where rights are known."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article, Claim
from articles.models.claim import ClaimStatus
from articles.reading import as_read_by
from articles.reading.page import blocks_of
from discussions.reading.card_of import article_card_url, claim_card_url
from discussions.reading.claim_card import text_of, wording_of
from discussions.reading.opening import opening_sentences
from discussions.reading.structured import article_data, claim_data
from discussions.reading.thread_page import ThreadPage


@dataclass(frozen=True)
class Preview:
    title: str
    description: str
    image: str
    alt: str
    kind: str


@dataclass(frozen=True)
class ForMachines:
    """`_head.html` draws this. All three are empty where the rights are unknown."""

    preview: Preview | None = None
    feed_url: str = ""
    data: SafeString | str = ""


def article_for_machines(article: Article, thread: ThreadPage, claims: int) -> ForMachines:
    """Costs no query when text and source came along."""
    if not article.is_indexable:
        return ForMachines()
    title = text_of(article).title
    image = article_card_url(article, claims)
    preview = Preview(title, _beginning(article) or title, image, title, "article")
    return ForMachines(
        preview=preview,
        feed_url=reverse("article_comments_feed", args=[article.slug]),
        data=article_data(article, thread, image),
    )


def claim_for_machines(claim: Claim, thread: ThreadPage) -> ForMachines:
    """Costs no query when wording, article, text and source came along."""
    if not claim.article.is_indexable or claim.status != ClaimStatus.ACCEPTED:
        return ForMachines()
    statement = wording_of(claim).statement
    about = _("A claim from “%(title)s”. Do you agree?") % {"title": text_of(claim.article).title}
    image = claim_card_url(claim)
    return ForMachines(
        preview=Preview(statement, about, image, statement, "website"),
        feed_url=reverse("claim_comments_feed", args=[claim.article.slug, claim.number]),
        data=claim_data(claim, thread, image),
    )


def _beginning(article: Article) -> str:
    """The first sentences of the lead or the first paragraph, of what a visitor may read."""
    version = as_read_by(AnonymousUser(), article)
    for block in blocks_of(version):
        if block.kind.value in ("lead", "paragraph"):
            return opening_sentences(version.canonical_text[block.start : block.end])
    return ""
