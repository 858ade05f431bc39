"""Quotes, tables, figures, stress and links: every kind of block, with claims running through them."""

import pytest

from articles.actions.position import record_position
from articles.models import Claim, Passage, Picture, Reading
from articles.reading import ReadingPage, reading_page
from articles.reading.body import _tables, contents_of
from articles.reading.resume import resume_at
from articles.reading.shapes import Cell, PageBlock, Row, Segment, Segments
from tests.articles.rich import ADDRESS, ALT, CAPTION, import_rich
from tests.articles.texts import mark
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def rich_page(*, lost: bool = False, passages: tuple[str, ...] = ()) -> ReadingPage:
    version = import_rich(lost=lost)
    for quote in passages:
        mark(version, quote)
    return reading_page(
        version,
        list(Passage.objects.in_version(version)),
        list(Claim.objects.of_article(version.article).with_wording()),
        article=version.article,
        pictures=list(Picture.objects.shown_in(version)),
    )


def the(page: ReadingPage, kind: str) -> PageBlock:
    (found,) = [block for block in page.blocks if block.kind == kind]
    return found


def words(segments: Segments) -> str:
    return "".join(segment.shown for segment in segments)


def test_rows_are_one_table_with_its_heads() -> None:
    table = the(rich_page(), "table")
    cells = [[words(cell.segments) for cell in row.cells] for row in table.rows]
    assert cells == [
        ["Wijk", "Teams", "Overleg per week"],
        ["Noord", "vier", "zes uur"],
        ["Zuid", "drie", "twee uur"],
    ]
    assert [row.is_head for row in table.rows] == [True, False, False]
    assert [[cell.is_header for cell in row.cells] for row in table.rows[1:]] == [
        [True, False, False]
    ] * 2


def heads_and_rows(*heads: tuple[int, int]) -> list[Row]:
    """Rows as (cells, how many of them head), numbered from 1."""
    word = (Segment("woord"),)
    rows = []
    for number, (cells, headers) in enumerate(heads, start=1):
        made = tuple(Cell(word, at < headers) for at in range(cells))
        rows.append(Row(number, made, is_head=cells == headers))
    return rows


def test_row_of_heads_opens_the_next_table() -> None:
    rows = heads_and_rows((3, 3), (3, 3), (3, 1), (2, 2), (2, 0))
    assert [[row.number for row in table] for table in _tables(rows)] == [[1, 2, 3], [4, 5]]


def test_head_over_one_column_and_rows_without_heads_open_no_table() -> None:
    rows = heads_and_rows((2, 2), (2, 1), (1, 1), (3, 0))
    assert [[row.number for row in table] for table in _tables(rows)] == [[1, 2, 3, 4]]
    assert list(_tables([])) == []


def test_passage_over_cells_shows_its_number_once_in_the_last() -> None:
    table = the(rich_page(passages=("Teams | Overleg per week",)), "table")
    marked = [
        words(cell.segments)
        for row in table.rows
        for cell in row.cells
        if any(segment.claims for segment in cell.segments)
    ]
    assert marked == ["Teams", "Overleg per week"]
    ends = [s.ends for row in table.rows for cell in row.cells for s in cell.segments if s.ends]
    assert [end.number for (end,) in ends] == [1]


def test_passage_runs_through_a_heading_a_quote_and_a_figure() -> None:
    page = rich_page(
        passages=(f"geen werk.\n\nZonder overleg is er ook geen werk.\n\n{CAPTION}\n\nWat nu?",)
    )
    quote, figure = the(page, "quote"), the(page, "figure")
    assert len(quote.paragraphs) == 2
    marked = [segment for item in quote.paragraphs for segment in item.segments if segment.claims]
    assert "".join(segment.shown for segment in marked).startswith("geen werk.")
    assert [segment.claims for segment in figure.segments] == [(1,)]
    ends = [end for block in page.blocks for segment in block.segments for end in segment.ends]
    assert [end.anchor for end in ends] == ["passage-1-1"]


def test_neighbouring_quotes_are_one_quotation() -> None:
    quote = the(rich_page(), "quote")
    assert [words(item.segments) for item in quote.paragraphs] == [
        "Overleg is geen werk.",
        "Zonder overleg is er ook geen werk.",
    ]


