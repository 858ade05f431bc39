"""What an editor should look at before publishing: text that may have been lost, and people who may be exposed.

Like all hints these name lines by number and never quote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.cleaning.classes import ClassifiedLine, LineClass
from articles.cleaning.classify import Classification
from articles.cleaning.dates import DATE
from articles.cleaning.lines import PROSE_WORDS
from articles.cleaning.meta_line import Part, meta_parts
from articles.cleaning.metadata import is_below_the_article
from articles.cleaning.tail_rules import LOOSE_WORDS
from articles.cleaning.vocabulary import SEE_ALSO

# Fewer words than this at the foot of a page are a link or an address, and no heading or closing line.
_SAYS_SOMETHING = 4
_ADDRESS = re.compile(
    r"\b[1-9]\d{3}\s?[A-Z]{2}\s+[A-Z]"
    r"|\b[^\W\d_]{2,40}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|steeg)\s+\d{1,4}\b",
)
_BIRTH_DATE = re.compile(
    rf"\b(?:geboren|geboortedatum|geb\.)[^.!?\n]{{0,40}}?(?:{DATE}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2}})",
    re.IGNORECASE,
)


def find_loss_hints(found: Classification) -> Iterator[str]:
    yield from _little_left(found)
    yield from _hidden_paragraphs(found)
    yield from _hidden_comments(found)
    yield from _hidden_at_the_foot(found)
    yield from _kept_above_title(found)
    yield from _told_below(found)
    yield from _kept_below_furniture(found)
    yield from _cut_details(found)
    yield from _personal_data(found)


def _little_left(found: Classification) -> Iterator[str]:
    """By length, since the frame of a site is many lines of one word; readers' comments have a hint of their own."""
    sizes = [
        (line.is_published, len(found.page[line.number].content))
        for line in found.lines
        if line.number not in found.outline.comments
    ]
    everything = sum(size for _, size in sizes)
    left = sum(size for is_published, size in sizes if is_published)
    if 2 * left < everything:
        yield (
            "Minder dan de helft van dit bestand wordt gepubliceerd: kijk of er geen tekst van het "
            "artikel bij de verborgen regels staat."
        )


def _hidden_paragraphs(found: Classification) -> Iterator[str]:
    for line in found.lines:
        details = found.page.details.get(line.number, ())
        if line.is_published or not details or line.number in found.outline.comments:
            continue
        if _words_beside_details(line) > PROSE_WORDS:
            kinds = " en ".join(dict.fromkeys(detail.kind for detail in details))
            yield (
                f"Regel {line.number} is een hele alinea die niet wordt gepubliceerd omdat er {kinds} "
                "in staat. Maak er tekst van als de rest wel mag; dat gegeven zelf blijft weg."
            )


def _words_beside_details(line: ClassifiedLine) -> int:
    text = line.text
    for part in reversed(line.fragments):
        text = text[: part.start - line.start] + " " + text[part.end - line.start :]
    return len(text.split())


def _hidden_comments(found: Classification) -> Iterator[str]:
    hidden = [
        line.number
        for line in found.lines
        if line.number in found.outline.comments
        and line.line_class is LineClass.COMMENTS
        and found.page[line.number].is_long
    ]
    if hidden:
        yield (
            f"Vanaf regel {hidden[0]} staan reacties van lezers; die worden niet gepubliceerd. Kijk of "
            "er geen tekst van het artikel tussen staat."
        )


def _hidden_at_the_foot(found: Classification) -> Iterator[str]:
    hidden = [
        line.number
        for line in found.lines
        if line.reason == LOOSE_WORDS and len(found.page[line.number].words) >= _SAYS_SOMETHING
    ]
    if hidden:
        listed = ", ".join(map(str, hidden))
        yield (
            f"Onder het einde van het artikel zijn losse woorden verborgen (regel {listed}): kijk of "
            "dat geen tussenkop of slotregel is."
        )


def _kept_above_title(found: Classification) -> Iterator[str]:
    title = found.outline.title or 0
    for line in found.lines:
        if line.number < title and line.line_class in {LineClass.BODY, LineClass.HEADING}:
            yield (
                f"Regel {line.number} stond boven de titel en is bewaard: dat kan de auteur of de "
                "website zijn in plaats van tekst."
            )


def _told_below(found: Classification) -> Iterator[str]:
    for line in found.lines:
        if line.line_class is not LineClass.META or line.number in found.outline.comments:
            continue
        source = found.page[line.number]
        told = {part.part for part in meta_parts(source)} & {Part.DATE, Part.AUTHOR, Part.CATEGORY}
        if told and is_below_the_article(found, line):
            what = " en ".join(sorted(told))
            yield (
                f"Regel {line.number} noemt {what}, maar staat onder het artikel en kan over iets anders "
                "gaan: niet overgenomen."
            )


def _kept_below_furniture(found: Classification) -> Iterator[str]:
    """Text that was kept although it stands below a head that mostly ends an article."""
    text = [line.number for line in found.lines if line.line_class is LineClass.BODY]
    first, last = min(text, default=0), max(text, default=0)
    for line in found.lines:
        is_list = line.line_class is LineClass.SEE_ALSO and found.page[line.number].key in SEE_ALSO
        if first < line.number < last and (is_list or line.line_class is LineClass.COMMENTS):
            what = "verwijzingen" if is_list else "reacties"
            yield (
                f"Onder de kop met {what} (regel {line.number}) staat nog tekst die is bewaard: "
                "kijk of die bij het artikel hoort."
            )
            return


def _cut_details(found: Classification) -> Iterator[str]:
    for line in found.lines:
        if line.is_published and line.has_contact_details:
            yield f"Uit regel {line.number} zijn contactgegevens weggelaten; de rest van de regel wordt gepubliceerd."


def _personal_data(found: Classification) -> Iterator[str]:
    """An address or a day of birth may be that of a town hall or a poet, so it is for a person to decide."""
    for line in found.lines:
        if not line.is_published:
            continue
        address, birth = _ADDRESS.search(line.text), _BIRTH_DATE.search(line.text)
        if address or birth:
            what = "een geboortedatum" if birth else "een adres"
            yield (
                f"Regel {line.number} noemt misschien {what}: kijk of dat openbaar mag worden, en "
                "verberg de regel als het van iemand persoonlijk is."
            )
