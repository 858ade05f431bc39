"""What each block of a structured source is, with the reason: by the page itself, by its words, and by trafilatura.

The words that give furniture away, contact details, dates and series are those of `articles.cleaning`; here they are
weighed with what only a structured source has. Furniture must prove itself; in doubt a block stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.cleaning.classes import LineClass, Verdict
from articles.cleaning.contact import contact_details
from articles.cleaning.draft import BlockKind
from articles.cleaning.lines import PROSE_CHARACTERS, Line
from articles.cleaning.outline import Outline, outline_of
from articles.cleaning.page import Page
from articles.cleaning.signs import contact_sign
from articles.importers.blocks import Fact, Region, SourceBlock
from articles.importers.main_content import MainContent
from articles.importers.titles import is_lead, title_of

_SHORT_CALL = 14
_LONGEST_META = 200
# A region that holds more of the text than this is the page itself, whatever its name.
_PART_OF_TEXT = 0.5


@dataclass
class Judge:
    """Weighs the blocks of one source. `main` is None for a source without furniture around it: Markdown, Word."""

    blocks: Sequence[SourceBlock]
    facts: Sequence[Fact]
    page: Page
    main: MainContent | None

    def verdicts(self) -> list[Verdict]:
        return [self._judge(place) for place in range(len(self.blocks))]

    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.page)

    @cached_property
    def _in_main(self) -> list[bool]:
        if self.main is None or not self.main.is_known:
            return [True] * len(self.blocks)
        return [self.main.article.hold(block) for block in self.blocks]

    @cached_property
    def _whole_page(self) -> frozenset[int]:
        """Keys of regions that hold most of the text: a class on the whole page says nothing about a part of it."""
        total, held = 0, Counter[int]()
        for block, inside in zip(self.blocks, self._in_main, strict=True):
            if inside and len(block.text) >= PROSE_CHARACTERS:
                total += len(block.text)
                held.update({region.key: len(block.text) for region in block.regions})
        return frozenset(key for key, length in held.items() if length > _PART_OF_TEXT * total)

    @cached_property
    def _regions(self) -> list[Region | None]:
        """The region of each block: the outermost certain one, else the outermost."""
        found = []
        for block in self.blocks:
            real = [region for region in block.regions if region.key not in self._whole_page]
            certain = [region for region in real if region.certain]
            found.append(next(iter(certain or real), None))
        return found

    @cached_property
    def in_article(self) -> list[bool]:
        """For each block whether it stands where the article does, furniture of the site aside."""
        return [
            inside and not (region and region.certain)
            for inside, region in zip(self._in_main, self._regions, strict=True)
        ]

    @cached_property
    def _prose(self) -> list[int]:
        return [
            place
            for place, inside in enumerate(self.in_article)
            if inside and self._line(place).is_long
        ]

    @cached_property
    def _scope(self) -> int:
        """The part the page calls its article, when most of the text stands in it; 0 when there is none."""
        lengths = Counter[int]()
        for place in self._prose:
            lengths[self.blocks[place].scope] += len(self.blocks[place].text)
        scope, length = next(iter(lengths.most_common(1)), (0, 0))
        return scope if length > _PART_OF_TEXT * sum(lengths.values()) else 0

    @cached_property
    def title(self) -> tuple[int | None, str]:
        return title_of(self.blocks, self.facts, self.page, self.in_article)

    @cached_property
    def _dateline(self) -> int | None:
        """The first line with data about the article below its title, when text follows it."""
        title = self.title[0]
        if title is None or not self._prose:
            return None
        last = self._prose[-1]
        for place in range(title + 1, min(last, title + 6)):
            if self._is_meta(place) and self._regions[place] is None:
                return place
        return None

    def _line(self, place: int) -> Line:
        return self.page.lines[place]

    def _judge(self, place: int) -> Verdict:
        if place == self.title[0] and not self._has_details(place):
            return Verdict(LineClass.TITLE, self.title[1])
        found = next((verdict for rule in RULES if (verdict := rule(self, place))), None)
        return found or self._as_written(place)

    def _has_details(self, place: int) -> bool:
        block = self.blocks[place]
        return (place + 1) in self.page.details or bool(contact_details(block.alt))

    def _is_meta(self, place: int) -> bool:
        block, line = self.blocks[place], self._line(place)
        if block.kind in {BlockKind.TABLE_ROW, BlockKind.FIGURE, BlockKind.FOOTNOTE}:
            return False
        by_words = self.page.has_class(line, LineClass.META)
        by_role = block.role == "meta" and len(block.text) <= _LONGEST_META and not line.is_long
        return by_words or by_role

    def _is_inside(self, place: int) -> bool:
        """Whether text of the article stands both above and below."""
        return bool(self._prose) and self._prose[0] < place < self._prose[-1]

    def _as_written(self, place: int) -> Verdict:
        """The class of a block of the article, by its form."""
        block = self.blocks[place]
        title = self.title[0]
        if title is not None and is_lead(self.blocks, place, title, self._dateline):
            return Verdict(
                LineClass.LEAD, "Inleiding: staat zo tussen de titel en de rest van de tekst."
            )
        if block.kind is BlockKind.HEADING:
            return Verdict(LineClass.HEADING, "Tussenkop van de pagina.")
        if self._is_bold_heading(place):
            return Verdict(LineClass.HEADING, "Tussenkop: een korte regel die helemaal vet is.")
        return Verdict(LineClass.BODY, _FORMS.get(block.kind, "Alinea van het artikel."))

    def _is_bold_heading(self, place: int) -> bool:
        block, line = self.blocks[place], self._line(place)
        if block.kind is not BlockKind.PARAGRAPH or not line.is_heading_shaped:
            return False
        if not any(
            m.start == 0 and m.end == len(block.text) for m in block.marks if m.kind == "strong"
        ):
            return False
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return below is not None and below.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


Rule = Callable[[Judge, int], Verdict | None]

_FORMS = {
    BlockKind.LIST_ITEM: "Onderdeel van een lijst in het artikel.",
    BlockKind.QUOTE: "Citaat in het artikel.",
    BlockKind.TABLE_ROW: "Rij van een tabel in het artikel.",
}


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
    _about,
    _words,
    _listed,
    _place_on_page,
)
