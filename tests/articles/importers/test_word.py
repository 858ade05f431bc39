"""Word documents: what comes along, and what is refused before it is unpacked."""

import io
import zipfile

import pytest

from articles.cleaning.draft import BlockKind, SpanKind
from articles.importers.errors import UnreadableSource
from articles.importers.word import import_word
from tests.articles.importers.word_files import NOTE, PICTURE, bold, document, p, table

PROSE = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht."
REPORT = document(
    p("Een loket te veel", "Titel"),
    p(PROSE, extra=bold(" Dat merk je.") + NOTE),
    p("Wat er mis gaat", "Kop1"),
    p("Aan de balie", "Kop2"),
    p("Niemand wist wie belde.", "Citaat"),
    table(("Jaar", "Loketten"), ("2019", "4")),
    PICTURE,
    p("Bel 06 12 34 56 78 of mail jan@example.org voor het hele verhaal."),
    note="Geteld in drie wijken.",
    maker="Jan Voorbeeld",
)


def published(raw: bytes) -> list[tuple[str, str]]:
    draft = import_word(raw, name="rapport.docx")
    return [(block.kind.value, draft.text_of(block)) for block in draft.blocks]


def test_form_of_a_report_comes_along() -> None:
    assert published(REPORT) == [
        ("title", "Een loket te veel"),
        ("paragraph", f"{PROSE} Dat merk je.[1]"),
        ("heading", "Wat er mis gaat"),
        ("heading", "Aan de balie"),
        ("quote", "Niemand wist wie belde."),
        ("table-row", "Jaar\tLoketten"),
        ("table-row", "2019\t4"),
        ("figure", "Een tafel in de wijk"),
        ("footnote", "Geteld in drie wijken."),
    ]


def test_levels_stress_and_references_come_along() -> None:
    draft = import_word(REPORT, name="rapport.docx")
    headings = [block.level for block in draft.blocks if block.kind is BlockKind.HEADING]
    assert headings == sorted(headings)
    assert len(set(headings)) == 2
    spans = {
        span.kind: draft.canonical_text[span.start : span.end]
        for block in draft.blocks
        for span in block.spans
    }
    assert spans[SpanKind.STRONG].strip() == "Dat merk je."
    assert spans[SpanKind.NOTE_REFERENCE] == "[1]"
    assert [(note.number, note.reference_lines) for note in draft.footnotes] == [(1, (2,))]


def test_picture_comes_along_made_anew() -> None:
    draft = import_word(REPORT, name="rapport.docx")
    (figure,) = [block for block in draft.blocks if block.kind is BlockKind.FIGURE]
    assert figure.alt == "Een tafel in de wijk"
    assert [picture.sha256 for picture in draft.pictures] == [figure.picture]
    assert (draft.pictures[0].width, draft.pictures[0].height) == (40, 30)


def test_contact_details_and_the_maker_are_not_published() -> None:
    draft = import_word(REPORT, name="rapport.docx")
    assert "06 12" not in draft.canonical_text
    assert "jan@" not in draft.canonical_text
    assert "Voorbeeld" not in draft.canonical_text
    assert draft.metadata.author_name is None
    assert any("Jan Voorbeeld" in hint for hint in draft.hints)


def test_same_bytes_give_the_same_draft() -> None:
    assert import_word(REPORT, name="rapport.docx") == import_word(REPORT, name="rapport.docx")


def bomb() -> bytes:
    return document(p(PROSE), extra={"word/big.xml": b" " * 60_000_000})


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


ENTITY = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is leeg"),
        (b"gewone tekst", "is geen Word-document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "ouder Word-bestand of heeft een wachtwoord",
        ),
        (b"PK\x03\x04 en dan niets", "is beschadigd"),
        (REPORT[: len(REPORT) // 2], "is beschadigd"),
        (packed(mimetype=b"application/epub+zip"), "een ander soort pakket"),
        (bomb(), "veel te groot"),
        (document(p(PROSE), extra={"word/extra.xml": ENTITY}), "is beschadigd"),
        (document(), "heeft geen tekst"),
        (b"PK\x03\x04" + bytes(40_000_001), "groter dan 40 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as refusal:
        import_word(raw, name="rapport.docx")
    assert refusal.value.reason.startswith("rapport.docx")
    assert refusal.value.reason.endswith(".")
