"""What makes a block furniture: the rules, in the order in which they are asked. The first that answers decides."""

from __future__ import annotations

from articles.cleaning.classes import LineClass, Verdict
from articles.cleaning.contact import contact_details
from articles.cleaning.draft import BlockKind, SpanKind
from articles.cleaning.signs import contact_sign
from articles.importers.verdicts import _SHORT_CALL, Judge, Rule


def _contact_details(judge: Judge, place: int) -> Verdict | None:
    block = judge.blocks[place]
    details = judge.page.details.get(place + 1) or contact_details(block.alt)
    if details:
        sign = contact_sign(details)
        return Verdict(sign.line_class, sign.reason)
    if judge.page.has_class(judge._line(place), LineClass.CALL_TO_CONTACT):
        sign_found = judge.page.sign(judge._line(place))
        return Verdict(LineClass.CALL_TO_CONTACT, sign_found.reason if sign_found else "")
    if block.has_contact_link and len(block.text.split()) <= _SHORT_CALL:
        return Verdict(
            LineClass.CALL_TO_CONTACT,
            "Korte regel met een koppeling om te mailen of te bellen: wordt niet gepubliceerd.",
        )
    return None


def _certain_region(judge: Judge, place: int) -> Verdict | None:
    region = judge._regions[place]
    return Verdict(region.line_class, region.reason) if region and region.certain else None


def _note(judge: Judge, place: int) -> Verdict | None:
    block = judge.blocks[place]
    if block.kind is BlockKind.FOOTNOTE:
        return Verdict(LineClass.FOOTNOTE, "Noot: de tekst verwijst er met een nummer naar.")
    below = judge.blocks[place + 1] if place + 1 < len(judge.blocks) else None
    heads_notes = below is not None and below.kind is BlockKind.FOOTNOTE
    if heads_notes and judge.page.has_class(judge._line(place), LineClass.FOOTNOTE_HEADING):
        return Verdict(LineClass.FOOTNOTE_HEADING, "Kop boven de noten.")
    if place + 1 == judge.outline.notes.heading:
        return Verdict(LineClass.FOOTNOTE_HEADING, "Kop boven de noten.")
    if place + 1 in judge.outline.notes.markers:
        return Verdict(
            LineClass.FOOTNOTE, "Noot: begint met het nummer waar de tekst naar verwijst."
        )
    return None


def _figure(judge: Judge, place: int) -> Verdict | None:
    block = judge.blocks[place]
    if not block.is_figure:
        return None
    if judge.main is not None and not _belongs(judge, place):
        return Verdict(LineClass.NAVIGATION, "Afbeelding buiten het artikel.")
    if block.picture is None:
        return Verdict(LineClass.CAPTION, block.lacks_picture)
    return Verdict(LineClass.FIGURE, "Afbeelding die meekwam, met haar bijschrift.")


def _belongs(judge: Judge, place: int) -> bool:
    """Whether a picture stands in the article: between its title and its end, or in the part that is called so."""
    if judge._regions[place] is not None:
        return False
    block, title = judge.blocks[place], judge.title[0]
    if judge._scope and block.scope == judge._scope:
        return True
    last = judge._prose[-1] if judge._prose else len(judge.blocks)
    return (title if title is not None else -1) < place < last


def _comments(judge: Judge, place: int) -> Verdict | None:
    if place + 1 in judge.outline.comments:
        return Verdict(LineClass.COMMENTS, "Staat in het blok met reacties onder het artikel.")
    main, block = judge.main, judge.blocks[place]
    if (
        main
        and main.comments.hold(block)
        and not judge._in_main[place]
        and not judge._is_inside(place)
    ):
        return Verdict(LineClass.COMMENTS, "Lijkt een reactie van een lezer, onder het artikel.")
    return None


def _series(judge: Judge, place: int) -> Verdict | None:
    if place + 1 in judge.outline.series and judge.blocks[place].kind is not BlockKind.LIST_ITEM:
        return Verdict(
            LineClass.SERIES, "Plaats in een reeks: overgenomen als deel, niet als tekst."
        )
    return None


def _repeated_title(judge: Judge, place: int) -> Verdict | None:
    title = judge.title[0]
    if title is None or judge._line(place).key != judge._line(title).key:
        return None
    if abs(place - title) <= 2 or not judge._is_inside(place):
        return Verdict(LineClass.NAVIGATION, "Herhaling van de titel.")
    return None


def _about(judge: Judge, place: int) -> Verdict | None:
    """Data about the article; between its paragraphs a heading with a date is a heading."""
    if not judge._is_meta(place) or place + 1 in judge.outline.comments:
        return None
    block, sign = judge.blocks[place], judge.page.sign(judge._line(place))
    if (
        judge._is_inside(place)
        and (block.level or block.role != "meta")
        and place != judge._dateline
    ):
        return None
    by_words = sign is not None and sign.line_class is LineClass.META
    reason = (
        sign.reason
        if sign and by_words
        else "Gegeven over het artikel: de pagina noemt het zelf zo."
    )
    return Verdict(LineClass.META, reason)