def test_figure_has_its_size_its_words_and_an_address_of_its_own() -> None:
    figure = the(rich_page(), "figure")
    assert figure.figure is not None
    assert (figure.figure.width, figure.figure.height) == (800, 450)
    assert figure.figure.alt == ALT
    assert words(figure.segments) == CAPTION
    assert figure.figure.url == f"/beelden/{Picture.objects.get().sha256}.png"


def test_figure_whose_picture_is_lost_says_so() -> None:
    figure = the(rich_page(lost=True), "figure")
    assert figure.figure is None
    assert figure.lacks_image


def test_contents_are_nested_by_level() -> None:
    page = rich_page()
    tree = [(top.label, [below.label for below in top.children]) for top in page.contents]
    assert tree == [("Wie zit er aan tafel?", ["Cijfers per wijk"]), ("Wat nu?", [])]
    ids = [block.id for block in page.blocks if block.kind == "heading"]
    assert ids == ["kop-1", "kop-2", "kop-3"]


def test_contents_of_headings_that_only_rise() -> None:
    body = [
        PageBlock(
            "heading", (Segment(text=str(level), shown=str(level)),), id=f"k{at}", level=level
        )
        for at, level in enumerate((3, 2, 4, 3))
    ]
    tree = contents_of(body)
    assert [heading.label for heading in tree] == ["3", "2"]
    assert [heading.label for heading in tree[1].children] == ["4", "3"]


def test_link_is_one_element_around_what_is_stressed_in_it() -> None:
    page = rich_page()
    linked = [s for block in page.blocks for s in block.segments if s.href]
    assert {segment.href for segment in linked} == {ADDRESS}
    assert [(s.shown, s.emphasis, s.opens_link, s.closes_link) for s in linked] == [
        ("het ", False, True, False),
        ("jaarverslag", True, False, False),
        (" van de gemeente", False, False, True),
    ]
    strong = [s.shown for block in page.blocks for s in block.segments if s.strong]
    assert strong == ["heel klein"]


def test_number_of_a_claim_is_never_inside_a_link() -> None:
    page = rich_page(passages=("Dat staat in het jaarverslag",))
    linked = [s for block in page.blocks for s in block.segments if s.href]
    assert [(s.shown, s.opens_link, s.closes_link, bool(s.ends)) for s in linked] == [
        ("het ", True, False, False),
        ("jaarverslag", False, True, True),
        (" van de gemeente", True, True, False),
    ]


def test_passage_begins_once() -> None:
    page = rich_page(passages=("jaarverslag van de gemeente", "staat in het jaarverslag"))
    begins = [s.begins for block in page.blocks for s in block.segments if s.begins]
    assert begins == [(2,), (1,)]


def test_resume_offers_the_words_where_someone_was_but_not_at_either_end() -> None:
    blocks = rich_page().blocks
    last = max(block.number for block in blocks)
    assert resume_at(blocks, 0) is None
    assert resume_at(blocks, last) is None
    table = the(rich_page(), "table")
    found = resume_at(blocks, table.rows[1].number)
    assert found is not None
    assert (found.words, found.id) == ("Noord", f"alinea-{table.rows[1].number}")


def test_position_is_kept_per_person_and_version() -> None:
    version = import_rich()
    an, bas = make_person("An"), make_person("Bas")
    for position in (4, 9):
        record_position(person=an, article=version.article, version=version, position=position)
    record_position(person=bas, article=version.article, version=version, position=2)
    assert Reading.objects.get(person=an).position == 9
    assert Reading.objects.get(person=bas).position == 2
    with pytest.raises(ValueError, match="no block"):
        record_position(person=an, article=version.article, version=version, position=99)
    assert Reading.objects.get(person=an).position == 9


def test_position_in_a_former_version_is_not_kept() -> None:
    version = import_rich()
    article = version.article
    article.current_version = import_rich(key="ander.html")
    an = make_person("An")
    record_position(person=an, article=article, version=version, position=4)
    assert not Reading.objects.exists()
