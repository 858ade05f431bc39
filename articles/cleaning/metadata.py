"""Take out what the page says about the article, each value with the lines that prove it.

Only lines that were classified as furniture of the right kind are read, and none with contact details: what stands
there can therefore never come back as the name of an author or of a section.
"""

from __future__ import annotations

from collections.abc import Iterator

from articles.cleaning.classes import ClassifiedLine, LineClass
from articles.cleaning.classify import Classification
from articles.cleaning.dates import find_date
from articles.cleaning.draft import Metadata
from articles.cleaning.language import language_of
from articles.cleaning.meta_line import MetaPart, Part, count_of, explains_itself, meta_parts
from articles.cleaning.series import find_series
from articles.cleaning.title import site_after_title


def find_metadata(found: Classification, canonical_text: str) -> Metadata:
    """The metadata a page proves. A value that stands on the page more than once is read where it stands first."""
    evidence: dict[str, tuple[int, ...]] = {}
    values: dict[str, MetaPart] = {}
    for line, part in _told(found):
        name = _FIELDS.get(part.part)
        if name and name not in values and (part.part is not Part.DATE or find_date(part.value)):
            values[name] = part
            evidence[name] = (line.number,)
    source_name = _source_name(found, evidence)
    series, series_evidence = find_series(found)
    published = values.get("published_on")
    date = find_date(published.value) if published else None
    comments = values.get("source_comment_count")
    return Metadata(
        published_on=date.value if date else None,
        published_on_as_written=date.as_written if date else None,
        source_name=source_name,
        author_name=_value(values, "author_name"),
        category=_value(values, "category"),
        source_comment_count=count_of(comments) if comments else None,
        series=series,
        language=language_of(canonical_text),
        evidence=evidence | series_evidence,
    )


_FIELDS = {
    Part.DATE: "published_on",
    Part.AUTHOR: "author_name",
    Part.CATEGORY: "category",
    Part.COMMENTS: "source_comment_count",
}


def _told(found: Classification) -> Iterator[tuple[ClassifiedLine, MetaPart]]:
    """The parts of the meta lines of the article, and of the heads that count comments."""
    for line in found.lines:
        if line.number in found.outline.comments or line.has_contact_details:
            continue
        if line.line_class not in {LineClass.META, LineClass.COMMENTS}:
            continue
        for part in meta_parts(found.page[line.number]):
            if part.part is Part.COMMENTS or (
                line.line_class is LineClass.META and not is_below_the_article(found, line)
            ):
                yield line, part


def is_below_the_article(found: Classification, line: ClassifiedLine) -> bool:
    """Whether a meta line stands below the text and may be about something else: an event, another page.

    Directly under the text a line that explains itself is about the article.
    """
    if line.number < found.outline.text_end:
        return False
    return line.number > found.outline.closing or not explains_itself(found.page[line.number])


def _source_name(found: Classification, evidence: dict[str, tuple[int, ...]]) -> str | None:
    title = next(
        (found.page[line.number] for line in found.lines if line.line_class is LineClass.TITLE),
        None,
    )
    for line in found.lines:
        if line.line_class is not LineClass.META or line.has_contact_details:
            continue
        source = found.page[line.number]
        is_name = line.number == found.outline.site
        name = source.content if is_name else site_after_title(source, title) if title else None
        if name:
            evidence["source_name"] = (line.number,)
            return name
    return None


def _value(values: dict[str, MetaPart], name: str) -> str | None:
    return values[name].value.strip() if name in values else None
