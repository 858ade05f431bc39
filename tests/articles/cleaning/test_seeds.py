"""The five seed texts, line by line, as the table in golden.py has them."""

import hashlib
from datetime import date

import pytest

from articles.anchoring.quote import find_literal
from articles.cleaning.classes import LineClass
from articles.cleaning.draft import BlockKind, SpanKind
from articles.importers.plain_text import import_plain_text
from tests.articles import seeds
from tests.articles.cleaning.golden import CLASSES, CONTENT_LINES, FILES

BLOCKS_OF = {
    "title": {BlockKind.TITLE},
    "body": {BlockKind.PARAGRAPH, BlockKind.LEAD, BlockKind.LIST_ITEM},
    "footnote": {BlockKind.FOOTNOTE},
}


@pytest.mark.parametrize("name", FILES)
def test_seed_text_is_stored_byte_for_byte(name: str) -> None:
    assert hashlib.sha256(seeds.raw(name)).hexdigest() == seeds.article(name)["sha256"]
    assert seeds.draft(name).raw_sha256 == seeds.article(name)["sha256"]


def test_seeds_are_the_five_of_the_claims_file() -> None:
    assert sorted(path.name for path in seeds.SEEDS.glob("*.txt")) == sorted(FILES)
    assert [entry["file"] for entry in seeds.claims_file()["articles"]] == list(FILES)


@pytest.mark.parametrize("name", FILES)
def test_classify_gives_every_line_its_class(name: str) -> None:
    lines = seeds.draft(name).lines
    expected = {line.number: CLASSES[name].get(line.number, "spacer") for line in lines}
    assert {line.number: line.line_class.value for line in lines} == expected


@pytest.mark.parametrize("name", FILES)
def test_classify_keeps_the_content_lines(name: str) -> None:
    published = [line.number for line in seeds.draft(name).lines if line.is_published]
    assert published == CONTENT_LINES[name]


@pytest.mark.parametrize("name", FILES)
def test_classify_gives_every_line_a_reason(name: str) -> None:
    assert all(line.reason.endswith(".") for line in seeds.draft(name).lines)


@pytest.mark.parametrize("name", FILES)
def test_only_the_enlarge_instruction_is_cut_out_of_a_line(name: str) -> None:
    fragments = [
        (line.number, line.text[part.start - line.start : part.end - line.start], part.line_class)
        for line in seeds.draft(name).lines
        for part in line.fragments
    ]
    has_picture = name.startswith("004")
    assert fragments == ([(9, "[Klik voor vergroting]", LineClass.WIDGET)] if has_picture else [])


def test_instruction_is_cut_with_the_space_before_it() -> None:
    draft = seeds.draft("004_3fcfaf861ac83d8a.txt")
    paragraph = next(block for block in draft.blocks if block.line == 9)
    assert draft.text_of(paragraph).endswith("in de binnengemeentelijke samenwerking.")
    assert "[12]" in draft.text_of(paragraph)


@pytest.mark.parametrize("name", FILES)
def test_metadata_is_what_the_claims_file_proves(name: str) -> None:
    draft, expected = seeds.draft(name), seeds.article(name)["meta"]
    found, evidence = draft.metadata, draft.metadata.evidence
    as_written = {
        "site": found.source_name,
        "date": found.published_on.isoformat() if found.published_on else None,
        "date_as_written": found.published_on_as_written,
        "author": found.author_name,
        "category": found.category,
        "comment_count": found.source_comment_count,
        "series": found.series.title,
        "series_part": found.series.part,
        "series_part_label": found.series.part_label,
        "series_previous": found.series.previous_label,
        "series_next": found.series.next_label,
        "footnotes": [
            {
                "number": note.number,
                "reference_line": note.reference_lines[0],
                "note_line": note.note_line,
            }
            for note in draft.footnotes
        ],
    }
    lines = {
        "site_line": evidence.get("source_name"),
        "date_line": evidence.get("published_on"),
        "category_line": evidence.get("category"),
        "comment_count_line": evidence.get("source_comment_count"),
        "series_line": evidence.get("series_title"),
        "series_part_line": evidence.get("series_part"),
    }
    assert as_written == {key: expected.get(key) for key in as_written}
    assert {key: value[0] if value else None for key, value in lines.items()} == {
        key: expected.get(key) for key in lines
    }


@pytest.mark.parametrize("name", FILES)
def test_hints_are_those_of_the_claims_file(name: str) -> None:
    assert list(seeds.draft(name).hints) == seeds.article(name)["meta"]["hints"]


@pytest.mark.parametrize("name", FILES)
def test_title_is_found_where_it_stands(name: str) -> None:
    draft, expected = seeds.draft(name), seeds.article(name)
    assert draft.title == expected["title"]
    assert draft.canonical_text.startswith(expected["title"] + "\n\n")
    assert draft.blocks[0].kind is BlockKind.TITLE
    assert draft.blocks[0].line == expected["title_line"]


