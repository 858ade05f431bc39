"""What a line gives away by its words alone, wherever it stands. What its place adds is for outline and rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from articles.cleaning import vocabulary
from articles.cleaning.classes import LineClass
from articles.cleaning.contact import MASKED_DETAILS, ContactDetail, has_masked_details
from articles.cleaning.lines import LABEL_CHARACTERS, Line
from articles.cleaning.meta_line import Part, meta_parts

NOT_PUBLISHED = "voorstel om niet te publiceren"

# A cookie notice is the longest text we know by its words.
_LONGEST_NOTICE = 700

_ARROWS = re.compile(r"(?:>{2,}|<{2,}|[»›→←‹«])\s*\S|\S.*\s(?:>{2,}|[»›→])$")
_QUOTED = re.compile(r"[«»‹›].*[«»‹›]$")
_BREADCRUMB = re.compile(r"\s+(?:>|»|›|/|\||→)\s+")
_PAGE_NUMBERS = re.compile(
    r"\d{1,3}(?:\s+(?:\d{1,3}|…|\.\.\.|volgende|vorige|next|previous|laatste))+"
)
_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d{3})*|\d{1,3}(?:[.,]\d)?k")
_COUNTED = re.compile(
    r"\d[\d.]{0,9}\s*(?:x|×|keer)?\s*(?:gedeeld|likes?|shares?|vind-ik-leuks|volgers|followers|duimpjes)"
)


@dataclass(frozen=True)
class Sign:
    """A class that the words of a line point to, with the reason.

    `ambiguous`: the words are just as well a subheading, so between paragraphs the line is kept.
    `header`: stands above articles, so what follows it may be the title.
    """

    line_class: LineClass
    reason: str
    ambiguous: bool = False
    header: bool = False


def sign_of(line: Line) -> Sign | None:
    """The first sign in the order of `_SIGNS`, or None for a line whose words say nothing.

    Contact details are for `contact_sign`: they may run over two lines.
    """
    return next((sign for find in _SIGNS if (sign := find(line))), None)


def is_comment_entry(line: Line) -> bool:
    """Whether a line belongs to a reader's comment: "An zegt:", "Beantwoorden"."""
    return len(line.content) <= LABEL_CHARACTERS and _matches(
        line, vocabulary.COMMENT_ENTRY_PATTERNS
    )


def counts_comments(line: Line) -> bool:
    """Whether a line is a head that can only have comments below it: "Reacties (2)", "3 reacties"."""
    return _matches(line, vocabulary.COMMENTS_HEAD_PATTERNS)


def contact_sign(details: Iterable[ContactDetail]) -> Sign:
    """The sign of a line with these contact details: it goes before every other, whatever else the line is."""
    kinds = dict.fromkeys(detail.kind for detail in details)
    return Sign(LineClass.CALL_TO_CONTACT, f"Bevat {' en '.join(kinds)}: {NOT_PUBLISHED}.")


def _masked(line: Line) -> Sign | None:
    if not has_masked_details(line.text):
        return None
    return Sign(LineClass.CALL_TO_CONTACT, f"Bevat {MASKED_DETAILS}: {NOT_PUBLISHED}.")


def _meta(line: Line) -> Sign | None:
    parts = [part.part for part in meta_parts(line)]
    if not parts:
        return None
    if set(parts) == {Part.COMMENTS}:
        return Sign(LineClass.COMMENTS, "Noemt alleen het aantal reacties.")
    if set(parts) == {Part.VIEWS}:
        return Sign(LineClass.COUNTER, "Teller van de bezoeken aan de pagina.")
    told = list(dict.fromkeys(part.value for part in parts))
    listed = ", ".join(told[:-1]) + " en " + told[-1] if len(told) > 1 else told[0]
    return Sign(LineClass.META, f"Gegeven over het artikel: {listed}.")


def _caption(line: Line) -> Sign | None:
    if vocabulary.FILE_NAME.fullmatch(line.content) or _is_one_token_name(line):
        return Sign(
            LineClass.CAPTION,
            "Bestandsnaam of alternatieve tekst van een afbeelding die er niet bij is.",
        )
    if _matches(line, vocabulary.CAPTION_PATTERNS):
        return Sign(LineClass.CAPTION, "Bijschrift of maker van een afbeelding die er niet bij is.")
    return None


def _instruction(line: Line) -> Sign | None:
    if vocabulary.INSTRUCTION.fullmatch(line.content):
        return Sign(LineClass.WIDGET, "Aanwijzing voor een knop of afbeelding die er niet bij is.")
    return None


def _comments(line: Line) -> Sign | None:
    if line.key in vocabulary.COMMENTS:
        return _word(line, LineClass.COMMENTS, "Kop of knop van het blok met reacties.")
    if _matches(line, vocabulary.COMMENTS_PATTERNS):
        return Sign(LineClass.COMMENTS, "Melding bij het blok met reacties.")
    return None


def _share(line: Line) -> Sign | None:
    if line.key in vocabulary.SHARE or line.key in vocabulary.SHARE_PLACES:
        return _word(line, LineClass.SHARE, "Opschrift van de deelknoppen.")
    if _matches(line, vocabulary.SHARE_PATTERNS) or _is_row_of(line, vocabulary.SHARE_PLACES):
        return Sign(LineClass.SHARE, "Rij met deelknoppen.")
    return None


