"""The rules for what stands above the text: title, name of the site, kind of text, place in a series, lead."""

from __future__ import annotations

from articles.cleaning import vocabulary
from articles.cleaning.classes import LineClass, Verdict
from articles.cleaning.lines import Line
from articles.cleaning.title import site_after_title
from articles.cleaning.view import View

_REPEATED = "Herhaling van de titel."


def title(view: View, line: Line) -> Verdict | None:
    if line.number != view.outline.title:
        return None
    return Verdict(
        LineClass.TITLE, "Titel: de regel boven de tekst die het meest op een titel lijkt."
    )


def series(view: View, line: Line) -> Verdict | None:
    if line.number in view.outline.series:
        return Verdict(
            LineClass.SERIES, "Plaats in een reeks: overgenomen als deel, niet als tekst."
        )
    return None


def genre(view: View, line: Line) -> Verdict | None:
    below = view.page.next(line)
    if line.key in vocabulary.GENRE and below and below.number == view.outline.title:
        return Verdict(LineClass.META, "Soort tekst of rubriek, vlak boven de titel.")
    return None


def tab_title(view: View, line: Line) -> Verdict | None:
    if view.title and site_after_title(line, view.title):
        return Verdict(
            LineClass.META, "Titel van het tabblad: de titel met de naam van de website."
        )
    return None


def site_name(view: View, line: Line) -> Verdict | None:
    if line.number != view.outline.site:
        return None
    return Verdict(LineClass.META, "Naam van de website of het kanaal, boven de titel.")


def above_title(view: View, line: Line) -> Verdict | None:
    if not view.is_above_title(line) or line.number in view.page.prose:
        return None
    if view.title and line.content == view.title.content:
        return Verdict(LineClass.NAVIGATION, _REPEATED)
    # Below the frame of the site, what stands above the title may be text that was taken for less.
    if line.number > view.outline.frame_end:
        return None
    return Verdict(
        LineClass.NAVIGATION,
        "Losse woorden boven de titel: onderdeel van het menu of de kop van de website.",
    )


def repeated_title(view: View, line: Line) -> Verdict | None:
    """The title once more, right below itself: first as the name of the page, then as its heading."""
    above = view.page.previous(line)
    if above is None or view.title is None or line.content != view.title.content:
        return None
    told = view.verdicts[above.number]
    if above.number == view.outline.title or told.reason == _REPEATED:
        return Verdict(LineClass.NAVIGATION, _REPEATED)
    return None


def lead(view: View, line: Line) -> Verdict | None:
    title, dateline = view.outline.title, view.outline.dateline
    if (
        title
        and dateline
        and title < line.number < dateline
        and (line.is_long or line.ends_sentence)
    ):
        return Verdict(LineClass.LEAD, "Inleiding: staat tussen de titel en de datum of de auteur.")
    if line.number == view.outline.set_apart:
        return Verdict(
            LineClass.LEAD, "Inleiding: eerste alinea, met een opmaakregel van de rest gescheiden."
        )
    return None
