import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring.spans import PassageSpan, Segment, segments
from articles.cleaning.draft import InlineSpan, SpanKind


def cut(
    start: int, end: int, *passages: tuple[str, int, int], inlines: tuple[InlineSpan, ...] = ()
) -> list[Segment[str, InlineSpan]]:
    return segments(start, end, [PassageSpan(*passage) for passage in passages], inlines)


def drawn(*passages: tuple[str, int, int]) -> list[tuple[int, int, str, str, str]]:
    return [
        (part.start, part.end, "".join(part.claims), "".join(part.starts), "".join(part.ends))
        for part in cut(10, 20, *passages)
    ]


def test_block_without_passages_is_one_segment() -> None:
    assert drawn() == [(10, 20, "", "", "")]


def test_passage_inside_a_block_gives_three_segments() -> None:
    assert drawn(("a", 12, 15)) == [
        (10, 12, "", "", ""),
        (12, 15, "a", "a", "a"),
        (15, 20, "", "", ""),
    ]


def test_overlapping_passages_share_a_segment() -> None:
    assert drawn(("a", 10, 15), ("b", 12, 20)) == [
        (10, 12, "a", "a", ""),
        (12, 15, "ab", "b", "a"),
        (15, 20, "b", "", "b"),
    ]


def test_equal_passages_are_one_segment_of_two_claims() -> None:
    assert drawn(("a", 10, 20), ("b", 10, 20)) == [(10, 20, "ab", "ab", "ab")]


def test_nested_passage_interrupts_the_larger_one() -> None:
    assert drawn(("a", 10, 20), ("b", 13, 16)) == [
        (10, 13, "a", "a", ""),
        (13, 16, "ab", "b", "b"),
        (16, 20, "a", "", "a"),
    ]


def test_touching_passages_share_nothing() -> None:
    assert drawn(("a", 10, 15), ("b", 15, 20)) == [(10, 15, "a", "a", "a"), (15, 20, "b", "b", "b")]


def test_two_passages_of_one_claim_count_it_once() -> None:
    assert drawn(("a", 10, 16), ("a", 14, 20)) == [
        (10, 14, "a", "a", ""),
        (14, 16, "a", "a", "a"),
        (16, 20, "a", "", "a"),
    ]


def test_passage_across_blocks_begins_in_one_and_ends_in_another() -> None:
    passage = ("a", 5, 35)
    first, middle, last = cut(0, 10, passage), cut(12, 22, passage), cut(24, 40, passage)
    assert [(part.starts, part.ends) for part in first] == [((), ()), (("a",), ())]
    assert [(part.claims, part.starts, part.ends) for part in middle] == [(("a",), (), ())]
    assert [(part.claims, part.ends) for part in last] == [(("a",), ("a",)), ((), ())]


def test_passages_of_other_blocks_are_left_out() -> None:
    assert drawn(("a", 0, 10), ("b", 20, 30)) == [(10, 20, "", "", "")]


def test_empty_block_has_no_segments() -> None:
    assert cut(10, 10, ("a", 5, 15)) == []


def test_note_reference_is_cut_out_and_shared_by_what_it_is_split_into() -> None:
    note = InlineSpan(SpanKind.NOTE_REFERENCE, 13, 17, note=12)
    parts = cut(10, 20, ("a", 15, 20), inlines=(note,))
    assert [(p.start, p.end, p.claims, p.inlines, p.opens, p.closes) for p in parts] == [
        (10, 13, (), (), (), ()),
        (13, 15, (), (note,), (note,), ()),
        (15, 17, ("a",), (note,), (), (note,)),
        (17, 20, ("a",), (), (), ()),
    ]


@pytest.mark.parametrize(("start", "end"), [(12, 12), (14, 12)])
def test_span_that_runs_backwards_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="must end after it begins"):
        cut(10, 20, ("a", start, end))


_SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20))
_PASSAGES = st.lists(st.tuples(st.sampled_from("abcd"), _SPANS), max_size=6).map(
    lambda drawn: [PassageSpan(claim, start, start + length) for claim, (start, length) in drawn]
)
_INLINES = st.lists(_SPANS, max_size=3).map(
    lambda drawn: [InlineSpan(SpanKind.LINK, start, start + length) for start, length in drawn]
)


@given(st.integers(0, 30), st.integers(0, 30), _PASSAGES, _INLINES)
def test_segments_tile_the_block_and_say_what_covers_each_character(
    start: int, length: int, passages: list[PassageSpan[str]], inlines: list[InlineSpan]
) -> None:
    parts = segments(start, start + length, passages, inlines)
    assert [offset for part in parts for offset in range(part.start, part.end)] == list(
        range(start, start + length)
    )
    for part in parts:
        assert part.start < part.end
        assert len(set(part.claims)) == len(part.claims)
        for offset in range(part.start, part.end):
            assert set(part.claims) == {p.claim for p in passages if p.start <= offset < p.end}
            assert set(part.inlines) == {i for i in inlines if i.start <= offset < i.end}


@given(st.integers(1, 30), _PASSAGES)
def test_each_passage_begins_once_and_ends_once(
    length: int, passages: list[PassageSpan[str]]
) -> None:
    parts: list[Segment[str, InlineSpan]] = segments(0, length, passages)
    for name, border, at in (("starts", "start", "start"), ("ends", "end", "end")):
        told = {(claim, getattr(part, at)) for part in parts for claim in getattr(part, name)}
        low, high = (0, length - 1) if border == "start" else (1, length)
        expected = {
            (p.claim, getattr(p, border)) for p in passages if low <= getattr(p, border) <= high
        }
        assert told == expected