def _notice(line: Line) -> Sign | None:
    if len(line.content) > _LONGEST_NOTICE:
        return None
    if any(pattern.fullmatch(line.key) for pattern in vocabulary.COOKIE_PATTERNS):
        return Sign(LineClass.WIDGET, "Melding over cookies.", header=True)
    if _matches(line, vocabulary.NEWSLETTER_PATTERNS):
        return Sign(LineClass.WIDGET, "Aanmelding voor een nieuwsbrief.")
    return None


def _widget(line: Line) -> Sign | None:
    if line.key in vocabulary.WIDGET or line.key in vocabulary.HEADER_WIDGET:
        return _word(
            line,
            LineClass.WIDGET,
            "Knop of veld van de website.",
            header=line.key in vocabulary.HEADER_WIDGET,
        )
    return None


def _see_also(line: Line) -> Sign | None:
    if line.key in vocabulary.SEE_ALSO:
        return _word(line, LineClass.SEE_ALSO, "Kop boven verwijzingen naar andere pagina's.")
    # A full sentence that says where to read more may be the author's own: in doubt it stays.
    if not line.sentences and _matches(line, vocabulary.SEE_ALSO_PATTERNS):
        return Sign(
            LineClass.SEE_ALSO, "Verwijzing naar een andere pagina waarvan het adres ontbreekt."
        )
    return None


def _footnote_heading(line: Line) -> Sign | None:
    if line.key in vocabulary.FOOTNOTE_HEADING:
        return _word(line, LineClass.FOOTNOTE_HEADING, "Kop boven de noten.")
    return None


def _navigation(line: Line) -> Sign | None:
    if line.key in vocabulary.NAVIGATION:
        return _word(
            line,
            LineClass.NAVIGATION,
            "Onderdeel van het menu of de voet van de website.",
            header=True,
        )
    if len(line.content) > LABEL_CHARACTERS or line.content.endswith("."):
        return None
    if _matches(line, vocabulary.NAVIGATION_PATTERNS) or _is_row_of(line, vocabulary.NAVIGATION):
        return Sign(LineClass.NAVIGATION, "Verwijzing naar een plek op de website.", header=True)
    if _is_menu(line):
        return Sign(LineClass.NAVIGATION, "Rij met onderdelen van het menu.", header=True)
    if _is_breadcrumb(line):
        return Sign(
            LineClass.NAVIGATION,
            "Kruimelpad: de weg door de website naar deze pagina.",
            header=True,
        )
    if _PAGE_NUMBERS.fullmatch(line.key):
        return Sign(LineClass.NAVIGATION, "Rij met paginanummers.", header=True)
    if _ARROWS.match(line.content) and not _QUOTED.match(line.content) and len(line.words) <= 14:
        return Sign(
            LineClass.NAVIGATION, "Bladeren naar een andere pagina: de pijlen geven het aan."
        )
    return None


def _counter(line: Line) -> Sign | None:
    if _COUNTER.fullmatch(line.content.casefold()):
        return Sign(
            LineClass.COUNTER,
            "Los getal: een teller van reacties of van delen, welke is niet te zien.",
            ambiguous=True,
        )
    if _COUNTED.fullmatch(line.key):
        return Sign(LineClass.COUNTER, "Teller van delen of waarderingen.")
    return None


# Personal data goes first (see also `contact_sign`): whatever else the line looks like, it is hidden.
_SIGNS: tuple[Callable[[Line], Sign | None], ...] = (
    _masked,
    _meta,
    _caption,
    _instruction,
    _comments,
    _share,
    _notice,
    _widget,
    _see_also,
    _footnote_heading,
    _navigation,
    _counter,
)


def _word(line: Line, line_class: LineClass, reason: str, *, header: bool = False) -> Sign:
    return Sign(line_class, reason, ambiguous=line.key in vocabulary.AMBIGUOUS, header=header)


def _matches(line: Line, patterns: tuple[re.Pattern[str], ...]) -> bool:
    return len(line.content) <= LABEL_CHARACTERS and any(
        pattern.fullmatch(line.key) for pattern in patterns
    )


def _is_one_token_name(line: Line) -> bool:
    """A name such as Rapport_voortgang_2019: underscores instead of spaces is how files are named, not sentences."""
    return (
        len(line.content) <= LABEL_CHARACTERS
        and bool(re.fullmatch(r"[^\s@]*[^\W_]_[^\W_][^\s@]*", line.content))
        and "://" not in line.content
    )


def _is_breadcrumb(line: Line) -> bool:
    steps = [step.strip().casefold() for step in _BREADCRUMB.split(line.content)]
    if len(steps) < 2 or any(len(step.split()) > 8 for step in steps[:-1]):
        return False
    first_is_home = steps[0] in {"home", "homepage", "voorpagina", "start", "nieuws", "blog"}
    arrows = bool(re.search(r"\s[>»›→]\s", line.content))
    return first_is_home or (arrows and len(steps) >= 3)


def _is_row_of(line: Line, words: frozenset[str]) -> bool:
    """Whether a line is made of two or more entries of a vocabulary and of nothing else."""
    if len(line.content) > LABEL_CHARACTERS:
        return False
    left = re.sub(r"[|•·,/]", " ", line.key).split()
    entries = 0
    while left:
        size = next((n for n in range(min(6, len(left)), 0, -1) if " ".join(left[:n]) in words), 0)
        if not size:
            return False
        left, entries = left[size:], entries + 1
    return entries >= 2


def _is_menu(line: Line) -> bool:
    """Whether a line is a row of at least three short labels, most of them known from menus."""
    labels = [label.strip() for label in re.split(r"[|•·]", line.key)]
    known = [label for label in labels if label in vocabulary.NAVIGATION]
    return len(labels) >= 3 and 2 * len(known) > len(labels)
