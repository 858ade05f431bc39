"""PURE: the content of a WordPress post → a page of its own, for the importer of pages.

WordPress keeps a text without paragraphs (an empty line is one), with short codes in square brackets
and with comments that only its editor reads.
"""

from __future__ import annotations

import re
from html import escape

from articles.importers.foreign import ForeignArticle, ForeignPicture

WITHOUT_TEXT = "De tekst van dit artikel staat niet in de export; de reacties wel."

_BLOCK_NAMES = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|figcaption|footer|form|h[1-6]|"
    "header|hr|iframe|li|main|nav|noscript|ol|p|pre|script|section|style|table|ul|video|audio"
)
_STARTS_BLOCK = re.compile(rf"</?(?:{_BLOCK_NAMES}|t(?:body|d|foot|h|head|r))[\s>/]", re.IGNORECASE)
# Whole blocks in which an empty line is no paragraph.
_WHOLE = re.compile(r"<(pre|script|style|table|figure)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_EDITOR = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTION = re.compile(
    r"\[(wp_)?caption[^\]]*\](?P<inner>.*?)\[/(wp_)?caption\]", re.IGNORECASE | re.DOTALL
)
_PICTURE = re.compile(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
# What a short code would have shown is not in the file; words between two of them are.
_SHORT_CODE = re.compile(
    r"\[/?(?:audio|embed|gallery|playlist|video|vc_\w+|et_pb_\w+|contact-form[\w-]*|more|nextpage)"
    r"(?:\s[^\]]*)?/?\]",
    re.IGNORECASE,
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def as_page(article: ForeignArticle, picture: ForeignPicture | None = None) -> bytes:
    """The article as one HTML page in UTF-8, with the facts about it where a page has them.

    `picture` is its own, above the text. The same article gives the same bytes.
    """
    facts = [
        ("author", article.author_name),
        (
            "article:published_time",
            article.published_on.isoformat() if article.published_on else "",
        ),
        ("og:site_name", article.site_name),
        ("og:title", article.title),
        ("article:section", article.categories[0] if article.categories else ""),
    ]
    metas = "\n".join(
        f'<meta {"name" if name == "author" else "property"}="{name}" content="{escape(value)}">'
        for name, value in facts
        if value
    )
    canonical = f'<link rel="canonical" href="{escape(article.url)}">\n' if article.url else ""
    body = paragraphs(article.html) or f"<p>{escape(article.excerpt) or WITHOUT_TEXT}</p>"
    byline = f"<p>Door {escape(article.author_name)}</p>\n" if article.author_name else ""
    moment = article.published_on.isoformat() if article.published_on else ""
    when = f'<p><time datetime="{moment}">{moment}</time></p>\n' if moment else ""
    above = _picture_above(picture) if picture else ""
    page = f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{escape(article.title)}</title>
{metas}
{canonical}</head>
<body>
<article>
<header>
<h1>{escape(article.title)}</h1>
{byline}{when}</header>
{above}{body}
</article>
</body>
</html>
"""
    return page.encode("utf-8", errors="replace")


def paragraphs(html: str) -> str:
    """The content with its paragraphs spelled out, without short codes and the editor's comments."""
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    html = _EDITOR.sub("", html)
    html = _CAPTION.sub(_as_figure, html)
    html = _SHORT_CODE.sub("", html)
    kept: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n<hr data-kept={len(kept) - 1}>\n\n"

    html = _WHOLE.sub(put_aside, html)
    pieces = []
    for piece in _EMPTY_LINE.split(html.strip()):
        piece = piece.strip()
        if not piece:
            continue
        if aside := re.fullmatch(r"<hr data-kept=(\d+)>", piece):
            pieces.append(kept[int(aside[1])])
        elif _STARTS_BLOCK.match(piece):
            pieces.append(piece)
        else:
            pieces.append("<p>" + piece.replace("\n", "<br>\n") + "</p>")
    return "\n".join(pieces)


def _picture_above(picture: ForeignPicture) -> str:
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
    image = f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}">'
    return f"<figure>{image}{caption}</figure>\n"


def _as_figure(found: re.Match[str]) -> str:
    inner = found["inner"].strip()
    picture = _PICTURE.match(inner)
    if picture is None:
        return inner
    words = inner[picture.end() :].strip()
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{picture[0].strip()}{caption}</figure>"
