"""Pages of other kinds than the seeds: the classifier knows the words and places, not the five files."""

from datetime import date

import pytest

from articles.cleaning.classes import LineClass
from articles.cleaning.clean import NoTitle, clean
from articles.cleaning.draft import ArticleDraft, BlockKind
from tests.articles.cleaning.pages import PAGES, read


def draft_of(text: str, choices: dict[int, LineClass] | None = None) -> ArticleDraft:
    return clean(text, raw_sha256="0" * 64, choices=choices)


def page(name: str) -> ArticleDraft:
    return draft_of(read(PAGES[name])[0])


@pytest.mark.parametrize("name", PAGES)
def test_classify_gives_every_line_its_class(name: str) -> None:
    text, expected = read(PAGES[name])
    found = {line.number: line.line_class.value for line in draft_of(text).lines}
    assert found == expected


@pytest.mark.parametrize(
    ("name", "published_on", "author", "source"),
    [
        ("news site", date(2021, 3, 12), "Karin van der Velde", None),
        ("wordpress", date(2019, 9, 3), "Jan de Boer", "Denkplaats Voorbeeld"),
        ("municipality", date(2018, 8, 28), None, "Gemeente Voorbeeldstad"),
        ("drupal", date(2016, 5, 2), "Ingrid Smit", None),
        ("english furniture", date(2014, 3, 5), "Peter Jansen", None),
        ("series", None, None, None),
        ("sentences that look like furniture", None, None, None),
    ],
)
def test_metadata_is_taken_before_a_line_is_hidden(
    name: str, published_on: date | None, author: str | None, source: str | None
) -> None:
    found = page(name).metadata
    assert (found.published_on, found.author_name, found.source_name) == (
        published_on,
        author,
        source,
    )
    given = {"published_on": published_on, "author_name": author, "source_name": source}
    assert {key for key in given if given[key]} == set(given) & set(found.evidence)


def test_comments_of_readers_are_counted_and_not_published() -> None:
    draft = page("wordpress")
    assert draft.metadata.source_comment_count == 2
    assert "Mooi stuk" not in draft.canonical_text


def test_numbered_list_keeps_its_numbers_apart_from_its_text() -> None:
    draft = page("wordpress")
    items = [block for block in draft.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(item.number, draft.text_of(item)) for item in items] == [
        (1, "Je moet weten dat het loket bestaat."),
        (2, "Je moet je verhaal drie keer vertellen."),
        (3, "Je krijgt een brief terug."),
    ]


def test_raised_numbers_refer_to_notes() -> None:
    draft = page("drupal")
    assert [(note.number, note.note_line, note.reference_lines) for note in draft.footnotes] == [
        (1, 20, (15,)),
        (2, 21, (17,)),
    ]
    spans = [draft.canonical_text[s.start : s.end] for block in draft.blocks for s in block.spans]
    assert spans == ["¹", "²"]


def test_paragraph_broken_by_hand_becomes_one_block() -> None:
    draft = page("hard wrapped")
    paragraphs = [draft.text_of(b) for b in draft.blocks if b.kind is BlockKind.PARAGRAPH]
    assert len(paragraphs) == 2
    assert "Dat geldt voor brieven van de gemeente" in paragraphs[0]
    assert paragraphs[1].endswith("Zo niet, dan kan hij weg.")


def test_series_is_read_from_title_text_and_links() -> None:
    place = page("series").metadata.series
    assert (place.title, place.part, place.previous_label, place.next_label) == (
        "Ruimte voor de wijk",
        2,
        "deel 1",
        "deel 3",
    )


def test_code_without_neighbours_is_no_series() -> None:
    text = f"Leven met een virus\n\nCOVID-19\n\n{'Het virus veranderde het werk in de wijk. ' * 3}"
    draft = draft_of(text)
    assert draft.metadata.series.part is None
    assert "COVID-19" in draft.canonical_text


def test_kind_of_text_is_a_hint_and_no_value() -> None:
    draft = page("series")
    assert draft.metadata.category is None
    assert draft.hints == ('"Column" op regel 1 kan de rubriek zijn.',)


def test_title_is_told_from_the_name_of_the_site_on_the_tab() -> None:
    prose = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht."
    draft = draft_of(f"Een loket te veel - Denkplaats\nMenu\nEen loket te veel\n\n{prose}")
    assert draft.title == "Een loket te veel"
    assert draft.metadata.source_name == "Denkplaats"
    assert draft.metadata.evidence["source_name"] == (1,)


def test_date_of_a_change_is_a_hint_and_no_date() -> None:
    prose = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht."
    draft = draft_of(f"Een loket te veel\nLaatst gewijzigd: 30-08-2018\n\n{prose}")
    assert draft.metadata.published_on is None
    assert any("gewijzigd" in hint for hint in draft.hints)


def test_text_below_a_head_of_comments_is_kept_with_a_hint() -> None:
    prose = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht."
    draft = draft_of(f"Een loket te veel\n\n{prose}\n\nPlaats een reactie\n\n{prose} Einde.")
    assert draft.canonical_text.endswith("Einde.")
    assert any("regel 5" in hint for hint in draft.hints)


def test_page_without_a_title_is_refused() -> None:
    with pytest.raises(NoTitle):
        draft_of("Menu\nZoeken\nReacties")


def test_choice_of_another_title_leaves_the_old_one_as_a_heading() -> None:
    text, _ = read(PAGES["advice at the end"])
    draft = draft_of(text, {3: LineClass.TITLE})
    assert draft.title.startswith("Een buurt kan meer")
    assert [block.kind for block in draft.blocks][:2] == [BlockKind.TITLE, BlockKind.HEADING]


def test_choice_to_hide_a_paragraph_takes_it_out_of_the_text() -> None:
    text, _ = read(PAGES["advice at the end"])
    draft = draft_of(text, {5: LineClass.TAGLINE})
    assert "Die les is niet nieuw" not in draft.canonical_text
    assert draft.lines[4].line_class is LineClass.TAGLINE


def test_draft_survives_json() -> None:
    import json

    for name in PAGES:
        draft = page(name)
        assert ArticleDraft.from_dict(json.loads(json.dumps(draft.to_dict()))) == draft


def test_draft_of_another_format_is_refused() -> None:
    data = page("series").to_dict() | {"format": 99}
    with pytest.raises(ValueError, match="99"):
        ArticleDraft.from_dict(data)


def test_addresses_become_links_without_the_mark_after_them() -> None:
    prose = "Wie hulp zoekt, leest eerst https://example.org/loket, en daarna dit stuk over het loket zelf."
    draft = draft_of(f"Een loket te veel\n\n{prose}")
    [link] = [span for block in draft.blocks for span in block.spans]
    assert link.href == draft.canonical_text[link.start : link.end] == "https://example.org/loket"
