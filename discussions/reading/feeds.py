"""What the feeds hold: only what every visitor may read, of articles whose rights are known."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.models import Article, Claim
from articles.permissions import may_read_whole
from articles.reading import as_read_by
from articles.reading.plain_html import plain_html
from discussions.atom import Entry, Feed
from discussions.models import Comment, CommentStatus, Thread
from discussions.reading.branches import with_authors
from discussions.reading.claim_card import text_of, wording_of
from discussions.reading.comment_nodes import author_name
from discussions.reading.labels import ShownLabel, labels_of
from discussions.reading.subject import Subject, article_subject, claim_subject
from discussions.reading.thread_page import comment_counts_for_articles

ARTICLES_PER_PAGE = 20
COMMENTS_PER_PAGE = 50
VISITOR = AnonymousUser()


class NoSuchPage(LookupError):
    """The key in the address belongs to nothing in this feed."""


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def articles_feed(after: str = "") -> Feed:
    """Articles, the newest first. Three queries, one more for `after`: the public id of the last
    article of the page before. Raises `NoSuchPage`."""
    address = reverse("articles_feed")
    found = Article.objects.indexable().exclude(current_version=None)
    rows = found.with_text().order_by("-opened_at", "-pk")
    if after:
        last = found.filter(public_id=_uuid(after)).first()
        if last is None:
            raise NoSuchPage(after)
        rows = rows.filter(
            Q(opened_at__lt=last.opened_at) | Q(opened_at=last.opened_at, pk__lt=last.pk)
        )
    fetched = list(rows[: ARTICLES_PER_PAGE + 1])
    shown = fetched[:ARTICLES_PER_PAGE]
    counts = comment_counts_for_articles([article.pk for article in shown])
    entries = [_article_entry(article, counts.get(article.pk, 0)) for article in shown]
    return _feed(
        id_=uuid.uuid5(uuid.NAMESPACE_URL, absolute(address)),
        title=_("Articles on Stellingname"),
        url=reverse("overview"),
        address=address,
        after=after,
        entries=entries,
        next_key=str(shown[-1].public_id) if len(fetched) > ARTICLES_PER_PAGE else "",
        begun=datetime.fromisoformat("2026-01-01T00:00:00+00:00"),
    )


def article_comments_feed(article: Article, after: str = "") -> Feed:
    """The readable comments on an article (not those on its claims), the newest first."""
    return _comments_feed(
        subject=article_subject(article),
        address=reverse("article_comments_feed", args=[article.slug]),
        about=article.public_id,
        begun=article.opened_at or article.created_at,
        thread=Thread.objects.filter(article=article).first(),
        after=after,
    )


def claim_comments_feed(claim: Claim, after: str = "") -> Feed:
    """The readable comments on a claim, the newest first."""
    return _comments_feed(
        subject=claim_subject(claim),
        address=reverse("claim_comments_feed", args=[claim.article.slug, claim.number]),
        about=claim_id(claim),
        begun=wording_of(claim).since,
        thread=Thread.objects.filter(claim=claim).first(),
        after=after,
    )


def claim_id(claim: Claim) -> uuid.UUID:
    """A name for ever: the number of a claim within its article never changes."""
    return uuid.uuid5(claim.article.public_id, f"stelling-{claim.number}")


def _article_entry(article: Article, comments: int) -> Entry:
    version = text_of(article)
    read = as_read_by(VISITOR, article, version)
    opened = article.opened_at or article.created_at
    url = absolute(article.get_absolute_url())
    content = plain_html(read)
    if not may_read_whole(VISITOR, article):
        content += f'<p><a href="{escape(url)}">{escape(_("Read on"))}</a></p>'
    return Entry(
        id=article.public_id.urn,
        title=version.title,
        url=url,
        author=article.author_name or (article.source.name if article.source else "Stellingname"),
        published=opened,
        updated=max(opened, version.created_at),
        content=content,
        replies_url=absolute(reverse("article_comments_feed", args=[article.slug])),
        reply_count=comments,
    )


def _comments_feed(
    *,
    subject: Subject,
    address: str,
    about: uuid.UUID,
    begun: datetime,
    thread: Thread | None,
    after: str,
) -> Feed:
    """Two queries, one more for `after`. Raises `NoSuchPage`."""
    found = Comment.objects.in_thread(thread.pk if thread else 0).readable()
    rows = with_authors(found).select_related("parent").order_by("-created_at", "-pk")
    if after:
        last = found.filter(public_id=_uuid(after)).first()
        if last is None:
            raise NoSuchPage(after)
        rows = rows.filter(
            Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        )
    readable = Q(replies__status=CommentStatus.PUBLISHED, replies__withdrawn_at__isnull=True)
    fetched = list(
        rows.annotate(answers=Count("replies", filter=readable))[: COMMENTS_PER_PAGE + 1]
    )
    shown = fetched[:COMMENTS_PER_PAGE]
    entries = [_comment_entry(comment, subject, about) for comment in shown]
    return _feed(
        id_=uuid.uuid5(about, "reacties"),
        title=_("Comments on: %(title)s") % {"title": subject.title},
        url=subject.url,
        address=address,
        after=after,
        entries=entries,
        next_key=str(shown[-1].public_id) if len(fetched) > COMMENTS_PER_PAGE else "",
        begun=begun,
    )


def _comment_entry(comment: Comment, subject: Subject, about: uuid.UUID) -> Entry:
    name, above, labels = author_name(comment), comment.parent, labels_of(comment)
    return Entry(
        id=comment.public_id.urn,
        title=_("%(name)s on: %(title)s") % {"name": name, "title": subject.title},
        url=absolute(comment.get_absolute_url()),
        author=name,
        published=comment.created_at,
        updated=max([comment.edited_at or comment.created_at, *(each.since for each in labels)]),
        content="".join(map(_label, labels)) + comment.body_html,
        total=getattr(comment, "answers", 0),
        answers=(above.public_id if above else about).urn,
        answers_url=absolute(above.get_absolute_url() if above else subject.url),
    )


def _label(label: ShownLabel) -> str:
    """What the editors say beside the words goes with them wherever they are read."""
    said = f"{_('Label by the editors:')} {label.name}. {label.reason}".strip()
    return f"<p><strong>{escape(said)}</strong></p>"


def _feed(
    *,
    id_: uuid.UUID,
    title: str,
    url: str,
    address: str,
    after: str,
    entries: Sequence[Entry],
    next_key: str,
    begun: datetime,
) -> Feed:
    first = absolute(address)
    return Feed(
        id=id_.urn,
        title=title,
        url=absolute(url),
        self_url=f"{first}?{urlencode({'na': after})}" if after else first,
        first_url=first,
        next_url=f"{first}?{urlencode({'na': next_key})}" if next_key else "",
        updated=max((entry.updated for entry in entries), default=begun),
        entries=entries,
    )


def _uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError:
        raise NoSuchPage(key) from None
