"""Pictures where they stand in a page: those inside it come along, of the others only the words."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from lxml.etree import _Element

from articles.cleaning.contact import contact_details
from articles.cleaning.draft import BlockKind, DraftPicture
from articles.importers.blocks import Mark, SourceBlock
from articles.importers.characters import plain_characters
from articles.importers.pictures import Album

NO_WORDS = "Afbeelding"
_ELSEWHERE = "De afbeelding zelf kwam niet mee: die staat in een ander bestand of op een andere plek op het web."
_LONGEST_ALT = 500
_CAPTION_CLASSES = frozenset(
    {"wp-caption-text", "caption", "image-caption", "bijschrift", "figcaption"}
)
_FIGURE_CLASSES = frozenset({"wp-caption", "image-with-caption", "figure"})
_EMOJI_CLASSES = frozenset({"emoji", "wp-smiley", "emoticon"})
_NOT_IN_A_FIGURE = frozenset(
    {"figure", "table", "blockquote", "ul", "ol", "h1", "h2", "h3", "pre", "iframe", "video"}
)
# The kind of a data address is in its bytes; what it says of itself is not believed.
_DATA = re.compile(r"\s*data:(?P<head>[^,]{0,200}),", re.IGNORECASE)

Flatten = Callable[[_Element], tuple[str, tuple[Mark, ...], bool]]


@dataclass
class Figures:
    """Reads the pictures of one page."""

    album: Album = field(default_factory=Album)

    def holds_picture(self, element: _Element) -> bool:
        """Whether a block is a picture with its caption and nothing else."""
        words = set((element.get("class") or "").split())
        if element.tag != "figure" and not words & _FIGURE_CLASSES:
            return False
        inside = [part.tag for part in element.iterdescendants()]
        if "img" not in inside or _NOT_IN_A_FIGURE & set(inside):
            return False
        captions = [len(_words(caption)) for caption in _captions(element)]
        return sum(captions) == len(_words(element))

    def letters(self, image: _Element) -> str:
        """The letters that an image stands for, such as a smiling face; "" for a picture."""
        alt = _clean(image.get("alt"))
        if alt and set((image.get("class") or "").split()) & _EMOJI_CLASSES and len(alt) <= 20:
            return alt
        return alt if 0 < len(alt) <= 2 and not alt.isalnum() else ""

    def read(self, element: _Element, flatten: Flatten) -> Iterator[SourceBlock]:
        """The blocks of an image, or of a figure: its first picture has its caption."""
        captions = [] if element.tag == "img" else [flatten(one) for one in _captions(element)]
        words = [caption for caption in captions if caption[0]]
        for image in [element] if element.tag == "img" else element.iter("img"):
            caption = words.pop(0) if words else ("", (), False)
            yield self._figure(image, *caption)
        for text, marks, mails in words:
            yield SourceBlock(text, marks=marks, has_contact_link=mails)

    def _figure(
        self, image: _Element, caption: str, marks: tuple[Mark, ...], mails: bool
    ) -> SourceBlock:
        alt = _clean(image.get("alt"))
        found = self._picture(image.get("src") or "")
        lazy = (image.get("data-src") or image.get("data-lazy-src") or "").strip()
        if isinstance(found, str):
            name = _file_name(lazy or image.get("src") or "")
            return SourceBlock(
                caption or alt or name or NO_WORDS,
                BlockKind.FIGURE,
                marks=marks,
                lacks_picture=found,
                alt=alt,
                has_contact_link=mails,
            )
        return SourceBlock(
            caption or alt or NO_WORDS,
            BlockKind.FIGURE,
            marks=marks,
            picture=found,
            alt=alt,
            has_contact_link=mails,
        )

    def _picture(self, address: str) -> DraftPicture | str:
        match = _DATA.match(address)
        if not match:
            return _ELSEWHERE
        body = address[match.end() :]
        if not match["head"].casefold().rstrip().endswith("base64"):
            return self.album.read(unquote_to_bytes(body))
        try:
            return self.album.read(base64.b64decode(unquote("".join(body.split())), validate=True))
        except (binascii.Error, ValueError):
            return "De afbeelding is beschadigd: zij kan niet worden gelezen."


def with_captions(blocks: Sequence[SourceBlock]) -> tuple[SourceBlock, ...]:
    """A paragraph that the source calls a caption, right below a picture without one, is its caption."""
    joined: list[SourceBlock] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if (
            block.role == "caption"
            and above
            and above.is_figure
            and above.text in {above.alt, NO_WORDS}
        ):
            joined[-1] = replace(
                above,
                text=block.text,
                marks=block.marks,
                has_contact_link=block.has_contact_link,
            )
        else:
            joined.append(block)
    return tuple(joined)


def _captions(element: _Element) -> list[_Element]:
    return [
        part
        for part in element.iterdescendants()
        if part.tag == "figcaption" or set((part.get("class") or "").split()) & _CAPTION_CLASSES
    ]


def _words(element: _Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())


def _clean(text: str | None) -> str:
    return " ".join(plain_characters(text or "").split())[:_LONGEST_ALT].strip()


def _file_name(address: str) -> str:
    """The name of the file of a picture that stays behind, for an editor to know it by."""
    if _DATA.match(address):
        return ""
    try:
        name = _clean(unquote(urlsplit(address.strip()).path.rpartition("/")[2]))[:120]
    except ValueError:
        return ""
    return "" if contact_details(name) else name