def _above_title(judge: Judge, place: int) -> Verdict | None:
    """A few words above the title, where the article stands: what kind of text it is, a number, a month."""
    title, line = judge.title[0], judge._line(place)
    if title is None or place > title or judge.main is None or line.is_long:
        return None
    if judge._is_inside(place) or judge.page.sign(line) or judge.blocks[place].level:
        return None
    if judge._regions[place] is not None or line.ends_sentence:
        return None
    return Verdict(LineClass.META, "Kort opschrift boven de titel: soort tekst, rubriek of nummer.")


def _contents(judge: Judge, place: int) -> Verdict | None:
    if place in judge.contents:
        return Verdict(
            LineClass.NAVIGATION, "Inhoudsopgave: noemt de tussenkoppen die eronder volgen."
        )
    return None


def _pulled(judge: Judge, place: int) -> Verdict | None:
    block = judge.blocks[place]
    if block.role == "pulled" and judge.is_said_elsewhere(place):
        return Verdict(LineClass.WIDGET, "Streamer: herhaalt een zin uit de tekst.")
    return None


def _lone_link(judge: Judge, place: int) -> Verdict | None:
    """Below the last paragraph, a link that stands alone leads away from the article."""
    block, line = judge.blocks[place], judge._line(place)
    if judge.main is None or place <= judge.last_text:
        return None
    if block.kind is not BlockKind.PARAGRAPH or line.ends_sentence or len(line.words) > _SHORT_CALL:
        return None
    if any(
        m.kind is SpanKind.LINK and (m.start, m.end) == (0, len(block.text)) for m in block.marks
    ):
        return Verdict(LineClass.SEE_ALSO, "Losse koppeling onder de laatste alinea.")
    return None


def _words(judge: Judge, place: int) -> Verdict | None:
    """Words decide, except inside the article, where many of them are just as well a heading or an item."""
    sign, block = judge.page.sign(judge._line(place)), judge.blocks[place]
    if sign is None or sign.line_class in {
        LineClass.FOOTNOTE_HEADING,
        LineClass.META,
        LineClass.CAPTION,
    }:
        return None
    if block.kind in {BlockKind.TABLE_ROW, BlockKind.FOOTNOTE, BlockKind.FIGURE}:
        return None
    if block.kind in {BlockKind.HEADING, BlockKind.LIST_ITEM} or sign.ambiguous:
        below = judge._is_inside(place) or (block.level and _heads_text(judge, place))
        if judge.in_article[place] and below:
            return None
    return Verdict(sign.line_class, sign.reason)


def _heads_text(judge: Judge, place: int) -> bool:
    below = place + 1
    return below < len(judge.blocks) and judge.in_article[below] and judge._line(below).is_long


def _listed(judge: Judge, place: int) -> Verdict | None:
    if place + 1 in judge.outline.see_also and not judge._line(place).is_long:
        return Verdict(
            LineClass.SEE_ALSO, "Verwijzing naar een andere pagina, onder een kop die dat zegt."
        )
    if place + 1 in judge.outline.offers:
        return Verdict(
            LineClass.CALL_TO_CONTACT,
            "Oproep aan de lezer om contact op te nemen, onder de laatste alinea.",
        )
    return None


def _place_on_page(judge: Judge, place: int) -> Verdict | None:
    """Outside the article by trafilatura and by the page; what stands between its paragraphs is kept."""
    if judge.main is None:
        return None
    region, block = judge._regions[place], judge.blocks[place]
    if judge._in_main[place] and region is None:
        return None
    if judge._in_main[place] and region and judge._is_inside(place):
        return None
    if region is not None:
        return Verdict(region.line_class, region.reason)
    if judge._scope and block.scope == judge._scope:
        return None
    if judge._is_inside(place):
        return None
    title = judge.title[0]
    if title is not None and place > title and judge._prose and place < judge._prose[0]:
        return None
    if place > (judge._prose[-1] if judge._prose else -1):
        return Verdict(LineClass.NAVIGATION, "Staat onder het artikel, buiten zijn tekst.")
    return Verdict(LineClass.NAVIGATION, "Staat boven het artikel: onderdeel van de website.")


RULES: tuple[Rule, ...] = (
    _contact_details,
    _certain_region,
    _note,
    _figure,
    _comments,
    _series,
    _repeated_title,
    _contents,
    _pulled,
    _about,
    _words,
    _listed,
    _above_title,
    _lone_link,
    _place_on_page,
)
