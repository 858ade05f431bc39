"""Pages of twelve kinds become the lines, the text and the metadata that `tests/data/pages/expected/` and this say."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from articles.cleaning.classes import PUBLISHED, LineClass
from articles.cleaning.contact import contact_details
from articles.cleaning.draft import ArticleDraft, BlockKind, SpanKind
from articles.importers.kinds import guess_kind
from articles.importers.read import read_article

PAGES = Path(__file__).parents[2] / "data" / "pages"

# Name of the file → what it tells, each with the words the evidence lines begin with.
TOLD: dict[str, dict[str, tuple[Any, str]]] = {
    "beleid-tabellen.html": {
        "published_on": (date(2020, 3, 2), "dcterms.issued: "),
        "author_name": ("Afdeling Maatschappelijke Ontwikkeling", "dcterms.creator: "),
        "source_name": ("Gemeente Lindewater", "dcterms.publisher: "),
    },
    "blog-met-reacties.html": {
        "published_on": (date(2019, 11, 14), "article:published_time: "),
        "author_name": ("Hanneke Dijkman", "Door Hanneke Dijkman"),
        "source_name": ("Tussen de regels", "og:site_name: "),
        "category": ("Zorg", "Geplaatst in Zorg"),
        "source_comment_count": (3, "3 reacties"),
        "source_url": (
            "https://tussenderegels.example.org/2019/11/de-wachtkamer-is-ook-hulp/",
            "og:url: ",
        ),
    },
    "figuren-in-de-pagina.html": {
        "published_on": (date(2021, 11, 3), "date: "),
        "author_name": ("Ilse Verdonk", "author: "),
    },
    "gemeente-nieuws.html": {
        "published_on": (date(2022, 12, 5), "dcterms.issued: "),
        "source_name": ("Gemeente Lindewater", "og:site_name: "),
        "source_url": (
            "https://www.lindewater.example.org/nieuws/jongerenloket-gaat-naar-de-jongeren-toe",
            "canonical: ",
        ),
    },
    "kennisinstituut-noten.html": {
        "published_on": (date(2020, 6, 18), "dc.date: "),
        "author_name": ("Roos Terpstra", "author: "),
        "source_name": ("Kennisbank Samenleven", "og:site_name: "),
        "category": ("Sociaal werk", "article:section: "),
        "source_url": (
            "https://kennisbank.example.org/artikelen/preventie-laat-zich-slecht-tellen",
            "og:url: ",
        ),
    },
    "krant-column.html": {
        "published_on": (date(2021, 9, 25), "article:published_time: "),
        "author_name": ("Teun Akkerman", "author: "),
        "source_name": ("De Voorbeeldcourant", "og:site_name: "),
        "category": ("Opinie", "article:section: "),
        "source_url": (
            "https://www.voorbeeldcourant.example.org/opinie/niemand-woont-in-een-doelgroep~b7f2",
            "og:url: ",
        ),
    },
    "nieuwsbrief.html": {},
    "notitie.md": {
        "published_on": (date(2022, 5, 17), "datum: "),
        "author_name": ("Noor Hendriksma", "auteur: "),
        "category": ("Samenwerking", "rubriek: "),
        "source_url": ("https://notities.example.org/samenwerken-begint-met-verschil", "url: "),
    },
    "oude-pagina-windows-1252.html": {
        "published_on": (date(2007, 5, 5), "5 mei 2007"),
        "author_name": ("Renée Brönnimann", "author: "),
    },
    "rapport.docx": {
        "published_on": (date(2019, 3, 12), "Door: Werkgroep Toegang"),
        "author_name": ("Werkgroep Toegang", "Door: Werkgroep Toegang"),
    },
    "reeks-met-jsonld.html": {
        "published_on": (date(2017, 4, 20), "JSON-LD datePublished: 2017"),
        "author_name": ("Mirjam Okkerse en Bas van Loon", "JSON-LD author: "),
        "source_name": ("Werkplaats Lokaal", "JSON-LD publisher: "),
        "category": ("Bestuur", "JSON-LD articleSection: "),
        "source_url": ("https://werkplaats.example.org/reeks/vertrouwen/3", "canonical: "),
    },
    "vraag-en-antwoord.html": {
        "published_on": (date(2023, 2, 9), "article:published_time: "),
        "source_name": ("Steunpunt Samen Zorgen", "og:site_name: "),
    },
}
FIELDS = (
    "published_on", "author_name", "source_name", "category", "source_comment_count", "source_url",
)  # fmt: skip


def read(name: str) -> ArticleDraft:
    raw = (PAGES / name).read_bytes()
    return read_article(guess_kind(name, "", raw), raw, name=name)


def expected(name: str) -> list[tuple[str, str]]:
    written = (PAGES / "expected" / name).with_suffix(".txt").read_text(encoding="utf-8")
    pairs = [line.split(" | ", 1) for line in written.removesuffix("\n").split("\n")]
    return [(line_class, text) for line_class, text in pairs]


def test_every_page_has_its_expectation() -> None:
    pages = {path.name for path in PAGES.iterdir() if path.is_file()} - {"README.md"}
    assert pages == set(TOLD)


@pytest.mark.parametrize("name", TOLD)
def test_every_line_gets_its_class(name: str) -> None:
    assert [(line.line_class.value, line.text) for line in read(name).lines] == expected(name)


@pytest.mark.parametrize("name", TOLD)
def test_readers_see_the_title_first_and_then_every_published_line(name: str) -> None:
    draft, lines = read(name), expected(name)
    shown = [text for line_class, text in lines if LineClass(line_class) in PUBLISHED]
    titles = [text for line_class, text in lines if line_class == "title"]
    leads = [text for line_class, text in lines if line_class == "lead"]
    assert [draft.text_of(block) for block in draft.blocks] == shown
    assert [draft.title] == titles == shown[:1]
    assert [draft.text_of(block) for block in draft.lead] == leads


@pytest.mark.parametrize("name", TOLD)
def test_facts_come_with_the_lines_that_prove_them(name: str) -> None:
    metadata, lines = read(name).metadata, read(name).lines
    assert metadata.language == "nl"
    for field in FIELDS:
        value, opening = TOLD[name].get(field, (None, ""))
        assert getattr(metadata, field) == value, field
        proof = [lines[number - 1].text for number in metadata.evidence.get(field, ())]
        assert all(text.startswith(opening) for text in proof)
        assert bool(proof) == bool(opening)


@pytest.mark.parametrize("name", TOLD)
def test_nobody_can_be_mailed_or_called_from_what_is_published(name: str) -> None:
    draft = read(name)
    beside = [entry.text for entry in (*draft.see_also, *draft.captions)]
    for text in (draft.canonical_text, *beside, *(block.alt for block in draft.blocks)):
        assert not contact_details(text)
        assert "12 34 56 78" not in text
        assert "@" not in text
    for block in draft.blocks:
        assert not any((span.href or "").startswith(("mailto:", "tel:")) for span in block.spans)


def test_notes_lead_to_the_lines_that_refer_to_them() -> None:
    draft = read("kennisinstituut-noten.html")
    assert [(n.number, len(n.reference_lines)) for n in draft.footnotes] == [(1, 1), (2, 2), (3, 1)]


def test_pictures_come_along_from_pages_and_documents() -> None:
    for name in ("figuren-in-de-pagina.html", "rapport.docx"):
        draft = read(name)
        (figure,) = [block for block in draft.blocks if block.kind is BlockKind.FIGURE]
        assert [picture.sha256 for picture in draft.pictures] == [figure.picture]
        assert draft.text_of(figure).startswith("Figuur 1. ")
        assert figure.alt


def test_tables_keep_their_rows_and_header_cells() -> None:
    draft = read("beleid-tabellen.html")
    rows = [block for block in draft.blocks if block.kind is BlockKind.TABLE_ROW]
    heads = [sum(s.kind is SpanKind.HEADER_CELL for s in row.spans) for row in rows]
    assert heads == [4, 1, 1, 1, 1, 0, 0, 0, 0]


def test_place_in_a_series_is_read_from_its_own_line() -> None:
    series = read("reeks-met-jsonld.html").metadata.series
    assert (series.title, series.part, series.part_label) == ("Sturen op vertrouwen", 3, "Deel 3")
