"""A web page becomes numbered lines, each with its class and reason; what is published obeys the rules of the text."""

import pytest

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import ArticleDraft, BlockKind, SpanKind
from articles.importers.errors import UnreadableSource
from articles.importers.html import MAX_BYTES, import_html

PROSE = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht, en dat merk je."
MORE = "Het kan ook anders, en dat begint bij de vraag die je stelt als iemand binnenkomt en gaat zitten."


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang='nl'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    ).encode()


def article(body: str, head: str = "") -> ArticleDraft:
    text = f"<main><h1>Een loket te veel</h1><p>{PROSE}</p>{body}<p>{MORE}</p></main>"
    return import_html(page(text, head), name="stuk.html")


def published(draft: ArticleDraft) -> list[tuple[str, str]]:
    return [(block.kind.value, draft.text_of(block)) for block in draft.blocks]


def spans(draft: ArticleDraft, kind: SpanKind) -> list[str]:
    return [
        draft.canonical_text[span.start : span.end]
        for block in draft.blocks
        for span in block.spans
        if span.kind is kind
    ]


def class_of(draft: ArticleDraft, text: str) -> LineClass:
    (line,) = [line for line in draft.lines if line.text == text]
    return line.line_class


def test_forms_of_a_page_are_kept() -> None:
    draft = article(
        "<h2>Wat gaat er mis?</h2><ul><li>Je moet weten dat het bestaat</li><li>Je wacht</li></ul>"
        "<ol start='3'><li>Eerst dit</li><li>Dan <b>dat</b></li></ol>"
        "<blockquote><p>Ik wachtte drie weken, zegt een bezoeker.</p></blockquote>"
    )
    assert published(draft)[2:-1] == [
        ("heading", "Wat gaat er mis?"),
        ("list-item", "Je moet weten dat het bestaat"),
        ("list-item", "Je wacht"),
        ("list-item", "Eerst dit"),
        ("list-item", "Dan dat"),
        ("quote", "Ik wachtte drie weken, zegt een bezoeker."),
    ]
    assert [block.number for block in draft.blocks if block.kind is BlockKind.LIST_ITEM] == [
        None,
        None,
        3,
        4,
    ]
    assert spans(draft, SpanKind.STRONG) == ["dat"]


def test_heading_levels_begin_at_two_and_skip_none() -> None:
    draft = article("<h3>Een</h3><p>a b c.</p><h5>Twee</h5><p>d e f.</p><h6>Drie</h6><p>g h i.</p>")
    levels = [block.level for block in draft.blocks if block.kind is BlockKind.HEADING]
    assert levels == [2, 3, 4]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("/b?c=1", "https://site.example.org/b?c=1"),
        ("d", "https://site.example.org/stuk/d"),
        ("#kop", None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org/x", None),
        ("https://naam:wachtwoord@example.org/", None),
        ("https://example.org/?mail=jan@example.org", None),
        ("http://[kapot", None),
    ],
)
def test_only_links_to_the_web_are_kept(href: str, address: str | None) -> None:
    draft = article(
        f'<p>Lees er meer over in <a href="{href}">dit rapport</a> van de gemeente over loketten.</p>',
        '<link rel="canonical" href="https://site.example.org/stuk/">',
    )
    links = [span.href for block in draft.blocks for span in block.spans if span.href]
    assert links == ([address] if address else [])
    assert "dit rapport" in draft.canonical_text


def test_relative_link_without_an_address_of_the_page_is_left_out() -> None:
    draft = article(
        '<p>Lees er meer over in <a href="/b">dit rapport</a> over de loketten in de stad.</p>'
    )
    assert spans(draft, SpanKind.LINK) == []


