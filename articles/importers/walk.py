"""Walk over a parsed page, once, from top to bottom: every block of it in order, and where it stands.

The walk never recurses, so that a page nested however deep cannot exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element

from articles.cleaning.draft import BlockKind, SpanKind
from articles.importers.blocks import Mark, SourceBlock
from articles.importers.elements import BLOCKS, HEADINGS, STRESS, UNSEEN
from articles.importers.figures import Figures
from articles.importers.frames import Frame, Item, is_row_of_parts, whole
from articles.importers.inline import LOWERED, RAISED, InlineText
from articles.importers.notes import Notes, find_notes
from articles.importers.regions import region_of, role_of
from articles.importers.tables import is_data, table_rows

# A question that opens its answer heads it.
_SUMMARY_LEVEL = 4
_ITEM_BY_HAND = re.compile(r"\s*(?:[•●▪◦‣·–—-]\s+|\d{1,2}[.)]\s)")


@dataclass
class _Walk:
    base: str
    notes: Notes
    figures: Figures
    blocks: list[SourceBlock] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    waiting: list[_Element] = field(default_factory=list)
    breaks: int = 0
    keys: int = 0
    tables: int = 0

    def __post_init__(self) -> None:
        self.text = InlineText(self.base)

    def run(self, root: _Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        self.frames.append(Frame(root))
        for event, element in walker:
            if event == "start":
                if not self._start(element):
                    walker.skip_subtree()
            else:
                self._end(element)
        self.flush()

    def _start(self, element: _Element) -> bool:
        """Open an element; False when what is inside it is dealt with already, or never seen."""
        tag = element.tag
        if tag in UNSEEN or self._is_note_link(element):
            if element in self.notes.references:
                self._seen_text()
                self.text.add_reference(self.notes.references[element])
            return False
        if tag == "br":
            self._break(element)
            return False
        if tag == "img":
            self._image(element)
            return False
        if tag in BLOCKS:
            return self._start_block(element)
        if element.getparent() is self.frames[-1].element and self.frames[-1].in_parts:
            self.flush()
        if tag in STRESS and not self.frames[-1].level:
            self.text.open(STRESS[tag])
        elif tag == "a":
            self.text.open_link(element.get("href"))
        self._add(element.text, element)
        return True

    def _end(self, element: _Element) -> None:
        tag = element.tag
        if tag in BLOCKS and self.frames[-1].element is element and len(self.frames) > 1:
            self.flush()
            self.frames.pop()
        elif tag in STRESS and not self.frames[-1].level:
            self.text.close(STRESS[tag])
        elif tag == "a" and not self._is_note_link(element):
            self.text.close(SpanKind.LINK)
        parent = element.getparent()
        if parent is not None:
            self._add(element.tail, parent)

    def _start_block(self, element: _Element) -> bool:
        self.flush()
        frame = self._frame(element)
        self.frames.append(frame)
        if frame.note is not None:
            self._add_block(self.flat(element), BlockKind.FOOTNOTE, number=frame.note)
            return False
        if element.tag == "table" and is_data(element):
            self._table(element)
            return False
        if element.tag in {"iframe", "object"}:
            self._add_block(
                (element.get("title") or element.get("src") or "Ingesloten venster", (), False)
            )
            return False
        if self.figures.holds_picture(element):
            self.blocks += map(self._placed, self.figures.read(element, self.flat))
            return False
        self._add(element.text, element)
        return True

    def _frame(self, element: _Element) -> Frame:
        above, tag = self.frames[-1], element.tag
        self.keys += 1
        region = region_of(element, self.keys, in_article=above.scope > 0)
        role = role_of(element) or (above.role if above.role != "title" else "")
        frame = replace(
            above,
            element=element,
            level=HEADINGS.get(tag, _SUMMARY_LEVEL if tag == "summary" else above.level),
            quotes=above.quotes or tag == "blockquote",
            regions=above.regions + ((region,) if region else ()),
            role=role,
            scope=self.keys if tag in {"article", "main"} else above.scope,
            as_written=above.as_written or tag == "pre",
            next_number=None,
            note=self.notes.holders.get(element),
            in_parts=role == "meta" and is_row_of_parts(element),
        )
        if tag == "li":
            frame.item = Item(self._item_number(element, above))
        elif tag in {"ul", "ol", "blockquote", "td", "th", "section", "article"}:
            frame.item = None
        if tag == "ol":
            frame.next_number = whole(element.get("start"), 1)
        return frame

    def _item_number(self, element: _Element, above: Frame) -> int | None:
        if above.next_number is None:
            return None
        number = whole(element.get("value"), above.next_number)
        above.next_number = number + 1
        return number

    def _add(self, text: str | None, parent: _Element) -> None:
        """Add text that stands directly in `parent`."""
        if not text or (self.frames[-1].in_parts and parent is self.frames[-1].element):
            return
        if text.strip():
            self._seen_text(text)
        if parent.tag == "sup" and text.strip().isdigit() and text.isascii():
            text = text.translate(RAISED)
        elif parent.tag == "sub" and text.strip().isdigit() and text.isascii():
            text = text.translate(LOWERED)
        if self.frames[-1].as_written and "\n" in text:
            first, *others = text.split("\n")
            self.text.add(first, as_written=True)
            for other in others:
                self.flush()
                self.text.add(other, as_written=True)
            return
        self.text.add(text, as_written=self.frames[-1].as_written)

    def _seen_text(self, text: str = "") -> None:
        """Close the block when two line breaks came before this text, or one before an item written by hand."""
        if self.breaks > 1 or (self.breaks and _ITEM_BY_HAND.match(text)):
            self.flush()
        self.breaks = 0

    def _break(self, element: _Element) -> None:
        if self.frames[-1].as_written:
            self.flush()
            return
        self.breaks += 1
        self.text.add(" ")

    def _image(self, element: _Element) -> None:
        letters = self.figures.letters(element)
        if letters:
            self._add(letters, element)
        else:
            self.waiting.append(element)

    def _table(self, element: _Element) -> None:
        for caption in element.iterchildren("caption"):
            self._add_block(self.flat(caption))
        self.tables += 1
        for row in table_rows(element, self.flat):
            self.blocks.append(replace(self._placed(row), table=self.tables))
        for image in element.iter("img"):
            if not self.figures.letters(image):
                self.blocks += map(self._placed, self.figures.read(image, self.flat))

    def flush(self) -> None:
        """Close the block that was being written, if it holds anything, and place the pictures that stood in it."""
        taken = self.text.take()
        self.breaks = 0
        if taken[0]:
            self._add_block(taken)
        waiting, self.waiting = self.waiting, []
        for image in waiting:
            self.blocks += map(self._placed, self.figures.read(image, self.flat))

    def _add_block(
        self,
        taken: tuple[str, tuple[Mark, ...], bool],
        kind: BlockKind | None = None,
        *,
        number: int | None = None,
    ) -> None:
        text, marks, has_contact_link = taken
        frame = self.frames[-1]
        if not text:
            return
        if kind is None:
            kind, number = self._kind(frame)
        level = frame.level if kind is BlockKind.HEADING else 0
        self.blocks.append(
            self._placed(
                SourceBlock(
                    text, kind, level, number, marks=marks, has_contact_link=has_contact_link
                )
            )
        )

    def _kind(self, frame: Frame) -> tuple[BlockKind, int | None]:
        if frame.level:
            return BlockKind.HEADING, None
        if frame.item and not frame.item.is_used:
            frame.item.is_used = True
            return BlockKind.LIST_ITEM, frame.item.number
        return (BlockKind.QUOTE if frame.quotes else BlockKind.PARAGRAPH), None

    def _placed(self, block: SourceBlock) -> SourceBlock:
        frame = self.frames[-1]
        return replace(block, regions=frame.regions, role=frame.role, scope=frame.scope)

    def flat(self, element: _Element) -> tuple[str, tuple[Mark, ...], bool]:
        """All text in an element as one block, whatever stands inside it: a cell, a note, a caption."""
        inner = _Walk(self.base, self.notes, self.figures)
        inner.frames.append(Frame(element))
        walker = etree.iterwalk(element, events=("start", "end"))
        for event, part in walker:
            is_block = part.tag in BLOCKS or part.tag == "br"
            if event == "start":
                if is_block:
                    inner.text.add(" ")
                    inner._add(part.text, part)
                elif part.tag == "img":
                    inner._add(self.figures.letters(part), part)
                elif not inner._start(part):
                    walker.skip_subtree()
            elif part is not element:
                if is_block:
                    inner.text.add(" ")
                inner._end(part)
        return inner.text.take()

    def _is_note_link(self, element: _Element) -> bool:
        return element in self.notes.references or element in self.notes.backlinks


def blocks_of(root: _Element, *, base: str, figures: Figures) -> tuple[SourceBlock, ...]:
    """All blocks of a page below `root`, in order. `base` is the address that relative links are resolved against.

    The tree must hold no comments and no processing instructions.
    """
    walk = _Walk(base, find_notes(root), figures)
    walk.run(root)
    return tuple(walk.blocks)
