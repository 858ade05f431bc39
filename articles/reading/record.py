"""The record of an import: every line as it came, what became of it and why. For editors only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.cleaning.classes import PUBLISHED, LineClass
from articles.models import Article, ArticleVersion, Passage
from articles.models.passage import PassageState
from articles.reading.context import passage_in_context

CLASS_LABELS: dict[LineClass, str | Promise] = {
    LineClass.TITLE: _("title"),
    LineClass.LEAD: _("introduction"),
    LineClass.BODY: _("text"),
    LineClass.HEADING: _("subheading"),
    LineClass.FOOTNOTE: _("note"),
    LineClass.FOOTNOTE_HEADING: _("heading above the notes"),
    LineClass.CAPTION: _("caption"),
    LineClass.FIGURE: _("picture"),
    LineClass.META: _("about the article"),
    LineClass.SERIES: _("place in a series"),
    LineClass.NAVIGATION: _("navigation"),
    LineClass.WIDGET: _("button or box"),
    LineClass.SHARE: _("share buttons"),
    LineClass.COMMENTS: _("block of comments"),
    LineClass.COUNTER: _("counter"),
    LineClass.SEE_ALSO: _("see also"),
    LineClass.CALL_TO_CONTACT: _("call to get in touch"),
    LineClass.TAGLINE: _("slogan"),
    LineClass.SPACER: _("empty line"),
}

_FACT_LABELS: dict[str, str | Promise] = {
    "source_name": _("Source"),
    "source_url": _("Address at the source"),
    "published_on": _("Date"),
    "author_name": _("Author"),
    "category": _("Category"),
    "source_comment_count": _("Comments at the source"),
    "series_title": _("Series"),
    "series_part": _("Part"),
    "series_part_label": _("Name of the part"),
    "series_previous": _("Previous part"),
    "series_next": _("Next part"),
}
_SERIES_KEYS = {
    "series_title": "title",
    "series_part": "part",
    "series_part_label": "part_label",
    "series_previous": "previous_label",
    "series_next": "next_label",
}


@dataclass(frozen=True)
class Stretch:
    """A part of a line. `is_hidden`: not on the page; then `label` and `reason` say what it is."""

    text: str
    is_hidden: bool
    label: str | Promise = ""
    reason: str = ""


@dataclass(frozen=True)
class RecordLine:
    """One line of the source, `number` from 1. The stretches together are the whole line."""

    number: int
    label: str | Promise
    reason: str
    is_published: bool
    is_blank: bool
    stretches: tuple[Stretch, ...]
    proves: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Fact:
    """What was taken from the text, and the numbers of the lines that prove it."""

    term: str | Promise
    value: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class RecordPassage:
    """A passage of this version; a doubtful one shows its old words and surroundings."""

    number: int
    statement: str
    claim_url: str
    state_label: str | Promise
    is_doubtful: bool
    prefix: str
    exact: str
    suffix: str
    where: str


@dataclass(frozen=True)
class Record:
    facts: tuple[Fact, ...]
    hints: tuple[str, ...]
    lines: tuple[RecordLine, ...]
    passages: tuple[RecordPassage, ...]
    doubtful_count: int
    hidden_count: int


def load_record(article: Article, version: ArticleVersion) -> Record:
    """The whole record of one version, which must come with its lines."""
    facts = tuple(facts_of(version.metadata).values())
    lines = record_lines(version.lines, facts)
    passages = tuple(_passages(article, version))
    return Record(
        facts=facts,
        hints=tuple(version.metadata.get("hints", [])),
        lines=lines,
        passages=passages,
        doubtful_count=sum(passage.is_doubtful for passage in passages),
        hidden_count=sum(not line.is_published and not line.is_blank for line in lines),
    )


def facts_of(metadata: dict[str, Any]) -> dict[str, Fact]:
    """What the text of a version proves about it, from its stored metadata: name of the fact → fact."""
    return dict(_facts(metadata))


def record_lines(stored: list[dict[str, Any]], facts: tuple[Fact, ...]) -> tuple[RecordLine, ...]:
    """Every stored line, in order, with which of `facts` it proves."""
    return tuple(_lines(stored, facts))


def _facts(metadata: dict[str, Any]) -> Iterator[tuple[str, Fact]]:
    found = metadata.get("metadata", {})
    evidence = found.get("evidence", {})
    series = found.get("series", {})
    for key, label in _FACT_LABELS.items():
        value = series.get(_SERIES_KEYS[key]) if key in _SERIES_KEYS else found.get(key)
        if value is None:
            continue
        if key == "published_on":
            value = date_format(date.fromisoformat(value), "j F Y")
        yield key, Fact(label, str(value), tuple(evidence.get(key, ())))


def _lines(stored: list[dict[str, Any]], facts: tuple[Fact, ...]) -> Iterator[RecordLine]:
    for line in stored:
        line_class = LineClass(line["line_class"])
        is_published = line_class in PUBLISHED
        yield RecordLine(
            number=line["number"],
            label=CLASS_LABELS[line_class],
            reason=_without_label(line["reason"], line_class),
            is_published=is_published,
            is_blank=not line["text"].strip(),
            stretches=tuple(_stretches(line, is_published)),
            proves=tuple(fact.term for fact in facts if line["number"] in fact.lines),
        )


def _without_label(reason: str, line_class: LineClass) -> str:
    """A reason may begin with the very word that stands before it; once is enough."""
    said = f"{CLASS_LABELS[line_class]}: ".lower()
    rest = reason[len(said) :]
    return rest[:1].upper() + rest[1:] if reason.lower().startswith(said) and rest else reason


def _stretches(line: dict[str, Any], is_published: bool) -> Iterator[Stretch]:
    """A hidden line is hidden whole; in one that is published only its fragments are."""
    text, offset = line["text"], 0
    if not is_published:
        yield Stretch(text, is_hidden=True)
        return
    for fragment in line["fragments"]:
        start, end = fragment["start"] - line["start"], fragment["end"] - line["start"]
        line_class = LineClass(fragment["line_class"])
        yield Stretch(text[offset:start], is_hidden=False)
        yield Stretch(
            text[start:end],
            is_hidden=line_class not in PUBLISHED,
            label=CLASS_LABELS[line_class],
            reason=_without_label(fragment["reason"], line_class),
        )
        offset = end
    yield Stretch(text[offset:], is_hidden=False)


def _passages(article: Article, version: ArticleVersion) -> Iterator[RecordPassage]:
    """Those to be checked first; then by claim."""
    found = Passage.objects.in_version(version).in_order().select_related("claim__current_wording")
    doubtful = {PassageState.DOUBTFUL, PassageState.ORPHAN}
    for passage in sorted(found, key=lambda passage: passage.state not in doubtful):
        passage.claim.article = article
        shown = passage_in_context(version, passage)
        wording = passage.claim.current_wording
        yield RecordPassage(
            number=passage.claim.number,
            statement=wording.statement if wording else "",
            claim_url=passage.claim.get_absolute_url(),
            state_label=PassageState(passage.state).label,
            is_doubtful=passage.state in doubtful,
            prefix=shown.prefix,
            exact=shown.exact,
            suffix=shown.suffix,
            where=shown.where,
        )