def test_table_becomes_rows_of_cells() -> None:
    draft = article(
        "<table><caption>Vragen per jaar</caption><tr><th>Jaar</th><th>Loket</th><th>Vragen</th></tr>"
        "<tr><td rowspan='2'>2018</td><td>Noord</td><td></td></tr><tr><td>Zuid</td><td>12</td></tr></table>"
    )
    rows = [draft.text_of(block) for block in draft.blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows == ["Jaar\tLoket\tVragen", "2018\tNoord\t–", "2018\tZuid\t12"]
    assert spans(draft, SpanKind.HEADER_CELL) == ["Jaar", "Loket", "Vragen"]
    assert spans(draft, SpanKind.CELL) == ["2018", "Noord", "–", "2018", "Zuid", "12"]
    assert ("paragraph", "Vragen per jaar") in published(draft)


def test_numbers_in_neighbouring_cells_are_no_telephone_number() -> None:
    draft = article(
        "<table><tr><td>06</td><td>12</td><td>34</td><td>56</td><td>78</td></tr>"
        "<tr><td>Bel</td><td>06 12 34 56 78</td><td>x</td><td>y</td><td>z</td></tr></table>"
    )
    assert class_of(draft, "06\t12\t34\t56\t78") is LineClass.BODY
    assert class_of(draft, "Bel\t06 12 34 56 78\tx\ty\tz") is LineClass.CALL_TO_CONTACT


def test_table_that_lays_out_a_page_is_no_table() -> None:
    body = f"<table><tr><td><h1>Een loket te veel</h1><p>{PROSE}</p></td><td><p>{MORE}</p></td></tr></table>"
    draft = import_html(page(body), name="stuk.html")
    assert published(draft) == [
        ("title", "Een loket te veel"),
        ("paragraph", PROSE),
        ("paragraph", MORE),
    ]


def test_linked_notes_become_notes_whatever_they_look_like() -> None:
    draft = article(
        "<p>Er zijn er drie<sup><a href='#n1' id='r1'>1</a></sup> en meer <a href='#n2'>[2]</a> te veel in de stad.</p>"
        "<div><p id='n1'><a href='#r1'>1.</a> Volgens de telling.</p><p><a id='n2'></a>[2] Zie de "
        "<a href='https://example.org/nota'>nota</a>.</p></div>"
    )
    assert spans(draft, SpanKind.NOTE_REFERENCE) == ["[1]", "[2]"]
    notes = [(b.number, draft.text_of(b)) for b in draft.blocks if b.kind is BlockKind.FOOTNOTE]
    assert notes == [(1, "Volgens de telling."), (2, "Zie de nota.")]
    assert spans(draft, SpanKind.LINK) == ["nota"]
    assert [(note.number, len(note.reference_lines)) for note in draft.footnotes] == [
        (1, 1),
        (2, 1),
    ]


def test_links_of_a_table_of_contents_are_no_notes() -> None:
    draft = article(
        "<p><a href='#a'>1</a> en <a href='#b'>Kop twee</a> staan hieronder verder uitgelegd.</p>"
    )
    assert draft.footnotes == ()


def test_raised_and_lowered_digits_are_written_so() -> None:
    draft = article(
        "<p>Een hal van 12 m<sup>2</sup> met te veel CO<sub>2</sub> en te weinig stoelen voor iedereen.</p>"
    )
    assert "12 m² met te veel CO₂ en" in draft.canonical_text


def test_script_and_style_never_count() -> None:
    draft = article(
        "<script>var titel = 'Geheim';</script><style>p{color:red}</style><template>Sjabloon</template>"
    )
    text = "\n".join(line.text for line in draft.lines)
    assert "Geheim" not in text
    assert "color" not in text
    assert "Sjabloon" not in text


def test_white_space_is_as_a_page_shows_it() -> None:
    draft = article(
        "<p>  Een\n  zin\twaarin <b> veel </b>ruimte\u00a0zit, e<i>\u0301</i>n een accent dat los stond.</p>"
    )
    assert (
        "Een zin waarin veel ruimte\u00a0zit, én een accent dat los stond." in draft.canonical_text
    )


def test_two_line_breaks_begin_a_paragraph_and_one_begins_an_item() -> None:
    draft = article(
        "<p>Eerste regel die<br>doorloopt.<br><br>Tweede alinea met<br>- een punt<br>- nog een punt</p>"
    )
    texts = [text for _, text in published(draft)]
    assert texts[2:6] == [
        "Eerste regel die doorloopt.",
        "Tweede alinea met",
        "- een punt",
        "- nog een punt",
    ]


def test_contact_details_are_hidden_wherever_they_stand() -> None:
    draft = article(
        "<p>Mail ons op jan@example.org.</p><p>Bel 06 12 34 <b>56 78</b> voor een afspraak.</p>"
        '<p><a href="mailto:jan@example.org">Mail Jan</a></p>'
        '<p>Er is altijd iemand die de vraag verder brengt, zegt <a href="tel:0612345678">de directeur</a> van het '
        "loket in de stad waar wij waren.</p>"
    )
    stored = (
        str(draft.canonical_text) + str(draft.metadata) + str(draft.captions) + str(draft.see_also)
    )
    assert "example.org" not in stored
    assert "56 78" not in stored
    assert "Mail Jan" not in stored
    assert "zegt de directeur van het loket" in stored
    assert class_of(draft, "Mail ons op jan@example.org.") is LineClass.CALL_TO_CONTACT


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", ["is leeg"]),
        (b"  \n", ["is leeg"]),
        (b"x" * (MAX_BYTES + 1), ["groter dan 10 MB", "bewaar alleen het artikel"]),
        (b"<p>a\0b", ["byte 4", "nulteken"]),
        (page("<p>caf\xe9").replace("é".encode(), b"\xe9"), ["geen UTF-8", "bewaar haar opnieuw"]),
        (b"<meta charset='klingon'><p>tekst", ["'klingon'", "kennen wij niet"]),
        (page(""), ["geen tekst", "eerst helemaal openen"]),
        (page("<script>document.write('alles')</script>"), ["geen tekst"]),
        (page("<div>" * 10_000 + PROSE), ["te diep genest"]),
        (page("<h1>Een loket te veel</h1>"), ["geen artikeltekst"]),
        (page("<nav><a href='/'>Home</a></nav>"), ["geen titel gevonden"]),
        (page("<i>x</i>" * 60_001), ["meer dan 60000 onderdelen"]),
    ],
    ids=[
        "empty", "white space", "too large", "zero byte", "not utf-8", "unknown charset", "no text", "only script",
        "deep", "only a title", "only a menu", "too many elements",
    ],
)  # fmt: skip
def test_unreadable_page_is_refused_with_one_sentence_that_helps(
    raw: bytes, words: list[str]
) -> None:
    with pytest.raises(UnreadableSource) as caught:
        import_html(raw, name="stuk.html")
    assert "stuk.html" in caught.value.reason
    assert caught.value.reason.endswith(".")
    for word in words:
        assert word in caught.value.reason


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "utf-16", None])
def test_page_is_read_in_its_own_encoding(charset: str | None) -> None:
    meta = f'<meta charset="{charset}">' if charset else ""
    body = f"<h1>Eén loket te véél</h1><p>{PROSE} Dat ‘gaat’ over € 5.</p><p>{MORE}</p>"
    if charset == "iso-8859-15":
        body = body.replace("‘gaat’", "gaat")
    raw = f"<html><head>{meta}</head><body>{body}</body></html>".encode(charset or "cp1252")
    draft = import_html(raw, name="stuk.html")
    assert draft.title == "Eén loket te véél"
    assert "€ 5" in draft.canonical_text
    assert bool(draft.hints) is (charset is None)


