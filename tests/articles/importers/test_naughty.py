"""Strings that break other programs: as words of a page, of Markdown and of a plain text, and as pieces of a page.

Each gives a draft that holds what can be seen of it, or one clear sentence; never an error, never a long wait.
The strings are the Big List of Naughty Strings (MIT), see `tests/data/naughty-strings/`.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.cleaning.draft import ArticleDraft
from articles.cleaning.lines import is_blank
from articles.importers.characters import plain_characters
from articles.importers.errors import UnreadableSource
from articles.importers.html import import_html
from articles.importers.markdown import import_markdown
from articles.importers.plain_text import import_plain_text

DATA = Path(__file__).parents[2] / "data"
NAUGHTY: list[str] = json.loads((DATA / "naughty-strings" / "blns.json").read_text())
# As the list counts them, without what is empty: an empty string is no text.
STRINGS = [text for text in NAUGHTY if text.strip()]
TITLE = "Een stuk over de wijk"
INTRO = (
    "De wijk houdt bij hoe vaak mensen aankloppen bij het loket, en hoe lang zij daar wachten "
    "op iemand die hen helpt."
)
OUTRO = "Wie de cijfers naast elkaar legt, ziet dat het wachten langer duurt dan vroeger, overal."
_SECONDS = 5  # of the processor; each takes some hundredths


def page_of(words: str, *, title: str = TITLE) -> bytes:
    """A page with these words, as they are, wherever words can stand."""
    return f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta name="author" content="{words}"></head>
<body class="{words}"><article id="{words}"><h1>{title}</h1><p>{INTRO}</p><p>{words}</p>
<p title="{words}" data-x='{words}'>{INTRO} <a href="{words}" title="{words}">Lees meer</a></p>
<figure><img src="/a.png" alt="{words}" title="{words}"></figure>
<p>{OUTRO}</p></article></body></html>""".encode("utf-8", "surrogatepass")


def visible(text: str) -> str:
    return "".join(sign for sign in plain_characters(text) if not is_blank(sign))


@contextmanager
def soon() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < _SECONDS


def draft_of(
    read: Callable[..., ArticleDraft], raw: bytes, *, may_refuse: bool = True
) -> ArticleDraft | None:
    refusal = ""
    with soon():
        try:
            draft = read(raw, name="stuk")
        except UnreadableSource as error:
            refusal = error.reason
    if refusal:
        assert may_refuse, refusal
        assert "stuk" in refusal
        assert refusal.endswith(".")
        return None
    assert ArticleDraft.from_dict(draft.to_dict()).canonical_text == draft.canonical_text
    draft.canonical_text.encode()  # can be stored
    return draft


def assert_holds(draft: ArticleDraft, text: str) -> None:
    """What can be seen of `text` stands in the draft; whole on the page, unless a line of it was left out."""
    wanted = visible(text)
    assert wanted in visible("".join(line.text for line in draft.lines))
    if wanted not in visible(draft.canonical_text):
        hidden = [line for line in draft.lines if not line.is_published or line.fragments]
        words = visible("".join(line.text for line in hidden))
        assert any(visible(piece) in words for piece in text.splitlines() if visible(piece))
        assert all(line.reason for line in hidden)


@pytest.mark.parametrize("text", STRINGS)
def test_words_and_attributes_of_a_page(text: str) -> None:
    draft = draft_of(import_html, page_of(escape(text)), may_refuse=False)
    assert draft is not None
    assert draft.title == TITLE
    assert_holds(draft, text)
    # Once as a paragraph, and once as the words of the picture.
    seen = [line.text for line in draft.lines] + [block.alt for block in draft.blocks]
    assert visible("".join(seen)).count(visible(text)) > 1


@pytest.mark.parametrize("text", STRINGS)
def test_title_of_a_page(text: str) -> None:
    draft = draft_of(import_html, page_of("Gewone woorden.", title=escape(text)))
    if draft is not None:
        assert_holds(draft, text)


@pytest.mark.parametrize("text", STRINGS)
def test_piece_of_a_page_as_it_is(text: str) -> None:
    draft_of(import_html, page_of(text, title=text))


@pytest.mark.parametrize("text", STRINGS)
def test_markdown(text: str) -> None:
    draft_of(
        import_markdown, f"# {text}\n\n{INTRO}\n\n{text}\n\n{OUTRO}\n".encode("utf-8", "replace")
    )
    # Every sign as a sign: then all of it is text.
    typed = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
    raw = f"# {TITLE}\n\n{INTRO}\n\n{typed}\n\n{OUTRO}\n"
    draft = draft_of(import_markdown, raw.encode("utf-8", "replace"), may_refuse=False)
    assert draft is not None
    assert_holds(draft, text)


@pytest.mark.parametrize("text", STRINGS)
def test_plain_text(text: str) -> None:
    raw = f"{TITLE}\n\n{INTRO}\n\n{text}\n\n{OUTRO}\n"
    draft = draft_of(import_plain_text, raw.encode("utf-8", "replace"), may_refuse=False)
    assert draft is not None
    assert_holds(draft, text)
    draft = draft_of(
        import_plain_text, f"{text}\n\n{INTRO}\n\n{OUTRO}\n".encode("utf-8", "replace")
    )
    if draft is not None:
        assert_holds(draft, text)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(NAUGHTY), min_size=2, max_size=12), st.sampled_from(["", " ", "\n"])
)
def test_pieces_that_run_into_each_other(texts: list[str], between: str) -> None:
    together = between.join(texts)
    draft_of(import_html, page_of(together, title=together))
    draft_of(import_html, together.encode("utf-8", "replace"))
    draft_of(import_markdown, together.encode("utf-8", "replace"))
    draft_of(import_plain_text, together.encode("utf-8", "replace"))
