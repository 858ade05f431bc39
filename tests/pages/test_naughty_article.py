"""Strings that attack, brought in as the words and as the pieces of a page: nothing of them lives on ours."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from articles.actions.bring_file import bring_file
from articles.importers.kinds import SourceKind
from articles.models import Article
from articles.models.source import Rights
from tests.articles.importers.test_naughty import INTRO, NAUGHTY, OUTRO, TITLE
from tests.discussions.payloads import XSS
from tests.factories import make_person
from tests.pages.page import Page, get

pytestmark = pytest.mark.django_db
# Without NUL, with which a page is no page: that is refused with a sentence.
ATTACKS = [text.replace("\0", "") for text in XSS] + [
    text for text in NAUGHTY if "<" in text or "script" in text.lower()
]
ATTACKS[:0] = [
    *("javascript:alert(1)", " jAvAscript:alert(1)", "java\tscript:alert(1)", "vbscript:x(1)"),
    "data:text/html,<script>alert(1)</script>",
]
AT_ONCE = 45
_EMBEDS = ("iframe", "object", "embed", "base", "applet", "frame", "style", "math")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")


def some_at_once() -> Iterator[list[str]]:
    for start in range(0, len(ATTACKS), AT_ONCE):
        yield ATTACKS[start : start + AT_ONCE]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def page_with(texts: list[str], *, as_pieces: bool) -> bytes:
    """One that shows each as words, or one that has each for a piece of itself, wherever it fits."""
    shown = texts if as_pieces else [escaped(text) for text in texts]
    body = "".join(
        f'<p>{text}</p><p>Meer <a href="{text}" title="{text}">over dit onderwerp</a> is er ook.</p>'
        f'<figure><img src="{text}" alt="{text}"><figcaption>{text}</figcaption></figure><p>{INTRO}</p>'
        for text in shown
    )
    title = TITLE if as_pieces else f"{TITLE} {shown[0]}"
    return f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{shown[0]}"><meta name="description" content="{shown[-1]}"></head>
<body><article><h1>{title}</h1><p>{INTRO}</p>{body}<p>{OUTRO}</p></article></body></html>""".encode(
        "utf-8", "replace"
    )


def assert_nothing_lives(page: Page) -> None:
    """The page parses strictly (see `Parser`), and runs and fetches nothing but what is ours."""
    assert page.status == 200
    for element in page.all():
        assert element.tag not in _EMBEDS
        assert not [name for name in element.attributes if name.startswith("on")]
        assert not element["style"]
        assert not element["srcdoc"]
        for name in _ADDRESSES:
            # As a browser reads it: white space and control characters do not count.
            address = re.sub(r"[\x00-\x20]", "", element[name])
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
            assert scheme is None or scheme[1].lower() in ("http", "https", "mailto"), address
        if element.tag == "script" and element["type"] != "application/ld+json":
            assert element["src"].startswith("/static/"), element
            assert not element.text.strip()
        if element.tag in ("img", "source"):
            assert element["src"].startswith("/"), element["src"]
        assert not (element.tag == "meta" and element["http-equiv"])


@pytest.mark.parametrize("as_pieces", [False, True])
@pytest.mark.parametrize("texts", list(some_at_once()))
def test_article_of_attacks_is_harmless_wherever_it_is_shown(
    texts: list[str], as_pieces: bool
) -> None:
    raw = page_with(texts, as_pieces=as_pieces)
    bring_file(
        raw=raw,
        kind=SourceKind.HTML,
        import_key="een",
        file_name="stuk.html",
        publish=True,
        source_name="Het wijkblad",
    )
    article = Article.objects.select_related("source").get()
    assert article.source is not None
    # With known rights the page says all it can: structured data and cards too.
    article.source.rights = Rights.OWN
    article.source.save()
    visitor, editor = Client(), Client()
    editor.force_login(make_person("Els", "editor"))
    page = get(visitor, article.get_absolute_url())
    assert_nothing_lives(page)
    assert TITLE in page.text
    assert page.all("script", type="application/ld+json")
    for path in ("/", f"{article.get_absolute_url()}versies/"):
        assert_nothing_lives(get(visitor, path))
    assert_nothing_lives(get(editor, f"/redactie/{article.slug}/regels/"))
    if not as_pieces:
        # The signs stand there as signs: here those in the title.
        assert "".join(texts[0].split()) in "".join(page.one("h1").text.split())