def test_date_with_an_english_month_is_read() -> None:
    assert seeds.draft("001_a78324f661313a5b.txt").metadata.published_on == date(2017, 8, 29)


@pytest.mark.parametrize("name", FILES)
def test_language_is_dutch(name: str) -> None:
    assert seeds.draft(name).metadata.language == "nl"


@pytest.mark.parametrize(
    ("name", "lead_lines"),
    [
        ("000_0bb5e7bc34389656.txt", []),
        ("001_a78324f661313a5b.txt", [11]),
        ("002_f03b92c206f76f95.txt", [3]),
        ("003_97e07c0785e51693.txt", []),
        ("004_3fcfaf861ac83d8a.txt", []),
    ],
)
def test_lead_is_only_what_the_page_sets_apart(name: str, lead_lines: list[int]) -> None:
    assert [block.line for block in seeds.draft(name).lead] == lead_lines


def test_there_are_forty_five_passages() -> None:
    where = [passage["where"] for _, _, _, passage in seeds.passages()]
    assert (where.count("body"), where.count("title"), where.count("footnote")) == (41, 1, 3)


@pytest.mark.parametrize(
    ("name", "claim", "quote", "passage"),
    seeds.passages(),
    ids=[f"{claim}-{passage['line']}" for _, claim, _, passage in seeds.passages()],
)
def test_passage_is_found_in_its_block(
    name: str, claim: str, quote: str, passage: dict[str, int | str]
) -> None:
    draft = seeds.draft(name)
    source = seeds.raw(name).decode("utf-8")
    start, end = int(passage["start"]), int(passage["end"])
    [span] = find_literal(draft.canonical_text, quote)
    assert draft.canonical_text[slice(*span)] == source[start:end]
    assert (draft.canonical_offset(start), draft.canonical_offset(end - 1)) == (
        span[0],
        span[1] - 1,
    )
    [block] = [block for block in draft.blocks if block.start <= span[0] and span[1] <= block.end]
    assert block.kind in BLOCKS_OF[str(passage["where"])]
    assert block.line == passage["line"]
    assert block.number == passage.get("footnote")


def test_no_break_space_inside_a_passage_is_kept() -> None:
    draft = seeds.draft("000_0bb5e7bc34389656.txt")
    assert "kaders te denken \u00a0wanneer" in draft.canonical_text


def test_no_break_space_around_a_heading_is_trimmed() -> None:
    draft = seeds.draft("002_f03b92c206f76f95.txt")
    headings = [draft.text_of(b) for b in draft.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["Aandacht", "Lef", "Tijd"]


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_an_advertisement_is_published(name: str) -> None:
    draft = seeds.draft(name)
    shown = [
        draft.canonical_text,
        *draft.hints,
        *(e.text for e in (*draft.see_also, *draft.captions)),
    ]
    for word in ("•", "directeur Sociaal Domein", "Bent u op zoek", "contact met ons op"):
        assert not any(word in text for text in shown)


def test_advertisement_stays_in_the_record_with_its_reason() -> None:
    line = seeds.draft("000_0bb5e7bc34389656.txt").lines[16]
    assert line.text.startswith("Bent u op zoek")
    assert line.reason == "Bevat weggelakte contactgegevens: voorstel om niet te publiceren."


def test_notes_are_numbered_and_their_references_are_links() -> None:
    draft = seeds.draft("004_3fcfaf861ac83d8a.txt")
    notes = [block for block in draft.blocks if block.kind is BlockKind.FOOTNOTE]
    assert [note.number for note in notes] == [12, 13, 14, 15]
    assert not any(draft.text_of(note).startswith("[") for note in notes)
    spans = [span for block in draft.blocks for span in block.spans]
    assert {span.kind for span in spans} == {SpanKind.NOTE_REFERENCE}
    assert [draft.canonical_text[span.start : span.end] for span in spans] == [
        "[12]",
        "[13]",
        "[14]",
        "[15]",
    ]
    assert [span.note for span in spans] == [12, 13, 14, 15]


def test_see_also_gives_an_intro_and_three_entries() -> None:
    entries = seeds.draft("004_3fcfaf861ac83d8a.txt").see_also
    assert [(entry.line, entry.is_intro) for entry in entries] == [
        (27, True),
        (29, False),
        (30, False),
        (31, False),
    ]
    assert entries[1].text.startswith("Transformatie sociaal domein (1) met de stelling")


@pytest.mark.parametrize("name", FILES)
def test_choice_of_an_editor_flips_a_line_and_every_passage_is_found_again(name: str) -> None:
    for line in seeds.draft(name).lines:
        if line.is_published or not line.text.strip():
            continue
        flipped = import_plain_text(
            seeds.raw(name), name=name, choices={line.number: LineClass.BODY}
        )
        assert line.number in {block.line for block in flipped.blocks}
        assert flipped.lines[line.number - 1].reason == "Zo gekozen door de redactie."
        for file, _, quote, passage in seeds.passages():
            if file == name:
                [span] = find_literal(flipped.canonical_text, quote)
                assert flipped.canonical_offset(passage["start"]) == span[0]
