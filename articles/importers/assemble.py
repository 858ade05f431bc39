"""From the blocks of a structured source to a draft: lines with their verdicts, and the text readers see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from articles.cleaning.classes import PUBLISHED, ClassifiedLine, LineClass, Verdict
from articles.cleaning.classify import CHOSEN, NOT_CHOSEN_AS_TITLE, Classification, fragments_of
from articles.cleaning.contact import ContactDetail, contact_details
from articles.cleaning.draft import (
    ArticleDraft,
    Block,
    BlockKind,
    DraftPicture,
    Footnote,
    ListedText,
    SpanKind,
)
from articles.cleaning.footnotes import note_marker
from articles.cleaning.lines import Line
from articles.cleaning.page import Page, details_in
from articles.cleaning.vocabulary import SEE_ALSO
from articles.importers.blocks import Source, SourceBlock
from articles.importers.errors import UnreadableSource
from articles.importers.facts import metadata_of
from articles.importers.figures import NO_WORDS
from articles.importers.main_content import MainContent
from articles.importers.published import Row, build
from articles.importers.verdict_rules import RULES
from articles.importers.verdicts import Judge

MAX_BLOCKS = 20_000
MAX_CHARACTERS = 2_000_000
NO_PICTURE = "Hier hoort geen afbeelding bij: de woorden blijven als tekst."


def draft_of(
    source: Source,
    *,
    name: str,
    raw_sha256: str,
    main: MainContent | None = None,
    choices: Mapping[int, LineClass] | None = None,
) -> ArticleDraft:
    """Judge the blocks of a source and make the draft. Lines count its blocks from 1, and after them its facts.

    The source text that offsets of lines and pieces count in is those lines, joined by line feeds. `choices` are an
    editor's, line number → class. Raises UnreadableSource when no title or no text is found, or there is too much.
    """
    _refuse_too_much(source, name)
    facts = [SourceBlock(fact.line, text_start=len(fact.label) + 2) for fact in source.facts]
    blocks = [*map(_with_note_marker, source.blocks), *facts]
    page = _page([block.text for block in blocks[: len(source.blocks)]], source.blocks)
    whole = _page([block.text for block in blocks], blocks)
    judge = Judge(source.blocks, source.facts, page, main)
    found = [*judge.verdicts(RULES), *_on_facts(source, judge, facts)]
    chosen = _with_choices(found, blocks, choices or {}, len(source.blocks))
    rows = [
        Row(block, _classified(whole, line, verdict))
        for block, line, verdict in zip(blocks, whole.lines, chosen, strict=True)
    ]
    text, published, pieces = build(rows)
    title = next((block for block in published if block.kind is BlockKind.TITLE), None)
    if title is None:
        raise UnreadableSource(
            f"{name}: er is geen titel gevonden; zet de titel als kop boven de tekst."
        )
    if all(block.kind is BlockKind.TITLE for block in published):
        raise UnreadableSource(
            f"{name} heeft geen artikeltekst: kies de pagina of het bestand waar het hele artikel op staat."
        )
    body = tuple(row.line for row in rows[: len(source.blocks)])
    classification = Classification(page, judge.outline, body)
    metadata, hints = metadata_of(classification, source, text, len(source.blocks))
    return ArticleDraft(
        title=text[title.start : title.end],
        canonical_text=text,
        blocks=published,
        metadata=metadata,
        footnotes=tuple(_footnotes(rows, published)),
        see_also=tuple(_see_also(rows, whole)),
        captions=tuple(_captions(rows)),
        hints=(*source.hints, *hints),
        pieces=pieces,
        lines=tuple(row.line for row in rows),
        raw_sha256=raw_sha256,
        pictures=tuple(_pictures(rows, published)),
    )


def _refuse_too_much(source: Source, name: str) -> None:
    if len(source.blocks) + len(source.facts) > MAX_BLOCKS:
        raise UnreadableSource(
            f"{name} heeft meer dan {MAX_BLOCKS} alinea's en regels: bewaar alleen het artikel en importeer dat."
        )
    if sum(len(block.text) for block in source.blocks) > MAX_CHARACTERS:
        raise UnreadableSource(
            f"{name} heeft meer dan {MAX_CHARACTERS // 1_000_000} miljoen tekens tekst: "
            "bewaar alleen het artikel en importeer dat."
        )


def _with_note_marker(block: SourceBlock) -> SourceBlock:
    """A note whose number is printed before it as well begins behind that number."""
    if block.kind is BlockKind.FOOTNOTE:
        marker = note_marker(Line(1, block.text, 0))
        if marker and marker.number == block.number:
            return replace(block, text_start=marker.text_start)
    return block


def _page(texts: Sequence[str], blocks: Sequence[SourceBlock]) -> Page:
    """The blocks as lines of a page. Contact details are looked for cell by cell in a table: figures in neighbouring
    cells are no telephone number."""
    lines, start = [], 0
    for number, text in enumerate(texts, start=1):
        lines.append(Line(number, text, start))
        start += len(text) + 1
    details = details_in(tuple(lines))
    for number, block in enumerate(blocks, start=1):
        if block.kind is BlockKind.TABLE_ROW:
            found = tuple(
                ContactDetail(cell.start + one.start, cell.start + one.end, one.kind)
                for cell in block.cells
                for one in contact_details(block.text[cell.start : cell.end])
            )
            details.pop(number, None)
            if found:
                details[number] = found
    return Page.with_details(tuple(lines), details)


def _on_facts(source: Source, judge: Judge, facts: Sequence[SourceBlock]) -> Iterator[Verdict]:
    """A fact is about the article; when no block is the title, the best fact that tells it is the title."""
    wants_title = judge.title[0] is None
    for fact, block in zip(source.facts, facts, strict=True):
        if wants_title and fact.key == "title" and not contact_details(block.text):
            wants_title = False
            yield Verdict(
                LineClass.TITLE, "Titel: staat alleen in de kop van het bestand of de pagina."
            )
        else:
            yield Verdict(
                LineClass.META, f"Gegeven uit de kop van het bestand of de pagina ({fact.label})."
            )


def _with_choices(
    verdicts: Sequence[Verdict],
    blocks: Sequence[SourceBlock],
    choices: Mapping[int, LineClass],
    body: int,
) -> list[Verdict]:
    chosen = list(verdicts)
    if LineClass.TITLE in choices.values():
        for place, verdict in enumerate(verdicts):
            if (
                verdict.line_class is LineClass.TITLE
                and choices.get(place + 1) is not LineClass.TITLE
            ):
                line_class = LineClass.HEADING if place < body else LineClass.META
                chosen[place] = Verdict(line_class, NOT_CHOSEN_AS_TITLE)
    for number, line_class in choices.items():
        if not 0 < number <= len(chosen):
            continue
        block, reason = blocks[number - 1], CHOSEN
        if block.picture is not None and line_class in PUBLISHED:
            line_class = LineClass.FIGURE
        elif line_class is LineClass.FIGURE:
            line_class, reason = LineClass.BODY, NO_PICTURE
        if chosen[number - 1].line_class is not line_class:
            chosen[number - 1] = Verdict(line_class, reason)
    return chosen


def _classified(page: Page, line: Line, verdict: Verdict) -> ClassifiedLine:
    fragments = tuple(fragments_of(page, line, is_published=verdict.line_class in PUBLISHED))
    return ClassifiedLine(
        line.number, line.text, line.start, verdict.line_class, verdict.reason, fragments
    )


def _footnotes(rows: Sequence[Row], published: Sequence[Block]) -> Iterator[Footnote]:
    """Each note with the lines that refer to it, in order."""
    for note in published:
        if note.kind is BlockKind.FOOTNOTE and note.number is not None:
            lines = dict.fromkeys(
                block.line
                for block in published
                for span in block.spans
                if span.kind is SpanKind.NOTE_REFERENCE and span.note == note.number
            )
            yield Footnote(note.number, note.line, tuple(sorted(lines)))


def _see_also(rows: Sequence[Row], page: Page) -> Iterator[ListedText]:
    for row in rows:
        key = page[row.line.number].key
        if row.line.line_class is not LineClass.SEE_ALSO or key in SEE_ALSO:
            continue
        if not row.line.has_contact_details and row.block.kind is not BlockKind.FIGURE:
            yield ListedText(row.line.text, row.line.number, row.line.text.endswith(":"))


def _captions(rows: Sequence[Row]) -> Iterator[ListedText]:
    """The words of pictures that stayed behind; a bare file name says nothing to readers."""
    for row in rows:
        said = row.block.alt or row.block.marks or row.block.kind is not BlockKind.FIGURE
        has_words = said or not _is_file_name(row.line.text)
        if (
            row.line.line_class is LineClass.CAPTION
            and not row.line.has_contact_details
            and has_words
        ):
            yield ListedText(row.line.text, row.line.number)


def _is_file_name(text: str) -> bool:
    return text == NO_WORDS or (" " not in text and "." in text)


def _pictures(rows: Sequence[Row], published: Sequence[Block]) -> Iterator[DraftPicture]:
    """The pictures that are published, each once."""
    wanted = {block.picture for block in published if block.picture}
    for row in rows:
        if row.block.picture is not None and row.block.picture.sha256 in wanted:
            wanted.discard(row.block.picture.sha256)
            yield row.block.picture
