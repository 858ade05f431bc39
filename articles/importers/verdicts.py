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
from articles.importers.blocks import Fact, Region, SourceBlock
from articles.importers.contents import contents_of, with_headings_of_calls
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

    def verdicts(self, rules: Sequence[Rule]) -> list[Verdict]:
        """One for each block: that of the first of the `rules` that has one, or else by its form."""
        found = [self._judge(place, rules) for place in range(len(self.blocks))]
        return with_headings_of_calls(self.blocks, found)

    @cached_property
    def contents(self) -> frozenset[int]:
        return contents_of(self.blocks, self.page)

    def is_said_elsewhere(self, place: int) -> bool:
        """Whether a longer paragraph holds all words of this block, one after the other."""
        words = f" {' '.join(self._line(place).words).casefold()} "
        return len(words) > 2 and words in self._said

    @cached_property
    def _said(self) -> str:
        paragraphs = (
            " ".join(self._line(place).words).casefold()
            for place in self._prose
            if self.blocks[place].role != "pulled"
        )
        return " \n ".join(("", *paragraphs, ""))

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
    def last_text(self) -> int:
        """The place of the last paragraph that may be published; the last block when there is none."""
        kept = [place for place in self._prose if not self._has_details(place)]
        return kept[-1] if kept else len(self.blocks)

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

    def _judge(self, place: int, rules: Sequence[Rule]) -> Verdict:
        if place == self.title[0] and not self._has_details(place):
            return Verdict(LineClass.TITLE, self.title[1])
        found = next((verdict for rule in rules if (verdict := rule(self, place))), None)
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
