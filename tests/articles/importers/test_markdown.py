"""Markdown: its form, the facts above it, and what it cannot do to a page."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import SpanKind
from articles.importers.errors import UnreadableSource
from articles.importers.markdown import import_markdown

NOTE = """---
title: "Een loket te veel"
auteur: An de Vries
datum: 3 maart 2024
url: https://wijkblad.example.org/loket
tags: [wijk, zorg]
---
# Een loket te veel

Wie hulp zoekt, vindt een loket.[^1] Dat loket is **bedacht** door wie *nooit* hulp zocht.
Zie [het onderzoek](/onderzoek).

## Wat er mis gaat

3. Niemand belt terug.
4. Niemand weet wie belde.

> Ik stond drie keer aan dezelfde balie.

| Jaar | Loketten |
|------|----------|
| 2019 | 4        |

![Een balie](balie.png)

<script>alert(1)</script>

Bel 06 12 34 56 78 voor meer.

[^1]: Geteld in drie wijken.
"""


def test_form_of_a_note_comes_along() -> None:
    draft = import_markdown(NOTE.encode(), name="loket.md")
    assert [(block.kind.value, draft.text_of(block)) for block in draft.blocks] == [
        ("title", "Een loket te veel"),
        (
            "paragraph",
            "Wie hulp zoekt, vindt een loket.[1] Dat loket is bedacht door wie nooit hulp zocht. "
            "Zie het onderzoek.",
        ),
        ("heading", "Wat er mis gaat"),
        ("list-item", "Niemand belt terug."),
        ("list-item", "Niemand weet wie belde."),
        ("quote", "Ik stond drie keer aan dezelfde balie."),
        ("table-row", "Jaar\tLoketten"),
        ("table-row", "2019\t4"),
        ("paragraph", "<script>alert(1)</script>"),
        ("footnote", "Geteld in drie wijken."),
    ]
    assert [block.number for block in draft.blocks if block.kind == "list-item"] == [3, 4]
    said = {
        span.kind: draft.canonical_text[span.start : span.end]
        for b in draft.blocks
        for span in b.spans
    }
    assert said[SpanKind.STRONG] == "bedacht"
    assert said[SpanKind.EMPHASIS] == "nooit"
    links = [span.href for b in draft.blocks for span in b.spans if span.kind is SpanKind.LINK]
    assert links == ["https://wijkblad.example.org/onderzoek"]


def test_facts_above_the_text_are_taken_with_their_lines() -> None:
    draft = import_markdown(NOTE.encode(), name="loket.md")
    found = draft.metadata
    assert (found.author_name, found.published_on) == ("An de Vries", date(2024, 3, 3))
    assert found.source_url == "https://wijkblad.example.org/loket"
    for field in ("author_name", "published_on", "source_url"):
        (number,) = found.evidence[field]
        assert draft.lines[number - 1].line_class is LineClass.META
    assert "tags: [wijk, zorg]" in [line.text for line in draft.lines]


def test_contact_details_are_not_published() -> None:
    draft = import_markdown(NOTE.encode(), name="loket.md")
    assert "06 12" not in draft.canonical_text
    (line,) = [line for line in draft.lines if "06 12" in line.text]
    assert line.line_class is LineClass.CALL_TO_CONTACT


def test_rule_that_opens_a_text_is_no_list_of_facts() -> None:
    raw = b"---\n\nEen alinea zonder feiten, die lang genoeg is om te lezen.\n\n---\n\n# Kop\n\nNog een alinea.\n"
    draft = import_markdown(raw, name="streep.md")
    assert "Een alinea zonder feiten, die lang genoeg is om te lezen." in draft.canonical_text


def test_flipping_a_line_and_back_gives_the_same_draft() -> None:
    plain = import_markdown(NOTE.encode(), name="loket.md")
    hidden = import_markdown(NOTE.encode(), name="loket.md", choices={2: LineClass.NAVIGATION})
    assert "Wie hulp zoekt" not in hidden.canonical_text
    assert import_markdown(NOTE.encode(), name="loket.md", choices={2: LineClass.BODY}) == plain


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is leeg"),
        (b"---\ntitle: x\n---\n", "geen tekst"),
        (b"# Alleen een kop\n", "geen artikeltekst"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"a\x00b", "geen tekstbestand"),
        (b"x" * 500_001, "meer dan 500000 tekens"),
        (b"x" * 2_000_001, "groter dan 2 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as refusal:
        import_markdown(raw, name="loket.md")
    assert refusal.value.reason.endswith(".")


def read(raw: bytes, name: str) -> str:
    """The title, or the file that the refusal names."""
    try:
        return import_markdown(raw, name=name).title
    except UnreadableSource as refusal:
        return refusal.reason.split()[0]


@pytest.mark.parametrize("piece", ["> ", "- ", "*", "[", "`", "![", "|", "_a_ "])
def test_deep_or_long_nesting_ends(piece: str) -> None:
    raw = ("# Titel\n\nEen gewone zin.\n\n" + piece * 20_000 + "x").encode()
    assert read(raw, "diep.md") in ("Titel", "diep.md")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab #*_>-`[]()!|\n1.:^~é😀\u00a0"), max_size=200))
def test_any_text_gives_a_draft_or_a_sentence(text: str) -> None:
    raw = f"# Een titel\n\nEen gewone zin.\n\n{text}".encode()
    try:
        draft = import_markdown(raw, name="soep.md")
    except UnreadableSource:
        return
    joined = "\n\n".join(draft.text_of(block) for block in draft.blocks)
    assert draft.canonical_text == joined
    assert all(block.start < block.end for block in draft.blocks)
