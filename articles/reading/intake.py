"""A text on its way in, as an editor looks at it: every line, what is taken over, and the page it makes."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F
from django.utils.functional import Promise

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import ArticleDraft
from articles.importers.errors import UnreadableSource
from articles.importers.kinds import SourceKind
from articles.importers.read import read_article
from articles.models import Article, ArticleVersion, Intake, Series, Source
from articles.models.passage import PassageState
from articles.reading.draft import version_of
from articles.reading.page import reading_page
from articles.reading.placing import PassagePreview, preview_passages
from articles.reading.record import (
    CLASS_LABELS,
    Fact,
    RecordLine,
    facts_of,
    record_lines,
)
from articles.reading.shapes import ReadingPage

PASTED = "De geplakte tekst"


@dataclass(frozen=True)
class PreviewLine:
    """A line with what an editor may do with it. `is_chosen`: an editor decided already.

    `has_details`: contact details stand in it; they are never published, whatever is chosen.
    """

    line: RecordLine
    line_class: LineClass
    is_chosen: bool
    has_details: bool

    @property
    def number(self) -> int:
        return self.line.number


@dataclass(frozen=True)
class IntakePreview:
    """`rows` are the lines that hold something; `page` is what readers would see."""

    title: str
    rows: tuple[PreviewLine, ...]
    facts: tuple[Fact, ...]
    hints: tuple[str, ...]
    page: ReadingPage
    seen: str

    @property
    def hidden_count(self) -> int:
        return sum(not row.line.is_published for row in self.rows)

    @property
    def details(self) -> tuple[int, ...]:
        """The numbers of the lines with contact details."""
        return tuple(row.number for row in self.rows if row.has_details)


def read_intake(intake: Intake) -> ArticleDraft:
    """The text of an intake with its choices. Raises `UnreadableSource`."""
    return read_one(
        SourceKind(intake.kind),
        bytes(intake.raw),
        name=intake.file_name or PASTED,
        choices={choice["line"]: LineClass(choice["class"]) for choice in intake.choices},
    )


def read_one(
    kind: SourceKind, raw: bytes, *, name: str, choices: Mapping[int, LineClass] | None = None
) -> ArticleDraft:
    """As `read_article`; a kind that no importer reads is unreadable too, with a way out."""
    try:
        return read_article(kind, raw, name=name, choices=choices)
    except ValueError as error:
        raise UnreadableSource(
            f"{name} is van een soort die hier nog niet te lezen is: bewaar het als platte tekst of "
            "als webpagina (HTML) en kies dat bestand."
        ) from error


def preview_of(intake: Intake, draft: ArticleDraft) -> IntakePreview:
    """Shape what `read_intake` gave; asks the database nothing beyond what came with `intake`."""
    version = version_of(draft)
    facts = tuple(facts_of(version.metadata).values())
    chosen = {choice["line"] for choice in intake.choices}
    rows = tuple(
        PreviewLine(shown, line.line_class, line.number in chosen, line.has_contact_details)
        for shown, line in zip(record_lines(version.lines, facts), draft.lines, strict=True)
        if not shown.is_blank
    )
    return IntakePreview(
        title=draft.title,
        rows=rows,
        facts=facts,
        hints=draft.hints,
        page=reading_page(version, [], [], article=_article_of(intake, draft)),
        seen=seen_mark(intake),
    )


def passages_of(intake: Intake, draft: ArticleDraft) -> list[PassagePreview]:
    """What would become of the passages of the article this is a new version of; at most two queries."""
    before = intake.article.current_version if intake.article else None
    return preview_passages(before, draft.canonical_text) if before else []


def has_changes(passages: Iterable[PassagePreview]) -> bool:
    """Whether readers would see a passage with other words than the claim was made of."""
    return any(passage.state is PassageState.CHANGED for passage in passages)


def states_of(passages: Iterable[PassagePreview]) -> list[tuple[str, int]]:
    """How many passages there are of each state that occurs, the certain ones first."""
    counted = Counter(passage.state for passage in passages)
    return [(str(state.label), counted[state]) for state in PassageState if counted[state]]


def rows_that_changed(
    before: ArticleDraft, after: ArticleDraft, rows: Iterable[PreviewLine]
) -> Iterator[PreviewLine]:
    """The rows that a choice for one line changed as well: another title makes the former a heading."""
    earlier = {line.number: (line.line_class, line.fragments) for line in before.lines}
    later = {line.number: (line.line_class, line.fragments) for line in after.lines}
    for row in rows:
        if earlier.get(row.number) != later.get(row.number):
            yield row


def seen_mark(intake: Intake) -> str:
    """A short mark of the choices: equal as long as the preview shows the same."""
    written = json.dumps([intake.raw_sha256, intake.choices], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def class_choices() -> list[tuple[str, str | Promise]]:
    """The classes an editor may choose from, what is published first, and never an empty line."""
    return [(each.value, CLASS_LABELS[each]) for each in LineClass if each is not LineClass.SPACER]


def version_with(digest: str, article: Article | None) -> ArticleVersion | None:
    """The current version of an article that was read from these bytes: of `article`, or of any."""
    versions = ArticleVersion.objects.filter(raw_sha256=digest, article__current_version=F("pk"))
    if article is not None:
        versions = versions.filter(article=article)
    return versions.select_related("article").defer("raw", "lines").order_by("-pk").first()


def _article_of(intake: Intake, draft: ArticleDraft) -> Article:
    """The facts above the text, as the import would fill them in; nothing of it is stored."""
    found = draft.metadata
    source_name = found.source_name or ""
    source = intake.source or (Source(name=source_name) if source_name else None)
    series = Series(title=found.series.title) if found.series.title else None
    return Article(
        slug="voorbeeld",
        source=source,
        author_name=found.author_name or "",
        published_on=found.published_on,
        category=found.category or "",
        source_comment_count=found.source_comment_count,
        series=series,
        series_part=found.series.part if series else None,
        series_part_label=found.series.part_label or "",
        series_previous_label=found.series.previous_label or "",
        series_next_label=found.series.next_label or "",
    )
