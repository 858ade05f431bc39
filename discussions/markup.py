"""PURE: what people type → the HTML that is shown. Markdown-lite, safe whatever is typed.

Known are paragraphs, line breaks, emphasis, strong, lists, quotes and links; addresses and mail
addresses become links by themselves. Everything else stays on the page as the signs that were
typed: no images, headings, tables, code or HTML. Nothing that can be seen is ever dropped.

Two walls. The parser starts from nothing and is told what it may know; its HTML then passes an
allow-list that trusts no parser.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.token import Token

from discussions.markup_plain import plain_html

# Goes up with every change that makes the same text look different.
RENDERER_VERSION = 1

MAX_CHARACTERS = 10_000  # code points, after `normalise`
MAX_LINKS = 20
# A list counts for two levels. Deeper markers stay on the page as the signs they are.
MAX_LEVEL = 8
# More marks on one letter climb over the lines above it; no living language needs as many.
MAX_COMBINING = 8

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a"}
SCHEMES = {"http", "https", "mailto"}
LINK_REL = "nofollow ugc noopener"


class NotShowable(ValueError):
    """A text that is not rendered; `reason` says why. Nothing is cut off silently."""

    def __init__(self, reason: Literal["empty", "too_long", "too_many_links"]) -> None:
        super().__init__(reason)
        self.reason = reason


def render(body: str) -> str:
    """The HTML of `body`, made only of `TAGS`; the same text always gives the same HTML.

    Raises `NotShowable` when nothing visible is left, when it is longer than `MAX_CHARACTERS`,
    or when it holds more than `MAX_LINKS` links.
    """
    return render_normalised(normalise(body))


def render_normalised(text: str) -> str:
    """As `render`, of a text that `normalise` gave."""
    if len(text) > MAX_CHARACTERS:
        raise NotShowable("too_long")
    plain = plain_html(text)
    return _render_signs(text) if plain is None else plain


def _render_signs(text: str) -> str:
    tokens = _PARSER.parse(text)
    pieces = [piece for token in tokens for piece in token.children or ()]
    _show_empty_links(pieces)
    if sum(piece.type == "link_open" for piece in pieces) > MAX_LINKS:
        raise NotShowable("too_many_links")
    if not any(piece.content.strip() for piece in pieces):
        raise NotShowable("empty")
    _show_where_links_go(pieces)
    html = clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    # Nothing but layout of the source stands between two tags.
    return html.replace(">\n<", "><").strip()


def clean(html: str) -> str:
    """`html` with nothing left but the allowed tags and addresses. Cleaning twice changes nothing."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel=LINK_REL,
    )


# Letters and marks that take part in no Dutch or European text and show as nothing at all.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_JOINERS = "\u200c\u200d"  # needed inside Persian words and family emoji
_SELECTORS = "\ufe0e\ufe0f"  # text or emoji: the only variation selectors people type
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LOOSE_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")


def normalise(text: str) -> str:
    """`text` as it is stored: Unicode NFC, lines ended by LF, no blank edges, nothing invisible.

    Gone are control and formatting signs that change what is read without being seen, above all
    those that turn the direction of writing, and marks beyond `MAX_COMBINING` on one letter.
    Normalising twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    if unseen := {sign for sign in set(text) if _is_invisible(sign)}:
        text = "".join(sign for sign in text if sign not in unseen)
    if text.isascii():
        return text.strip("\n\t ")
    text = unicodedata.normalize("NFC", text)
    while text != (joined := _LOOSE_JOINER.sub("", text)):
        text = joined
    return _without_towers(unicodedata.normalize("NFC", text)).strip("\n\t ")


@lru_cache(maxsize=4_096)
def _is_invisible(sign: str) -> bool:
    if sign.isascii():
        return (sign < " " and sign not in "\n\t") or sign == "\x7f"
    if sign in _JOINERS or sign in _SELECTORS:
        return False
    if sign in _FILLERS or "\ufe00" <= sign <= "\ufe0d" or "\U000e0100" <= sign <= "\U000e01ef":
        return True
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs")


def _without_towers(text: str) -> str:
    if not any(map(_is_mark, set(text))):
        return text
    kept, height = [], 0
    for sign in text:
        height = height + 1 if _is_mark(sign) else 0
        if height <= MAX_COMBINING:
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=4_096)
def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me")


class _Parser(MarkdownIt):
    """What a link may be, and how it reads. An address without a scheme gets https."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return super().normalizeLink(f"https://{url}" if url[:4].lower() == "www." else url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        # The library would decode what was typed encoded; people see what they typed.
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return _is_honest(url)


def _make_parser() -> MarkdownIt:
    parser = _Parser("zero", {"linkify": True, "breaks": True, "html": False})
    parser.enable(["blockquote", "list", "linkify"])
    parser.enable(["autolink", "emphasis", "escape", "link", "newline"])
    # Past its own depth the parser drops the rest of the text; ours stays well above that.
    parser.block.ruler.at(
        "blockquote",
        _up_to_level(blockquote),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    parser.block.ruler.at(
        "list", _up_to_level(list_block), {"alt": ["paragraph", "reference", "blockquote"]}
    )
    # "zorg.De gemeente" is a forgotten space, not an address: without http only www. counts.
    finder = LinkifyIt(options={"fuzzy_link": False, "fuzzy_ip": False, "fuzzy_email": True})
    finder.add("ftp:", None).add("//", None)
    finder.add("www.", {"validate": r"^[\w-]+(?:\.[\w-]+)+(?:/(?:[^\s<>]*[^\s<>.,:;!?'\")\]])?)?"})
    parser.linkify = finder
    return parser


BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _up_to_level(rule: BlockRule) -> BlockRule:
    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MAX_LEVEL and rule(state, start, end, silent)

    return limited


_WEB = re.compile(r"https?://(?![^/?#]*@)[^\s/?#\\]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@?#]+@[^\s@?#]+", re.IGNORECASE)


def _is_honest(url: str) -> bool:
    """A full web address or a bare mail address.

    Not honest: a name before the host (`https://bank.nl@elsewhere`), a mail that fills itself in.
    """
    return bool(_WEB.match(url) or _MAIL.fullmatch(url))


def _show_empty_links(pieces: Sequence[Token]) -> None:
    """A link without words, or one that leads nowhere, stays on the page as it was typed."""
    opens = 0
    for position, piece in enumerate(pieces):
        if piece.type == "link_open":
            opens = position
        elif piece.type == "link_close":
            href = str(pieces[opens].attrs.get("href", ""))
            if not href or not any(within.content.strip() for within in pieces[opens:position]):
                _become_text(pieces[opens], "[")
                _become_text(piece, f"]({href})")


def _become_text(piece: Token, content: str) -> None:
    piece.type, piece.tag, piece.nesting, piece.content = "text", "", 0, content


def _show_where_links_go(pieces: Sequence[Token]) -> None:
    """Keep only the address of each link; show one that looks like another as it really is.

    Letters of other alphabets can spell a familiar name. Where the host had to be rewritten
    (punycode), a link that stands for itself shows the rewritten address.
    """
    for position, piece in enumerate(pieces):
        if piece.type != "link_open":
            continue
        href = str(piece.attrs["href"])
        piece.attrs = {"href": href}
        if piece.info == "auto":
            shown = pieces[position + 1]
            if _host(href) not in shown.content.lower():
                shown.content = href


def _host(url: str) -> str:
    if url.lower().startswith("mailto:"):
        return url.rpartition("@")[2].lower()
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


_PARSER = _make_parser()
