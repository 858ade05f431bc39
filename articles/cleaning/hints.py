"""What an editor should know but the text does not prove: sentences in Dutch, never values.

A hint names lines by number. It quotes only counters and fixed labels, so that no personal data travels in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.cleaning.classes import LineClass
from articles.cleaning.classify import Classification
from articles.cleaning.draft import Footnote, ListedText, Metadata
from articles.cleaning.footnotes import note_marker, references
from articles.cleaning.loss_hints import find_loss_hints
from articles.cleaning.meta_line import Part, has_lost_its_first_part, meta_parts
from articles.cleaning.signs import is_comment_entry
from articles.cleaning.vocabulary import GENRE

_DEFAULT_CATEGORIES = {
    "geen categorie",
    "uncategorized",
    "ongecategoriseerd",
    "algemeen",
    "geen onderdeel van een categorie",
}
_ELECTIONS = re.compile(r"\b(\w*verkiezingen)\b[^.!?]{0,40}\bachter de rug\b", re.IGNORECASE)
_LAST_PART = re.compile(
    r"\bvolgende en (?:tevens )?laatste (?:deel|aflevering|blog|artikel)\b", re.IGNORECASE
)
_WORDS = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
# A list item this long tells what the other article says.
_SUMMARY_WORDS = 12


def find_hints(
    found: Classification,
    metadata: Metadata,
    footnotes: tuple[Footnote, ...],
    see_also: tuple[ListedText, ...],
) -> tuple[str, ...]:
    return (
        *_counters(found),
        *_categories(found, metadata),
        *_comments(found, metadata),
        *_dates(found, metadata),
        *_last_part(found, metadata),
        *_notes(found, footnotes),
        *_summaries(see_also),
        *find_loss_hints(found),
    )


def _counters(found: Classification) -> Iterator[str]:
    for line in found.lines:
        content = found.page[line.number].content
        if line.line_class is LineClass.COUNTER and content.isdigit():
            yield (
                f'De teller "{content}" op regel {line.number} kan reacties of keer gedeeld betekenen; '
                "niet als aantal reacties overnemen."
            )


def _categories(found: Classification, metadata: Metadata) -> Iterator[str]:
    if metadata.category and metadata.category.casefold() in _DEFAULT_CATEGORIES:
        yield f'"{metadata.category}" lijkt een standaardwaarde, dus waarschijnlijk: geen categorie gekozen.'
    for line in found.lines:
        source = found.page[line.number]
        if line.line_class is LineClass.META and source.key in GENRE and not metadata.category:
            yield f'"{source.content}" op regel {line.number} kan de rubriek zijn.'


def _comments(found: Classification, metadata: Metadata) -> Iterator[str]:
    """A count without comments: said only when no line below the count can be one of them."""
    count = metadata.source_comment_count
    if not count:
        return
    [counted] = metadata.evidence["source_comment_count"]
    is_above_text = counted < found.page.first_prose
    below = (line for line in found.page.filled if line.number > counted)
    if not any(
        line.number in found.outline.comments or (not is_above_text and found.page.unsigned(line))
        for line in below
        if found.page.unsigned(line) or is_comment_entry(line)
    ):
        yield (
            "De ene reactie zelf staat niet in het bestand."
            if count == 1
            else f"De {count} reacties zelf staan niet in het bestand."
        )


def _dates(found: Classification, metadata: Metadata) -> Iterator[str]:
    if metadata.published_on:
        return
    for line in found.lines:
        source = found.page[line.number]
        parts = [part.part for part in meta_parts(source)]
        if line.line_class is LineClass.META and parts and has_lost_its_first_part(source):
            yield f"De datum is uit de metaregel (regel {line.number}) weggevallen."
        elif line.line_class is LineClass.META and Part.MODIFIED in parts:
            yield (
                f"Regel {line.number} noemt alleen wanneer de pagina is gewijzigd, "
                "niet wanneer het artikel verscheen."
            )
        elections = _ELECTIONS.search(line.text) if line.is_published else None
        if elections:
            yield (
                f"Geschreven na {elections[1].lower()} (regel {line.number}); "
                "het jaar is uit de tekst niet te bewijzen."
            )


def _last_part(found: Classification, metadata: Metadata) -> Iterator[str]:
    part = metadata.series.part
    for line in found.lines:
        if part and line.is_published and _LAST_PART.search(line.text):
            total = _WORDS[part + 1] if part + 1 < len(_WORDS) else str(part + 1)
            yield f"Regel {line.number} noemt het volgende deel het laatste: de reeks zou dan {total} delen hebben."
            return


def _notes(found: Classification, footnotes: tuple[Footnote, ...]) -> Iterator[str]:
    numbers = {note.number for note in footnotes}
    hidden = dict(_hidden_notes(found))
    for number, line_number in hidden.items():
        yield (
            f"Noot {number} (regel {line_number}) wordt niet gepubliceerd, omdat er contactgegevens in staan."
        )
    numbers |= hidden.keys()
    first = min(numbers, default=1)
    if first > 1:
        missing = "noot 1 staat" if first == 2 else f"de noten 1-{first - 1} staan"
        yield f"De nummering van de noten begint bij {first}; {missing} niet in dit bestand."
    if not numbers:
        return
    for line in found.lines:
        for reference in references(line.text) if line.line_class is LineClass.BODY else ():
            if reference.number not in numbers and reference.number > first:
                yield (
                    f"Regel {line.number} verwijst naar noot {reference.number}, "
                    "maar die noot staat niet bij de noten."
                )
    for note in footnotes:
        if not note.reference_lines:
            yield f"Naar noot {note.number} (regel {note.note_line}) verwijst de tekst nergens."


def _hidden_notes(found: Classification) -> Iterator[tuple[int, int]]:
    """(number, line) of the notes that are in the file but may not be published."""
    heading = found.outline.notes.heading
    last = max(found.outline.notes.markers, default=0)
    for line in found.lines:
        marker = note_marker(found.page[line.number]) if line.has_contact_details else None
        if heading and marker and not line.is_published and heading < line.number <= last + 1:
            yield marker.number, line.number


def _summaries(see_also: tuple[ListedText, ...]) -> Iterator[str]:
    lines = [
        entry.line
        for entry in see_also
        if not entry.is_intro and len(entry.text.split()) >= _SUMMARY_WORDS
    ]
    if lines:
        where = f"Regel {lines[0]}" if len(lines) == 1 else f"Regel {lines[0]}-{lines[-1]}"
        what = (
            "vat een ander artikel samen: overnemen als verwijzing, niet als stelling van dit artikel."
            if len(lines) == 1
            else f"vatten {_WORDS[len(lines)] if len(lines) < len(_WORDS) else len(lines)} andere artikelen samen: "
            "overnemen als verwijzingen, niet als stellingen van dit artikel."
        )
        yield f"{where} {what}"