def test_choice_of_an_editor_goes_first_and_flipping_back_gives_the_same_draft() -> None:
    body = f"<nav><p>Menu van de site</p></nav><main><h1>Een loket te veel</h1><p>{PROSE}</p><p>{MORE}</p></main>"
    raw = f"<html><body>{body}</body></html>".encode()
    plain = import_html(raw, name="stuk.html")
    for line in plain.lines:
        flipped = LineClass.NAVIGATION if line.is_published else LineClass.BODY
        if line.line_class is LineClass.TITLE:
            continue
        draft = import_html(raw, name="stuk.html", choices={line.number: flipped})
        assert draft.lines[line.number - 1].line_class is flipped
        assert (line.text in draft.canonical_text.split("\n\n")) is (flipped is LineClass.BODY)
        back = import_html(raw, name="stuk.html", choices={line.number: line.line_class})
        assert back == plain


def test_chosen_line_with_contact_details_is_published_without_them() -> None:
    body = f"<main><h1>Een loket te veel</h1><p>{PROSE}</p><p>Mail jan@example.org voor het hele verhaal.</p></main>"
    draft = import_html(page(body), name="stuk.html", choices={3: LineClass.BODY})
    assert draft.canonical_text.endswith("Mail […] voor het hele verhaal.")


def test_other_title_may_be_chosen() -> None:
    body = f"<main><h1>Nieuws</h1><h2>Een loket te veel</h2><p>{PROSE}</p><p>{MORE}</p></main>"
    draft = import_html(page(body), name="stuk.html", choices={2: LineClass.TITLE})
    assert draft.title == "Een loket te veel"
    assert published(draft)[1] == ("heading", "Nieuws")


@pytest.mark.parametrize("attribute", [" a{}", ' a{}="1"', " a{}='>'", " a{}=x"])
def test_element_with_countless_attributes_is_refused_before_it_is_parsed(attribute: str) -> None:
    many = "".join(attribute.format(number) for number in range(100_000))
    with pytest.raises(UnreadableSource, match="kenmerken"):
        import_html(page(f"<main><h1>Titel</h1><p{many}>{PROSE}</p></main>"), name="stuk.html")


def test_long_paragraph_and_large_picture_are_no_countless_attributes() -> None:
    picture = "data:image/png;base64," + "A" * 50_000
    body = f'<main><h1>Titel</h1><p>{PROSE} {"woord " * 5_000}.</p><img alt="Een balie" src="{picture}"></main>'
    assert import_html(page(body), name="stuk.html").title == "Titel"
