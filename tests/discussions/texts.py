"""Made-up articles whose claims stand in their text, for what the five seeds do not show."""

import hashlib
from collections.abc import Sequence

from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Passage,
    Relation,
    Series,
    Source,
    Wording,
)
from articles.models.article import ArticleStatus
from articles.models.claim import Tone
from articles.models.passage import PassageState
from articles.models.relation import RelationType


def make_text(
    slug: str,
    *,
    paragraphs: Sequence[str] = ("Een eerste zin. Een tweede zin.",),
    title: str = "",
    lead: str = "",
    source: Source | None = None,
    series: Series | None = None,
    series_part: int | None = None,
    published: bool = True,
) -> Article:
    """An article with a title, perhaps a lead, and paragraphs, as an importer would store it."""
    title = title or f"Titel van {slug}"
    parts = [("title", title), *([("lead", lead)] if lead else [])]
    parts += [("paragraph", paragraph) for paragraph in paragraphs]
    blocks, start = [], 0
    for line, (kind, text) in enumerate(parts, start=1):
        end = start + len(text)
        blocks.append(
            {"kind": kind, "start": start, "end": end, "line": line, "number": None, "spans": []}
        )
        start = end + 2
    text = "\n\n".join(text for _kind, text in parts)
    raw = text.encode()
    article = Article.objects.create(
        slug=slug, source=source, series=series, series_part=series_part
    )
    article.current_version = ArticleVersion.objects.create(
        article=article,
        number=1,
        raw=raw,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        title=title,
        lead=lead,
        canonical_text=text,
        blocks=blocks,
        blocks_format=1,
        lines=[],
        metadata={},
        word_count=len(text.split()),
    )
    article.status = ArticleStatus.PUBLISHED if published else ArticleStatus.DRAFT
    article.opened_at = article.created_at if published else None
    article.save()
    return article


def make_claim(
    article: Article,
    *quotes: str,
    statement: str = "Een stelling over het werk.",
    tone: str = Tone.LITERAL,
    key: str = "",
    state: str = PassageState.UNCHANGED,
) -> Claim:
    """The next claim of the article, with a passage wherever one of `quotes` stands."""
    number = article.claims.count() + 1
    claim = Claim.objects.create(article=article, number=number, import_key=key)
    claim.current_wording = Wording.objects.create(claim=claim, statement=statement, tone=tone)
    claim.save()
    version = article.current_version
    for ordinal, quote in enumerate(quotes, start=1):
        start = version.canonical_text.index(quote)
        Passage.objects.create(
            claim=claim,
            version=version,
            ordinal=ordinal,
            start=start,
            end=start + len(quote),
            exact=quote,
            state=state,
        )
    return claim


def relate(from_claim: Claim, to_claim: Claim, type_: str = RelationType.CONTRADICTS) -> Relation:
    return Relation.objects.create(
        from_claim=from_claim, to_claim=to_claim, type=type_, rationale="Omdat het zo is."
    )
