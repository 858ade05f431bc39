"""The elements of HTML by what they mean to a reader."""

from __future__ import annotations

from articles.cleaning.draft import SpanKind

UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "svg",
        "math",
        "canvas",
        "head",
        "title",
        "meta",
        "link",
        "base",
    }
    | {"area", "map", "param", "source", "track", "col", "colgroup"}
)
BLOCKS = frozenset(
    {"html", "body", "main", "article", "section", "header", "footer", "nav", "aside", "div"}
    | {"p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "pre", "blockquote", "address"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "dir", "menu", "figure", "figcaption", "center"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
    | {"details", "summary", "dialog", "form", "fieldset", "legend", "button", "select", "option"}
    | {"textarea", "search", "noscript", "iframe", "object", "video", "audio"}
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STRESS = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
}
