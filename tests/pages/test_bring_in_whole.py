"""A page and a document, from the file to the article as every visitor reads it: figure, table and note are drawn."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article, Intake
from articles.reading.intake import read_intake
from tests.factories import make_person

pytestmark = pytest.mark.django_db
PAGES = Path(__file__).parents[1] / "data" / "pages"
TABLE = b"<table><tr><th>Week</th><th>Uren</th></tr><tr><td>40</td><td>212</td></tr></table>"
NOTE = (
    b"<p>Dat gold voor alle zeven werkers, ook in de weken daarna.<a href='#n1'>[1]</a></p>"
    b"<ol><li id='n1'>Eigen telling, per kwartier.</li></ol>"
)


def web_page() -> bytes:
    page = (PAGES / "figuren-in-de-pagina.html").read_bytes()
    return page.replace(b"</article>", TABLE + NOTE + b"</article>")


def document() -> bytes:
    return (PAGES / "rapport.docx").read_bytes()


@pytest.mark.parametrize(
    ("name", "raw", "flipped", "seen"),
    [
        (
            "figuren.html",
            web_page(),
            "Dat is te hard.",
            ["Waar de tijd blijft", "Figuur 1. Verdeling", "<td>212</td>", "Eigen telling, per"],
        ),
        (
            "rapport.docx",
            document(),
            "Alleen in het Centrum",
            ["Een jaar zonder indicatie", "Figuur 1. De tafel", "<td>€ 298.500</td>", "2.140"],
        ),
    ],
)
def test_file_becomes_an_article_for_everyone(
    client: Client, name: str, raw: bytes, flipped: str, seen: list[str]
) -> None:
    client.force_login(make_person("Els", "editor"))
    sent = client.post("/redactie/invoeren/", {"file": SimpleUploadedFile(name, raw)})
    intake = Intake.objects.get()
    preview = intake.get_absolute_url()
    assert sent["Location"] == preview
    line = next(one for one in read_intake(intake).lines if one.text.startswith(flipped))
    client.post(
        reverse("intake_line", args=[intake.public_id]),
        {"regel": line.number, "op_de_pagina": "0"},
    )
    page = client.get(preview)
    assert f"<del>{flipped}" in page.content.decode()
    client.post(
        reverse("intake_decide", args=[intake.public_id]),
        {"doe": "publiceren", "seen": page.context["preview"].seen},
    )

    visitor = Client()
    html = visitor.get(Article.objects.get().get_absolute_url()).content.decode()
    for words in seen:
        assert words in html
    assert flipped not in html
    assert "12 34 56 78" not in html
    assert '<table class="data">' in html
    assert 'id="noot-1"' in html
    address = html.partition('<a class="picture" href="')[2].partition('"')[0]
    picture = visitor.get(address)
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
