"""However passages lie over a text, its segments together are that text, and each ends once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cleaning.draft import Block, BlockKind, InlineSpan, SpanKind
from articles.reading.segments import NoteAnchors, Place, marks_in, segments_of
from articles.reading.shapes import End, Segment

TEXT = "Wij 👩‍👧 willen samen [12] werken. Dat «kost» tijd [13], geld… en moed!"
GAP = 2


def place(start: int, end: int, number: int, ordinal: int = 1) -> Place:
    return Place(start, end, End(number, f"/{number}/", f"passage-{number}-{ordinal}"))


def spans_in(text: str, offset: int) -> tuple[InlineSpan, ...]:
    return tuple(
        InlineSpan(SpanKind.NOTE_REFERENCE, offset + at, offset + at + 4, note=number)
        for number in (12, 13)
        if (at := text.find(f"[{number}]")) >= 0
    )


def cut(text: str, places: list[Place], *, blocks: int = 1) -> list[tuple[Block, list[Segment]]]:
    """`text` repeated as that many blocks, cut at `places`."""
    whole = ("\n" * GAP).join([text] * blocks)
    made = [
        Block(BlockKind.PARAGRAPH, start, start + len(text), 1, None, spans_in(text, start))
        for start in range(0, len(whole), len(text) + GAP)
    ]
    marks, anchors = marks_in(whole, made, places), NoteAnchors()
    return [(block, list(segments_of(whole, block, places, marks, anchors))) for block in made]


def shown(segments: list[Segment]) -> list[tuple[str, tuple[int, ...], list[int]]]:
    return [
        (segment.text, segment.claims, [end.number for end in segment.ends]) for segment in segments
    ]


@st.composite
def passages(draw: st.DrawFn) -> list[Place]:
    length = 3 * len(TEXT) + 2 * GAP
    pairs = st.tuples(st.integers(0, length - 1), st.integers(1, length))
    drawn = draw(st.lists(pairs.filter(lambda pair: pair[0] < pair[1]), max_size=8))
    return [place(start, end, number) for number, (start, end) in enumerate(drawn, start=1)]


@given(passages())
def test_segments_together_are_the_text(places: list[Place]) -> None:
    whole = ("\n" * GAP).join([TEXT] * 3)
    for block, segments in cut(TEXT, places, blocks=3):
        assert "".join(segment.text for segment in segments) == whole[block.start : block.end]
        assert all(segment.text for segment in segments)
        drawn = "".join(segment.shown for segment in segments if segment.note_ref is None)
        own = "".join(segment.text for segment in segments if segment.note_ref is None)
        assert "".join(drawn.split()) == "".join(own.split())


@given(passages())
def test_each_passage_that_touches_a_block_ends_once(places: list[Place]) -> None:
    cuts = cut(TEXT, places, blocks=3)
    ended = [end.number for _, segments in cuts for segment in segments for end in segment.ends]
    touching = [
        place.mark.number
        for place in places
        if any(block.start < place.end and place.start < block.end for block, _ in cuts)
    ]
    assert sorted(ended) == sorted(touching)


@given(passages())
def test_references_stay_whole(places: list[Place]) -> None:
    for _, segments in cut(TEXT, places, blocks=3):
        references = [segment for segment in segments if segment.note_ref]
        assert [segment.text for segment in references] == ["[12]", "[13]"]
        assert [segment.note_ref for segment in references] == [12, 13]


def test_overlapping_passages_share_a_segment() -> None:
    ((_, segments),) = cut("een twee drie vier", [place(0, 8, 1), place(4, 13, 2)])
    assert shown(segments) == [
        ("een ", (1,), []),
        ("twee", (1, 2), [1]),
        (" drie", (2,), [2]),
        (" vier", (), []),
    ]


def test_equal_passages_share_all_and_end_in_order() -> None:
    ((_, segments),) = cut("een twee", [place(0, 8, 5), place(0, 8, 2)])
    assert shown(segments) == [("een twee", (2, 5), [2, 5])]


def test_nested_passage_ends_before_the_one_around_it() -> None:
    ((_, segments),) = cut("een twee drie", [place(0, 13, 1), place(4, 8, 2)])
    assert shown(segments) == [("een ", (1,), []), ("twee", (1, 2), [2]), (" drie", (1,), [1])]


def test_touching_passages_stay_apart() -> None:
    ((_, segments),) = cut("een twee", [place(0, 4, 1), place(4, 8, 2)])
    assert shown(segments) == [("een ", (1,), [1]), ("twee", (2,), [2])]


def test_passage_across_blocks_is_drawn_in_each_and_ends_in_the_last() -> None:
    (_, first), (_, second) = cut("een twee", [place(4, 13, 1)], blocks=2)
    assert shown(first) == [("een ", (), []), ("twee", (1,), [])]
    assert shown(second) == [("een", (1,), [1]), (" twee", (), [])]


def test_two_passages_of_one_claim_count_as_one_where_they_overlap() -> None:
    ((_, segments),) = cut("een twee drie", [place(0, 8, 1), place(4, 13, 1, 2)])
    assert [segment.claims for segment in segments] == [(1,), (1,), (1,)]
    assert [end.anchor for segment in segments for end in segment.ends] == [
        "passage-1-1",
        "passage-1-2",
    ]


@pytest.mark.parametrize("closing", [".", "!”", "…", ").", ","])
def test_number_follows_the_sign_that_closes_the_sentence(closing: str) -> None:
    ((_, segments),) = cut(f"een{closing} twee", [place(0, 3, 1)])
    assert shown(segments) == [("een", (1,), []), (closing, (), [1]), (" twee", (), [])]


def test_number_follows_the_references_of_its_sentence() -> None:
    ((_, segments),) = cut("een [12] [13]. twee", [place(0, 3, 1)])
    assert shown(segments)[0] == ("een", (1,), [])
    assert shown(segments)[-2:] == [(".", (), [1]), (" twee", (), [])]


def test_number_does_not_pass_a_reference_further_on() -> None:
    ((_, segments),) = cut("een twee [12].", [place(0, 3, 1)])
    assert shown(segments)[0] == ("een", (1,), [1])


def test_number_does_not_pass_a_sign_inside_a_word() -> None:
    ((_, segments),) = cut("foto’s", [place(0, 4, 1)])
    assert shown(segments) == [("foto", (1,), [1]), ("’s", (), [])]


def test_second_reference_to_a_note_has_its_own_anchor() -> None:
    (_, first), (_, second) = cut("een [12]", [], blocks=2)
    assert first[-1].note_anchor == "noot-ref-12"
    assert second[-1].note_anchor == "noot-ref-12-2"


def test_link_keeps_its_address_when_a_passage_cuts_it() -> None:
    text = "zie https://example.org nu"
    link = InlineSpan(SpanKind.LINK, 4, 23, href="https://example.org")
    block = Block(BlockKind.PARAGRAPH, 0, len(text), 1, None, (link,))
    places = [place(0, 12, 1)]
    segments = segments_of(text, block, places, marks_in(text, [block], places), NoteAnchors())
    assert [(s.text, s.href) for s in segments] == [
        ("zie ", ""),
        ("https://", "https://example.org"),
        ("example.org", "https://example.org"),
        (" nu", ""),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("een \u00a0twee", ["een twee"]),
        ("tien\u00a0km", ["tien\u00a0km"]),
        ("een [12] \u00a0[13]. twee", ["een", "", "", "", ". twee"]),
    ],
)
def test_space_is_drawn_narrow_and_none_before_a_reference(text: str, printed: list[str]) -> None:
    ((_, segments),) = cut(text, [])
    assert [segment.shown for segment in segments] == printed


def test_a_gap_that_a_passage_cuts_in_two_is_one_space() -> None:
    ((_, segments),) = cut("een \u00a0twee", [place(0, 4, 1)])
    assert [segment.shown for segment in segments] == ["een ", "twee"]
