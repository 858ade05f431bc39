"""The whole way from a source text to a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from articles.cleaning.blocks import build_blocks
from articles.cleaning.classes import ClassifiedLine, LineClass
from articles.cleaning.classify import Classification, classify
from articles.cleaning.draft import ArticleDraft, Block, BlockKind, Footnote, ListedText
from articles.cleaning.footnotes import note_marker, references
from articles.cleaning.hints import find_hints
from articles.cleaning.metadata import find_metadata
from articles.cleaning.vocabulary import SEE_ALSO


class NoTitle(ValueError):
    """No line of the page can be its title."""


def clean(
    text: str, *, raw_sha256: str, choices: Mapping[int, LineClass] | None = None
) -> ArticleDraft:
    """Make a draft of a source text that is NFC and has line feeds only.

    `raw_sha256` is the digest of the bytes the text was read from. `choices` are an editor's, by line number; see
    `classify`. Raises NoTitle when no line is a title. The same input always gives an equal draft.
    """
    found = classify(text, choices)
    canonical_text, blocks, pieces = build_blocks(found.page, found.lines)
    title = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    if title is None:
        raise NoTitle("no title")
    metadata = find_metadata(found, canonical_text)
    footnotes = tuple(_footnotes(found, blocks))
    see_also = tuple(_see_also(found))
    return ArticleDraft(
        title=canonical_text[title.start : title.end],
        canonical_text=canonical_text,
        blocks=blocks,
        metadata=metadata,
        footnotes=footnotes,
        see_also=see_also,
        captions=tuple(_captions(found)),
        hints=find_hints(found, metadata, footnotes, see_also),
        pieces=pieces,
        lines=found.lines,
        raw_sha256=raw_sha256,
    )


def _footnotes(found: Classification, blocks: tuple[Block, ...]) -> Iterator[Footnote]:
    referring = [
        (line.number, set(_referred(found, line))) for line in found.lines if line.is_published
    ]
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE and block.number is not None:
            lines = tuple(number for number, numbers in referring if block.number in numbers)
            yield Footnote(block.number, block.line, lines)


def _referred(found: Classification, line: ClassifiedLine) -> Iterator[int]:
    """The note numbers a line refers to; the number a note begins with is no reference."""
    marker = note_marker(found.page[line.number]) if line.line_class is LineClass.FOOTNOTE else None
    for reference in references(line.text[marker.text_start if marker else 0 :]):
        yield reference.number


def _see_also(found: Classification) -> Iterator[ListedText]:
    """The entries of all lists of other pages; their heads ("Zie ook") and buttons ("Lees meer") are not among them."""
    for line in found.lines:
        source = found.page[line.number]
        if line.has_contact_details:
            continue
        if line.line_class is LineClass.SEE_ALSO and source.key not in SEE_ALSO:
            text = source.text[source.bullet_end :].strip() if source.bullet_end else source.content
            yield ListedText(text, line.number, is_intro=text.endswith(":"))


def _captions(found: Classification) -> Iterator[ListedText]:
    for line in found.lines:
        if line.line_class is LineClass.CAPTION and not line.has_contact_details:
            yield ListedText(found.page[line.number].content, line.number)
