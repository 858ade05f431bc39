"""Small made-up pages, brought in by the real importer."""

from typing import Any

from articles.actions.import_article import import_article
from articles.anchoring.quote import describe, find_literal
from articles.importers.plain_text import import_plain_text
from articles.models import Article, ArticleVersion, Claim, Passage, Wording
from articles.models.article import ArticleStatus

TITLE = "Samen werken in de wijk"
OPENING = (
    "In elke wijk werken mensen van verschillende organisaties naast elkaar aan dezelfde vragen. "
    "Dat gaat vaak goed, maar het kost wel elke week opnieuw overleg."
)
MIDDLE = (
    "De gemeente betaalt het overleg en verwacht dat het iets oplevert. "
    "Bewoners merken daar tot nu toe weinig van, zo blijkt uit gesprekken in drie wijken."
)
CLOSING = (
    "Wie samen wil werken, moet beginnen met luisteren naar de mensen om wie het gaat. "
    "Pas daarna komt de vraag wie welk deel van het werk doet en wie het betaalt."
)
PAGE = "\n\n".join((TITLE, OPENING, MIDDLE, CLOSING))


def import_text(text: str = PAGE, *, key: str = "wijk.txt", **fields: Any) -> ArticleVersion:
    """Bring a page in and publish it; the same `key` again is the same article."""
    fields.setdefault("status", ArticleStatus.PUBLISHED)
    raw = text.encode()
    draft = import_plain_text(raw, name=key)
    return import_article(draft=draft, raw=raw, import_key=key, file_name=key, **fields)


def current(article: Article) -> ArticleVersion:
    """The version that is read now."""
    assert article.current_version is not None
    return article.current_version


def mark(version: ArticleVersion, *quotes: str, number: int | None = None) -> Claim:
    """A claim of the article of `version`, with a passage at the first place of each quote."""
    number = number or version.article.claims.count() + 1
    claim = Claim.objects.create(article=version.article, number=number)
    claim.current_wording = Wording.objects.create(claim=claim, statement=f"Stelling {number}.")
    claim.save()
    for ordinal, quote in enumerate(quotes, start=1):
        start, end = find_literal(version.canonical_text, quote)[0]
        found = describe(version.canonical_text, start, end)
        Passage.objects.create(
            claim=claim, version=version, ordinal=ordinal, start=start, end=end, **vars(found)
        )
    return claim
