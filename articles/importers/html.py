"""A web page, as a file or as pasted page source: bytes → ArticleDraft."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from lxml import html as lxml_html
from lxml.etree import LxmlError, _Element

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import ArticleDraft
from articles.importers.assemble import draft_of
from articles.importers.blocks import Source
from articles.importers.errors import UnreadableSource
from articles.importers.figures import Figures
from articles.importers.head import base_of, facts_of
from articles.importers.main_content import find_main_content
from articles.importers.page_encoding import read_page
from articles.importers.walk import blocks_of

# A page with its pictures inside it is large; without them, 2 MB of page source is a book.
MAX_BYTES = 10_000_000
MAX_SOURCE = 4_000_000
MAX_ELEMENTS = 60_000
# The parser compares each attribute of an element with all before it: 100,000 of them take minutes.
MAX_ATTRIBUTES = 2_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%\s]{200,}", re.IGNORECASE)


def import_html(
    raw: bytes, *, name: str, choices: Mapping[int, LineClass] | None = None
) -> ArticleDraft:
    """Read the bytes of a web page called `name`; nothing is fetched. `choices` are an editor's, line number → class.

    Raises UnreadableSource.
    """
    text, hints = read_page(raw, name=name, max_bytes=MAX_BYTES)
    if len(text) > MAX_SOURCE and len(_EMBEDDED.sub("", text)) > MAX_SOURCE:
        raise UnreadableSource(
            f"{name} heeft meer dan {MAX_SOURCE // 1_000_000} MB aan opmaak en tekst: "
            "bewaar alleen het artikel en importeer dat."
        )
    if any(map(_has_too_many_attributes, text.split("<"))):
        raise UnreadableSource(
            f"{name} heeft een onderdeel met meer dan {MAX_ATTRIBUTES} kenmerken: bewaar alleen het "
            "artikel en importeer dat."
        )
    root = parse(text, name=name)
    facts = facts_of(root)
    figures = Figures()
    blocks = blocks_of(body_of(root), base=base_of(root, facts), figures=figures)
    if not blocks:
        raise UnreadableSource(
            f"{name} heeft geen tekst: kies de pagina waar het hele artikel op staat. Een pagina die "
            "haar tekst pas later ophaalt, moet je eerst helemaal openen en dan bewaren."
        )
    return draft_of(
        Source(blocks, facts, hints),
        name=name,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        main=find_main_content(root),
        choices=choices,
    )


def _has_too_many_attributes(tag: str) -> bool:
    """Whether this much may stand in one tag; `tag` goes from its name to the next tag."""
    if len(tag) < 2 * MAX_ATTRIBUTES:
        return False
    return len(_QUOTED.sub(" ", tag).partition(">")[0].split()) > MAX_ATTRIBUTES


def parse(text: str, *, name: str) -> _Element:
    """The tree of a page, without comments; the parser reaches for no file and no address. Raises UnreadableSource."""
    parser = lxml_html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        # A declaration of an encoding says how the bytes were stored; here it is text already.
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text, count=1), parser=parser)
    except (LxmlError, ValueError):
        raise UnreadableSource(
            f"{name} is geen leesbare webpagina: bewaar de pagina opnieuw als HTML."
        ) from None
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT" or "Excessive depth" in entry.message:
            raise UnreadableSource(
                f"{name} is te diep genest om te lezen: bewaar alleen het artikel en importeer dat."
            )
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise UnreadableSource(
            f"{name} heeft meer dan {MAX_ELEMENTS} onderdelen: bewaar alleen het artikel en importeer dat."
        )
    return root


_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def body_of(root: _Element) -> _Element:
    body = root.find("body")
    return root if body is None else body
