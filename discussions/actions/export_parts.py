"""One article or one discussion of an export, brought in inside the transaction of the whole."""

import hashlib
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from articles.actions.import_article import import_article
from articles.actions.next_version import HELD_WHY, Outcome, bring_next_version
from articles.actions.origin import topic_called
from articles.importers.attachments import Attachments, embed, shows
from articles.importers.errors import UnreadableSource
from articles.importers.foreign import (
    ForeignArticle,
    ForeignPicture,
    ForeignThread,
    LeftOut,
    Why,
    grouped,
)
from articles.importers.kinds import SourceKind
from articles.importers.read import read_article
from articles.importers.wordpress_page import as_page
from articles.models import Article, ArticleVersion, Intake, OldAddress
from articles.models.article import ArticleStatus
from discussions.actions.import_comments import Imported, import_comments

_MOST_TOPICS = 20  # of one article
_PICTURES_NAMED = 5


@dataclass
class Tally:
    """What came of it so far; `lines` are those of the report: {"what", "reason"}."""

    articles: int = 0
    known: int = 0
    comments: int = 0
    lines: list[dict[str, str]] = field(default_factory=list)

    def summary(self) -> dict[str, str]:
        return {
            "what": f"{_counted(self.articles, 'artikel', 'artikelen')} en "
            f"{_counted(self.comments, 'reactie', 'reacties')}",
            "reason": "overgenomen"
            + (
                f"; {_counted(self.known, 'artikel was', 'artikelen waren')} er al"
                if self.known
                else ""
            ),
        }


def bring_article(
    foreign: ForeignArticle,
    *,
    picture: ForeignPicture | None,
    intake: Intake,
    publish: bool,
    attachments: Attachments,
    tally: Tally,
) -> None:
    """Store an article with everything that belongs to it. One without readable text stays behind.

    `picture` is the one it names as its own; it comes first, unless the text shows it. An article that
    is here in just this state, or was before it was edited here, is left alone but for new comments.
    """
    own = picture if picture and not shows(foreign.html, picture) else None
    html, missing = embed(as_page(foreign, own).decode(), attachments)
    if foreign.picture_key and picture is None:
        missing.append(f"bijlage {foreign.picture_key}")
    raw = html.encode()
    article = Article.objects.filter(import_key=foreign.key).first()
    if article is None or not _had(article, raw):
        try:
            if article is None or article.current_version_id is None:
                article = _store(foreign, raw, intake=intake, publish=publish)
                tally.articles += 1
            elif _renew(article, raw, intake) is Outcome.HELD:
                tally.lines.append({"what": f"‘{foreign.title}’", "reason": HELD_WHY})
            else:
                tally.articles += 1
        except UnreadableSource as refusal:
            tally.lines.append({"what": foreign.title, "reason": refusal.reason})
            return
        if missing and attachments.given:
            named = ", ".join(missing[:_PICTURES_NAMED])
            tally.lines.append(
                {
                    "what": f"{_counted(len(missing), 'afbeelding', 'afbeeldingen')} bij ‘{foreign.title}’",
                    "reason": f"niet gevonden of niet te lezen: {named}",
                }
            )
    else:
        tally.known += 1
    host = urlsplit(foreign.url).hostname or foreign.key.split(":")[1]
    done = import_comments(
        article=article, comments=foreign.comments, origin=f"wordpress:{host}", keeps_lines=True
    )
    _count(tally, done, under=foreign.title)


def bring_thread(foreign: ForeignThread, *, tally: Tally) -> None:
    """Place a discussion under the article that its address leads to; without one it stays behind."""
    named = foreign.title or foreign.url or "een discussie zonder naam"
    article = _article_at(foreign.url)
    if article is None:
        number = _counted(len(foreign.comments), "reactie", "reacties")
        tally.lines += grouped([LeftOut(f"{number} bij ‘{named}’", Why.UNKNOWN_PAGE)], under="")
        return
    host = urlsplit(foreign.url).hostname or "disqus"
    done = import_comments(
        article=article, comments=foreign.comments, origin=f"disqus:{host}", keeps_lines=False
    )
    _count(tally, done, under=named)


def _count(tally: Tally, done: Imported, *, under: str) -> None:
    tally.comments += done.new
    tally.lines += grouped(done.left_out, under=under)


def _had(article: Article, raw: bytes) -> bool:
    digest = hashlib.sha256(raw).hexdigest()
    return ArticleVersion.objects.filter(article=article, raw_sha256=digest).exists()


def _renew(article: Article, raw: bytes, intake: Intake) -> Outcome:
    """What became of the next text of an article that is here: readers' passages do not change unseen."""
    return bring_next_version(
        article=article,
        kind=SourceKind.HTML,
        raw=raw,
        file_name=intake.file_name,
        created_by=intake.created_by,
    ).outcome


def _store(foreign: ForeignArticle, raw: bytes, *, intake: Intake, publish: bool) -> Article:
    article = import_article(
        draft=read_article(SourceKind.HTML, raw, name=foreign.title),
        raw=raw,
        import_key=foreign.key,
        file_name=intake.file_name,
        media_type="text/html",
        status=ArticleStatus.PUBLISHED if publish and foreign.is_public else ArticleStatus.DRAFT,
        created_by=intake.created_by,
        source_url=foreign.url[:500],
    ).article
    _add_what_belongs(foreign, article, intake)
    return article


def _add_what_belongs(foreign: ForeignArticle, article: Article, intake: Intake) -> None:
    """What the export says and the page could not: facts, topics, former addresses."""
    if intake.source is not None:
        article.source = intake.source
        article.corrected = sorted({*article.corrected, "source"})
    article.author_name = article.author_name or foreign.author_name[:200]
    article.published_on = article.published_on or foreign.published_on
    article.save(update_fields=["source", "corrected", "author_name", "published_on"])
    names = dict.fromkeys((*foreign.categories, *foreign.tags))
    article.topics.add(*(topic_called(name) for name in list(names)[:_MOST_TOPICS]))
    OldAddress.objects.bulk_create(
        (OldAddress(article=article, path=path) for path in foreign.old_paths),
        ignore_conflicts=True,
    )


def _article_at(url: str) -> Article | None:
    """The article that stood at this address elsewhere, or stands there here."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not parts.path and not parts.query:
        return None
    bare = url.partition("#")[0].partition("?")[0].rstrip("/")
    by_url = Article.objects.filter(source_url__in=[url, bare, f"{bare}/"])
    if found := by_url.order_by("pk").first():
        return found
    path = unquote(parts.path)
    paths = [path, f"{path.rstrip('/')}/"] if path.strip("/") else []
    if number := parse_qs(parts.query).get("p"):
        paths = [f"/?p={number[0]}"]
    address = OldAddress.objects.select_related("article").filter(path__in=paths)
    if old := address.order_by("pk").first():
        return old.article
    return Article.objects.filter(slug=path.strip("/").rpartition("artikelen/")[2]).first()


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
