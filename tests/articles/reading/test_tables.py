"""Two tables right after each other stay two, from the file to the page; one stays one."""

import pytest
from django.test import Client

from articles.actions.bring_file import bring_file
from articles.cleaning.draft import BlockKind
from articles.importers.kinds import SourceKind
from articles.importers.read import read_article
from articles.models import Article
from tests.articles.importers.word_files import document, p, table
from tests.pages.page import get

INTRO = (
    "De wijk houdt bij hoe vaak mensen aankloppen bij het loket, en hoe lang zij daar wachten "
    "op iemand die hen helpt. Dat gebeurt al jaren, en de cijfers staan hieronder."
)
OUTRO = "Wie de cijfers naast elkaar legt, ziet dat het wachten langer duurt dan vroeger, overal."
WITH_HEAD = "<tr><th>Jaar</th><th>Loketten</th></tr><tr><td>2019</td><td>4</td></tr>"
BARE = "<tr><td>Noord</td><td>zes weken</td></tr><tr><td>Zuid</td><td>drie weken</td></tr>"
HEADED_TWICE = WITH_HEAD + "<tr><th>Jaar</th><th>Wachten</th></tr><tr><td>2019</td><td>2</td></tr>"


def page_of(*tables: str, between: str = "") -> bytes:
    drawn = between.join(f"<table>{rows}</table>" for rows in tables)
    return f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Wachten</title></head>
<body><article><h1>Wachten bij het loket</h1><p>{INTRO}</p>{drawn}<p>{OUTRO}</p></article></body>
</html>""".encode()


def drawn_tables(raw: bytes, kind: SourceKind = SourceKind.HTML) -> list[list[list[str]]]:
    """The cells of each table as a visitor gets them."""
    bring_file(raw=raw, kind=kind, import_key="een", file_name="een", publish=True)
    page = get(Client(), Article.objects.get().get_absolute_url())
    return [
        [[cell.text for cell in row.children if not isinstance(cell, str)] for row in rows]
        for rows in (table.all("tr") for table in page.all("table", class_="data"))
    ]


FIRST = [["Jaar", "Loketten"], ["2019", "4"]]
SECOND = [["Noord", "zes weken"], ["Zuid", "drie weken"]]


@pytest.mark.django_db
@pytest.mark.parametrize("between", ["", "\n", "<br>", "<div></div>"])
def test_second_table_without_a_head_is_a_table_of_its_own(between: str) -> None:
    assert drawn_tables(page_of(WITH_HEAD, BARE, between=between)) == [FIRST, SECOND]


@pytest.mark.django_db
def test_two_bare_tables_stay_two() -> None:
    assert drawn_tables(page_of(BARE, BARE)) == [SECOND, SECOND]


@pytest.mark.django_db
def test_one_table_with_a_second_head_stays_one() -> None:
    (table,) = drawn_tables(page_of(HEADED_TWICE))
    assert [row[0] for row in table] == ["Jaar", "2019", "Jaar", "2019"]


@pytest.mark.django_db
def test_row_that_is_left_out_does_not_break_its_table() -> None:
    rows = (
        BARE + "<tr><td>Bel</td><td>06 12 34 56 78</td></tr><tr><td>West</td><td>een week</td></tr>"
    )
    (table,) = drawn_tables(page_of(rows))
    assert [row[0] for row in table] == ["Noord", "Zuid", "West"]


@pytest.mark.django_db
def test_markdown_keeps_them_apart() -> None:
    raw = f"""# Wachten bij het loket

{INTRO}

| Jaar | Loketten |
|------|----------|
| 2019 | 4 |

| Wijk | Weken |
|------|-------|
| Noord | zes |

{OUTRO}
"""
    assert drawn_tables(raw.encode(), SourceKind.MARKDOWN) == [
        FIRST,
        [["Wijk", "Weken"], ["Noord", "zes"]],
    ]


@pytest.mark.django_db
def test_word_keeps_them_apart() -> None:
    first, second = (
        (("Jaar", "Loketten"), ("2019", "4")),
        (("Noord", "zes weken"), ("Zuid", "drie weken")),
    )
    raw = document(
        p("Wachten bij het loket", "Titel"), p(INTRO), table(*first), table(*second), p(OUTRO)
    )
    assert drawn_tables(raw, SourceKind.WORD) == [FIRST, SECOND]


def test_rows_say_which_table_they_are_of() -> None:
    draft = read_article(SourceKind.HTML, page_of(WITH_HEAD, BARE), name="een")
    rows = [block.number for block in draft.blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows == [1, 1, 2, 2]
