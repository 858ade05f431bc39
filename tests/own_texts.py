"""The texts of `tests/data/own-texts`, brought in as an editor would: their rights are known."""

from pathlib import Path

from articles.actions.import_article import import_article
from articles.importers.plain_text import import_plain_text
from articles.models import Article, ArticleVersion, Claim, Passage, Source, Wording
from articles.models.article import ArticleStatus
from articles.models.source import Display, Rights

FOLDER = Path(__file__).parent / "data" / "own-texts"
NAME = "de-koffiekamer.txt"
HIDDEN = "Een blauwe olifant in de gang herinnert iedereen aan die afspraak."
OPEN = "Dat duurt vier minuten."


def bring_in(
    *,
    rights: Rights = Rights.OWN,
    display: Display = Display.FULL,
    replaced: tuple[str, str] = ("", ""),
) -> Article:
    """*De koffiekamer als werkplaats*, open to readers; a second time with another text it is a new
    version of the same article."""
    text = (FOLDER / NAME).read_text(encoding="utf-8").replace(*replaced)
    raw = text.encode()
    version: ArticleVersion = import_article(
        draft=import_plain_text(raw, name=NAME),
        raw=raw,
        import_key=NAME,
        status=ArticleStatus.PUBLISHED,
    )
    article = Article.objects.get(pk=version.article_id)
    article.source, _made = Source.objects.update_or_create(
        name="Lindedorps Dagboek",
        defaults={
            "slug": "lindedorps-dagboek",
            "rights": rights,
            "display": display,
            "homepage": "https://lindedorp.example/",
        },
    )
    article.source_url = "https://lindedorp.example/de-koffiekamer"
    article.save()
    return article


def claim_at(article: Article, quote: str, statement: str) -> Claim:
    """The next claim of `article`, with its passage where `quote` stands."""
    number = article.claims.count() + 1
    claim = Claim.objects.create(article=article, number=number)
    claim.current_wording = Wording.objects.create(claim=claim, statement=statement)
    claim.save()
    version = article.current_version
    start = version.canonical_text.index(quote)
    Passage.objects.create(
        claim=claim, version=version, ordinal=1, start=start, end=start + len(quote), exact=quote
    )
    return claim
