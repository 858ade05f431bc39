"""What holds for any page whatever: a draft that obeys the rules of the text, or one sentence."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.cleaning.classes import LineClass
from articles.cleaning.contact import contact_details
from articles.cleaning.draft import ArticleDraft, BlockKind
from articles.importers.errors import UnreadableSource
from articles.importers.html import import_html

_PARTS = [
    "<h1>Een loket te veel</h1>", "<h2>", "</h2>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<ol start=3>", "</ol>",
    "<table>", "<tr>", "<td>", "<td rowspan=3>", "<th colspan=2>", "</table>", "<br>", "<b>", "</b>", "<em>",
    "<a href='https://example.org/a'>", "</a>", "<a href='#n1'>1</a>", "<p id=n1>1. Een noot.</p>", "<nav>", "</nav>",
    "<div class=comments>", "</div>", "<main>", "</main>", "<figure>", "<img src=a.png alt='Een hal'>", "</figure>",
    "<figcaption>", "<pre>", "</pre>", "<blockquote>", "</blockquote>", "<script>", "</script>",
    "<meta property=og:title content='Een loket te veel'>", "<sup>2</sup>", "<aside>", "<!-- x -->", "<summary>",
    "&nbsp;", "&#0;", "e\u0301",
    "\u0301", "Bel 06 12 34 56 78. ", "jan@example.org ", "Zie ook", "Reacties (2)", "12 maart 2020", "Noten", "\u200b",
    "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht, en dat merk je. ", "\n", "\t",
    "👩‍👩‍👧",
]  # fmt: skip
_SOUP = st.lists(st.one_of(st.sampled_from(_PARTS), st.text(max_size=30)), max_size=40).map("".join)
_CHOICES = st.dictionaries(st.integers(1, 12), st.sampled_from(list(LineClass)), max_size=3)
_SETTINGS = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def draft_or_none(raw: bytes, choices: dict[int, LineClass] | None = None) -> ArticleDraft | None:
    try:
        return import_html(raw, name="stuk.html", choices=choices)
    except UnreadableSource as error:
        refusal = error.reason
    assert "stuk.html" in refusal
    assert refusal.endswith(".")
    return None


@_SETTINGS
@given(_SOUP, _CHOICES)
def test_any_soup_obeys_the_rules_of_the_text(soup: str, choices: dict[int, LineClass]) -> None:
    raw = soup.encode("utf-8", "replace")
    draft = draft_or_none(raw, choices)
    if draft is None:
        return
    text = draft.canonical_text
    source = "\n".join(line.text for line in draft.lines)
    assert [line.number for line in draft.lines] == list(range(1, len(draft.lines) + 1))
    assert all(source[line.start : line.end] == line.text and line.reason for line in draft.lines)
    assert all("\n" not in line.text for line in draft.lines)
    assert "\n\n".join(map(draft.text_of, draft.blocks)) == text
    assert unicodedata.is_normalized("NFC", text)
    assert draft.blocks[0].kind is BlockKind.TITLE
    for block in draft.blocks:
        words = draft.text_of(block)
        assert words.strip() == words != ""
        assert all(block.start <= span.start < span.end <= block.end for span in block.spans)
        if block.kind is not BlockKind.TABLE_ROW:
            assert not contact_details(words)
    for piece in draft.pieces:
        end = piece.start + piece.source_end - piece.source_start
        assert text[piece.start : end] == source[piece.source_start : piece.source_end]
    assert draft_or_none(raw, choices) == draft
    assert ArticleDraft.from_dict(draft.to_dict()) == draft


@_SETTINGS
@given(st.binary(max_size=400))
def test_any_bytes_give_a_draft_or_one_sentence(raw: bytes) -> None:
    draft_or_none(raw)


@_SETTINGS
@given(_SOUP)
def test_flipping_a_line_and_back_gives_the_same_draft(soup: str) -> None:
    raw = soup.encode("utf-8", "replace")
    draft = draft_or_none(raw)
    for line in draft.lines[:3] if draft else ():
        assert draft_or_none(raw, {line.number: line.line_class}) == draft
