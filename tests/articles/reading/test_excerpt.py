"""How much of a text stands open for whoever may not read the whole."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.cleaning.draft import Block, BlockKind, InlineSpan, SpanKind, block_to_dict
from articles.models import ArticleVersion
from articles.models.source import Display, Rights
from articles.permissions import may_edit, may_read_whole
from articles.reading import as_read_by, is_open
from articles.reading.access import excerpt_of
from articles.reading.excerpt import WORDS, cut_blocks, excerpt_end
from tests.factories import make_person
from tests.own_texts import HIDDEN, OPEN, bring_in

KINDS = [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE]


def blocks(*parts: tuple[BlockKind, str]) -> tuple[str, list[Block]]:
    found, start = [], 0
    for line, (kind, text) in enumerate(parts, start=1):
        found.append(Block(kind, start, start + len(text), line))
        start += len(text) + 2
    return "\n\n".join(text for _kind, text in parts), found


def sentence(words: int) -> str:
    return " ".join(["Dit", *["woord"] * (words - 2), "hier."])


def excerpt(*parts: tuple[BlockKind, str]) -> str:
    text, found = blocks((BlockKind.TITLE, "De titel"), *parts)
    return text[: excerpt_end(text, found)].removeprefix("De titel").strip()


def test_ends_after_the_last_sentence_that_fits() -> None:
    paragraph = " ".join(sentence(50) for _ in range(10))
    assert excerpt((BlockKind.PARAGRAPH, paragraph)) == " ".join([sentence(50)] * 2)


def test_half_of_a_short_text_stays_closed_but_not_its_first_sentence() -> None:
    long_first = f"{sentence(30)} {sentence(10)}"
    assert excerpt((BlockKind.PARAGRAPH, long_first)) == sentence(30)
    four = " ".join([sentence(10)] * 4)
    assert excerpt((BlockKind.PARAGRAPH, four)) == " ".join([sentence(10)] * 2)


def test_a_text_without_a_sentence_ends_between_two_words() -> None:
    endless = "woord " * 1_000
    assert len(excerpt((BlockKind.PARAGRAPH, endless)).split()) == WORDS


def test_an_abbreviation_ends_nothing() -> None:
    text = f"{sentence(80)} {' '.join(['Ook'] * 30)} dhr. Jansen {sentence(60)} {sentence(100)}"
    assert excerpt((BlockKind.PARAGRAPH, text)) == sentence(80)


def test_no_heading_stands_above_nothing() -> None:
    parts = [
        (BlockKind.TITLE, "De titel"),
        (BlockKind.PARAGRAPH, sentence(110)),
        (BlockKind.HEADING, "Een kop"),
        (BlockKind.PARAGRAPH, sentence(300)),
    ]
    text, found = blocks(*parts)
    kept = cut_blocks(found, excerpt_end(text, found))
    assert [block.kind for block in kept] == [BlockKind.TITLE, BlockKind.PARAGRAPH]


def test_a_first_sentence_that_is_too_long_ends_between_two_words() -> None:
    assert len(excerpt((BlockKind.PARAGRAPH, f"{sentence(400)} Kort.")).split()) == WORDS


def test_a_block_that_fits_to_the_word_is_open_whole() -> None:
    parts = [(BlockKind.PARAGRAPH, "Een twee. Drie vier.")] * 2
    assert excerpt(*parts) == "Een twee. Drie vier."
    assert excerpt(*parts, (BlockKind.PARAGRAPH, "Vijf.")) == "Een twee. Drie vier."


def test_a_link_beyond_the_end_is_not_given_away() -> None:
    text = f"{sentence(10)} {sentence(10)}"
    link = InlineSpan(SpanKind.LINK, 25, len(text), href="https://dicht.example/adres")
    early = InlineSpan(SpanKind.LINK, 0, 3, href="https://open.example/")
    (kept,) = cut_blocks([Block(BlockKind.PARAGRAPH, 0, len(text), 1, spans=(early, link))], 40)
    assert (kept.end, kept.spans) == (40, (early,))


@pytest.mark.parametrize(
    "kind",
    [
        BlockKind.CAPTION,
        BlockKind.FIGURE,
        BlockKind.FOOTNOTE,
        BlockKind.FOOTNOTE_HEADING,
        BlockKind.TABLE_ROW,
    ],
)
def test_what_is_drawn_beside_the_text_is_not_in_an_excerpt(kind: BlockKind) -> None:
    beside = Block(kind, 0, 10, 1, picture="a" * 64, alt="Een foto")
    reference = InlineSpan(SpanKind.NOTE_REFERENCE, 14, 15, note=1)
    text = Block(BlockKind.PARAGRAPH, 12, 30, 2, spans=(reference,))
    assert cut_blocks([beside, text], 30) == (replace(text, spans=()),)


def test_a_place_is_open_up_to_its_last_character() -> None:
    version = ArticleVersion(canonical_text="Zorg")
    assert [is_open(version, end) for end in (3, 4, 5, None)] == [True, True, False, False]


def test_what_stands_beside_a_text_belongs_to_the_whole_of_it() -> None:
    text, found = blocks(
        (BlockKind.TITLE, "De titel"), (BlockKind.LEAD, f"{sentence(20)} {sentence(40)}")
    )
    version = ArticleVersion(
        canonical_text=text,
        blocks=[block_to_dict(block) for block in found],
        lead=f"{sentence(20)} {sentence(40)}",
        metadata={"see_also": [{"text": "De rest", "is_intro": False}]},
    )
    cut = excerpt_of(version)
    assert cut.metadata == {}
    assert [block["end"] for block in cut.blocks] == [8, len(cut.canonical_text)]
    assert version.metadata
    assert cut.lead == sentence(20)


@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.text("ab .É\n", min_size=1).filter(str.strip)),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_an_excerpt_is_a_beginning_of_limited_length(
    parts: list[tuple[BlockKind, str]],
) -> None:
    text, found = blocks((BlockKind.TITLE, "De titel"), *parts)
    end = excerpt_end(text, found)
    assert len("De titel") <= end <= len(text)
    assert len(text[:end].split()) <= WORDS + 2
    assert all(block.end <= end for block in cut_blocks(found, end))


@pytest.mark.django_db
def test_who_may_read_the_whole_follows_the_source() -> None:
    visitor, bas, els = AnonymousUser(), make_person("Bas"), make_person("Els", "editor")
    whole = {
        Display.FULL: {visitor, bas, els},
        Display.MEMBERS: {bas, els},
        Display.EXCERPT: {els},
    }
    for display, readers in whole.items():
        article = bring_in(rights=Rights.UNKNOWN, display=display)
        for reader in (visitor, bas, els):
            text = as_read_by(reader, article).canonical_text
            assert OPEN in text
            assert (HIDDEN in text) == (reader in readers), (display, reader)
    bas.is_active = False
    article = bring_in(display=Display.MEMBERS)
    assert HIDDEN not in as_read_by(bas, article).canonical_text
    els.is_active = False
    assert not may_edit(els)
    assert not may_read_whole(els, bring_in(display=Display.EXCERPT))
