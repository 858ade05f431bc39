"""PURE: a comment as another site kept it, in HTML → the source text that `markup` renders.

What can be seen stays: words, line breaks, paragraphs, quotes, lists, emphasis and links. The rest of
the HTML goes, and signs that would mean something to `markup` are escaped, so that they stay signs.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_DEEPEST_QUOTE, _DEEPEST_LIST = 3, 2
_UNSEEN = {"script", "style", "head", "title", "template", "iframe", "object", "noscript", "svg"}
_PARAGRAPHS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "table",
    "tr",
    "section",
    "hr",
}
_EMPHASIS = {"em": "em", "i": "em", "cite": "em", "b": "strong", "strong": "strong"}
_ADDRESS = re.compile(
    r"https?://(?![^/?#]*@)[^\s<>\\/?#][^\s<>\\]*|mailto:[^\s<>\\@?#]+@[^\s<>\\@?#]+", re.I
)
_TYPED_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_SIGNS = re.compile(r"[\\*\[\]<]|(?<![^\W_])_|_(?![^\W_])")
_SIGNS_IN_ADDRESS = re.compile(r"[\\*]|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"(?m)^([ \t]*)(?:(>|[+-](?=\s|$))|(\d{1,9})([.)])(?=\s|$))")


@dataclass(frozen=True)
class _Run:
    """Some words with one look. `href` is empty for no link."""

    text: str
    looks: frozenset[str]
    href: str


@dataclass
class _Block:
    """A paragraph: `prefix` stands before its first line, `rest` before the others.

    It stands in `quotes` quotes, and perhaps in a list, where it may open an item.
    """

    prefix: str
    rest: str
    runs: list[_Run]
    quotes: int
    is_listed: bool
    is_item: bool


def from_html(html: str, *, keeps_lines: bool) -> str:
    """The source text of a comment.

    `keeps_lines`: a line break in the HTML is one on the page, as WordPress has it; otherwise it is
    white space, as HTML has it. The text may be empty, and may be longer than a comment can be.
    """
    reader = _Reader(keeps_lines)
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in html or "&" in html:
        reader.feed(html)
        reader.close()
    else:
        reader.handle_data(html)  # what the parser would do with it, at a third of the price
    reader.end_block()
    written = ""
    before: _Block | None = None
    for block in reader.blocks:
        lines = [line.strip() for line in _written(block.runs).strip().split("\n")]
        if before is not None:
            written += _between(before, block)
        written += block.prefix + ("\n" + block.rest).join(lines)
        before = block
    return re.sub(r"[ \t]+$", "", written, flags=re.MULTILINE)


def _between(before: _Block, block: _Block) -> str:
    """Items of one list follow at once; paragraphs of one quote keep its sign on the empty line."""
    both = min(before.quotes, block.quotes)
    if both == before.quotes == block.quotes and before.is_listed and block.is_item:
        return "\n"
    return "\n" + "> " * both + "\n"


class _Reader(HTMLParser):
    def __init__(self, keeps_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.keeps_lines = keeps_lines
        self.blocks: list[_Block] = []
        self.runs: list[_Run] = []
        self.looks: list[str] = []
        self.href = ""
        self.quotes = 0
        self.lists: list[int] = []  # the next number of each open list; 0 for one without numbers
        self.marker = ""
        self.unseen = 0
        self.pre = 0

    def end_block(self) -> None:
        if any(run.text.strip() for run in self.runs):
            quotes = min(self.quotes, _DEEPEST_QUOTE)
            quote = "> " * quotes
            depth = max(0, min(len(self.lists), _DEEPEST_LIST) - 1)
            indent = "   " * depth
            room = "   " if self.lists else ""
            first = self.marker or room
            start, rest = quote + indent + first, quote + indent + room
            self.blocks.append(
                _Block(start, rest, self.runs, quotes, bool(self.lists), bool(self.marker))
            )
            self.marker = ""
        self.runs = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self._add("\n")
        elif tag in _PARAGRAPHS:
            self.end_block()
            self.pre += tag == "pre"
        elif tag == "blockquote":
            self.end_block()
            self.quotes += 1
        elif tag in ("ul", "ol"):
            self.end_block()
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self.end_block()
            self.marker = self._next_marker()
        elif tag in _EMPHASIS:
            self.looks.append(_EMPHASIS[tag])
        elif tag == "a":
            address = (dict(attrs).get("href") or "").strip()
            self.href = address if _ADDRESS.fullmatch(address) else ""
        elif tag == "img":
            self._add(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _PARAGRAPHS or tag == "li":
            self.end_block()
            self.pre = max(0, self.pre - (tag == "pre"))
            self.marker = ""
        elif tag == "blockquote":
            self.end_block()
            self.quotes = max(0, self.quotes - 1)
        elif tag in ("ul", "ol"):
            self.end_block()
            del self.lists[-1:]
        elif tag in _EMPHASIS and _EMPHASIS[tag] in self.looks:
            self.looks.remove(_EMPHASIS[tag])
        elif tag == "a":
            self.href = ""

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if not (self.keeps_lines or self.pre):
            self._add(re.sub(r"\s+", " ", data))
            return
        paragraphs = re.split(r"\n[ \t]*\n\s*", data)
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.end_block()
            self._add(paragraph)

    def _add(self, text: str) -> None:
        if text and not self.unseen:
            self.runs.append(_Run(text, frozenset(self.looks), self.href))

    def _next_marker(self) -> str:
        if not self.lists or not self.lists[-1]:
            return "-  "
        self.lists[-1] += 1
        number = f"{self.lists[-1] - 1}."
        return f"{number} " if len(number) < 3 else "-  "


def _written(runs: list[_Run]) -> str:
    """Runs of one paragraph as source text."""
    joined: list[_Run] = []
    for run in runs:
        if joined and (joined[-1].looks, joined[-1].href) == (run.looks, run.href):
            joined[-1] = _Run(joined[-1].text + run.text, run.looks, run.href)
        else:
            joined.append(run)
    parts: list[str] = []
    for number, run in enumerate(joined):
        after = joined[number + 1].text[:1] if number + 1 < len(joined) else ""
        parts.append(_with_looks(run, "".join(parts)[-1:], after))
    return _LINE_START.sub(_escape_start, "".join(parts))


def _with_looks(run: _Run, before: str, after: str) -> str:
    words = run.text.strip()
    if not words:
        return run.text
    lead = run.text[: len(run.text) - len(run.text.lstrip())]
    tail = run.text[len(run.text.rstrip()) :]
    shown = _escaped(words)
    marks = "*" * (("em" in run.looks) + 2 * ("strong" in run.looks))
    # Marks work only at the edge of a word; where they would not, the words stay plain.
    fits = _may_stand(lead[-1:] or before) and _may_stand(tail[:1] or after)
    if marks and fits and "\n\n" not in words and before != "*":
        shown = f"{marks}{shown}{marks}"
    if run.href:
        if words == run.href:
            return f"{lead}<{run.href}>{tail}" if "://" in run.href else run.text
        flat = " ".join(shown.split())
        shown = f"[{flat}](<{run.href}>)"
    return f"{lead}{shown}{tail}"


def _may_stand(sign: str) -> bool:
    return not sign or (not sign.isalnum() and sign not in "*_\\")


def _escaped(text: str) -> str:
    """Signs of `markup` as signs, except within an address that was typed out."""
    pieces, at = [], 0
    for address in _TYPED_ADDRESS.finditer(text):
        pieces.append(_SIGNS.sub(r"\\\g<0>", text[at : address.start()]))
        pieces.append(_SIGNS_IN_ADDRESS.sub(r"\\\g<0>", address[0]))
        at = address.end()
    pieces.append(_SIGNS.sub(r"\\\g<0>", text[at:]))
    return "".join(pieces)


def _escape_start(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"
