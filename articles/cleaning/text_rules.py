"""The rules for the text itself: notes, subheadings, captions, lists, paragraphs, and lines that run on."""

from __future__ import annotations

from articles.cleaning.classes import LineClass, Verdict
from articles.cleaning.lines import Line
from articles.cleaning.meta_line import Part, meta_parts
from articles.cleaning.title import resembles
from articles.cleaning.view import View

_GROWS_ON = {
    LineClass.TITLE,
    LineClass.LEAD,
    LineClass.BODY,
    LineClass.FOOTNOTE,
    LineClass.SEE_ALSO,
    LineClass.COMMENTS,
    LineClass.CALL_TO_CONTACT,
}


def second_half(view: View, line: Line) -> Verdict | None:
    """A line that runs on shares the class of the line above it."""
    above = view.verdicts.get(line.number - 1)
    if above and line.number in view.page.continued and above.line_class in _GROWS_ON:
        return Verdict(above.line_class, "Loopt door uit de regel erboven.")
    return None


def broken_label(view: View, line: Line) -> Verdict | None:
    if line.number not in view.page.broken_labels:
        return None
    above = view.verdicts[line.number - 1]
    return Verdict(above.line_class, "Vervolg van het opschrift in de regel erboven.")


def footnotes(view: View, line: Line) -> Verdict | None:
    if line.number == view.outline.notes.heading:
        return Verdict(LineClass.FOOTNOTE_HEADING, "Kop boven de noten.")
    if line.number in view.outline.notes.markers:
        return Verdict(
            LineClass.FOOTNOTE, "Noot: begint met het nummer waar de tekst naar verwijst."
        )
    return None


def signed_heading(view: View, line: Line) -> Verdict | None:
    sign = view.page.sign(line)
    if sign and view.may_be_heading(line, sign):
        return Verdict(
            LineClass.HEADING,
            "Kan ook een knop zijn, maar staat als tussenkop boven een alinea: bewaren.",
        )
    return None


def word_among_short_lines(view: View, line: Line) -> Verdict | None:
    """In a poem, or a text of short lines only, a word such as *Contact* between two lines may be one of them."""
    sign, above, below = view.page.sign(line), view.page.previous(line), view.page.next(line)
    if view.page.prose or not sign or not sign.ambiguous or above is None or below is None:
        return None
    inside = line.number > (view.outline.title or 0) and line.number not in view.outline.comments
    if inside and view.page.unsigned(above) and view.page.unsigned(below):
        return Verdict(
            LineClass.BODY,
            "Kan ook een knop zijn, maar staat midden in een tekst van korte regels: bewaren.",
        )
    return None


def timeline_heading(view: View, line: Line) -> Verdict | None:
    """A date deep in the text, bare or with a few words, heads a paragraph; it is not that of the article."""
    parts = meta_parts(line)
    below = view.page.next(line)
    if not view.outline.is_interior(line) or line.number == view.outline.dateline:
        return None
    if not parts or any(part.part is not Part.DATE for part in parts):
        return None
    # "Geplaatst op 2 mei" says whose date it is; "2 mei" does not.
    if not line.content.startswith(parts[0].value) or line.number < view.page.first_prose:
        return None
    if below is None or below.number not in view.page.prose:
        return None
    return Verdict(LineClass.HEADING, "Datum als tussenkop boven een alinea.")


def caption(view: View, line: Line) -> Verdict | None:
    """Alternative text of a picture: search words in lower case, alone, and much the same as the title."""
    if (
        not view.outline.is_interior(line)
        or not line.starts_lower
        or line.ends_sentence
        or line.bullet_end
    ):
        return None
    below = view.page.next(line)
    alone = below is not None and not {line.number, below.number} & view.page.continued
    if alone and view.title and len(line.words) <= 12 and resembles(line, view.title):
        return Verdict(
            LineClass.CAPTION,
            "Lijkt het bijschrift van een afbeelding die er niet bij is: herhaalt de titel.",
        )
    return None


def heading(view: View, line: Line) -> Verdict | None:
    if line.number in view.page.numbered_headings:
        return Verdict(LineClass.HEADING, "Tussenkop met een nummer, in een rij met de andere.")
    if (
        not line.is_heading_shaped
        or line.number in view.page.continued
        or not view.outline.is_interior(line)
    ):
        return None
    if view.page.is_numbered_item(line):
        return None
    below = view.page.next(line)
    # A heading may have one more below it; a row of short lines is a list or an address.
    if below and below.is_heading_shaped and not below.bullet_end:
        below = view.page.next(below)
    if (
        below
        and (below.number in view.page.prose or below.bullet_end)
        and line.number + 1 not in view.page.continued
    ):
        return Verdict(LineClass.HEADING, "Tussenkop: korte regel zonder punt boven een alinea.")
    return None


def list_item(view: View, line: Line) -> Verdict | None:
    if line.bullet_end or view.page.is_numbered_item(line):
        return Verdict(LineClass.BODY, "Onderdeel van een lijst in de tekst.")
    return None


def paragraph(view: View, line: Line) -> Verdict | None:
    return (
        Verdict(LineClass.BODY, "Alinea: lopende tekst.")
        if line.number in view.page.prose
        else None
    )
