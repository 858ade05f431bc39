"""The picture that WordPress keeps beside a text comes to stand above it: once, from the ZIP, or it is told why not."""

import io
import zipfile

import pytest
from PIL import Image

from articles.importers.foreign import ForeignArticle, ForeignPicture, LeftOut, Why
from articles.importers.wordpress import read_wordpress
from articles.models import Article, Picture
from articles.models.intake import IntakeStatus
from articles.reading.export import preview_export
from discussions.actions.import_export import import_export
from tests.discussions.actions.test_import_export import TEXT, intake_of
from tests.exports import post, wxr

UPLOADS = "https://wijkblad.example.org/wp-content/uploads/2015/03/"
ALT = (
    "<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
    "<wp:meta_value><![CDATA[De straat in maart]]></wp:meta_value></wp:postmeta>"
)


def attachment(number: int, url: str, *, more: str = ALT) -> str:
    address = f"<wp:attachment_url>{url}</wp:attachment_url>"
    item = post(number, kind="attachment", status="inherit", title=f"foto {number}", content="")
    caption = "<![CDATA[Foto: <em>Els</em> &amp; Bas.]]>"
    item = item.replace("<![CDATA[Kort gezegd.]]>", caption)
    return item.replace("</item>", address + more + "</item>")


def names(number: int) -> str:
    """The postmeta of a text that has this picture, between others that say nothing here."""
    return (
        "<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>"
        "<wp:postmeta><wp:meta_key><![CDATA[_thumbnail_id]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{number}]]></wp:meta_value></wp:postmeta>"
    )


def packed(*paths: str) -> bytes:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for shade, path in enumerate(paths):
            picture = io.BytesIO()
            Image.new("RGB", (400, 300), (shade, 80, 80)).save(picture, "JPEG")
            archive.writestr(path, picture.getvalue())
    return zipped.getvalue()


def test_article_names_its_picture_and_the_picture_says_what_it_shows() -> None:
    raw = wxr(post(1, content=TEXT, more=names(7)), attachment(7, UPLOADS + "foto.jpg"))
    article, picture = read_wordpress(io.BytesIO(raw), size=len(raw), name="export.xml")
    assert isinstance(article, ForeignArticle)
    assert article.picture_key == "7"
    assert picture == ForeignPicture(
        "7", "foto 7", UPLOADS + "foto.jpg", "De straat in maart", "Foto: Els & Bas."
    )


def test_attachment_without_an_address_is_left_out() -> None:
    raw = wxr(post(7, kind="attachment", title="foto"))
    assert list(read_wordpress(io.BytesIO(raw), size=len(raw), name="export.xml")) == [
        LeftOut("foto", Why.NO_ARTICLE)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("is_before", [True, False])
def test_picture_stands_above_the_text_wherever_it_is_in_the_file(is_before: bool) -> None:
    items = [post(1, content=TEXT, more=names(7)), attachment(7, UPLOADS + "foto.jpg")]
    raw = wxr(*(reversed(items) if is_before else items), attachment(8, UPLOADS + "los.jpg"))
    zipped = packed("uploads/2015/03/foto.jpg", "uploads/2015/03/los.jpg")
    done = import_export(intake=intake_of(raw, attachments=zipped), publish=True)
    version = Article.objects.get().current_version
    assert version is not None
    title, first, *_others = version.blocks
    assert (title["kind"], first["kind"]) == ("title", "figure")
    assert first["picture"] == Picture.objects.get().sha256
    assert first["alt"] == "De straat in maart"
    assert version.canonical_text.split("\n\n")[1] == "Foto: Els & Bas."
    (line,) = [line for line in version.lines if line["line_class"] == "figure"]
    assert line["reason"] == "Afbeelding die meekwam, met haar bijschrift."
    assert [line for line in done.report if "foto" in line["what"]] == [
        {"what": "foto 8", "reason": "is geen artikel"}
    ]
    # The same once more changes nothing.
    import_export(intake=intake_of(raw, attachments=zipped), publish=True)
    assert Article.objects.get().versions.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "image",
    [
        f'<img src="{UPLOADS}foto-300x200.jpg" alt="In de tekst">',
        "<img src='/wp-content/uploads/2015/03/foto.jpg' alt='In de tekst'>",
        f'<img class="size-full wp-image-7" src="{UPLOADS}anders.jpg" alt="In de tekst">',
    ],
)
def test_picture_that_the_text_shows_does_not_come_twice(image: str) -> None:
    content = f"{TEXT}\n\n{image}\n\n{TEXT}"
    raw = wxr(post(1, content=content, more=names(7)), attachment(7, UPLOADS + "foto-scaled.jpg"))
    zipped = packed("2015/03/foto.jpg", "2015/03/anders.jpg")
    import_export(intake=intake_of(raw, attachments=zipped), publish=True)
    version = Article.objects.get().current_version
    assert version is not None
    figures = [block["kind"] for block in version.blocks].index("figure")
    assert figures > 1
    assert sum(block["kind"] == "figure" for block in version.blocks) == 1


@pytest.mark.django_db
def test_picture_of_another_number_in_the_text_does_not_count() -> None:
    image = f'<img class="wp-image-71" src="{UPLOADS}anders.jpg" alt="In de tekst">'
    content = f"{TEXT}\n\n{image}\n\n{TEXT}"
    raw = wxr(post(1, content=content, more=names(7)), attachment(7, UPLOADS + "foto.jpg"))
    zipped = packed("2015/03/foto.jpg", "2015/03/anders.jpg")
    import_export(intake=intake_of(raw, attachments=zipped), publish=True)
    version = Article.objects.get().current_version
    assert version is not None
    assert [block["kind"] for block in version.blocks].count("figure") == 2
    assert version.blocks[1]["kind"] == "figure"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("items", "named"),
    [([attachment(7, UPLOADS + "weg.jpg")], UPLOADS + "weg.jpg"), ([], "bijlage 7")],
)
def test_picture_that_is_not_there_is_reported_as_any_other(items: list[str], named: str) -> None:
    raw = wxr(post(1, content=TEXT, more=names(7)), *items)
    zipped = packed("uploads/2015/03/foto.jpg")
    done = import_export(intake=intake_of(raw, attachments=zipped), publish=True)
    assert done.status == IntakeStatus.DONE
    assert {
        "what": "1 afbeelding bij ‘Wij of zij’",
        "reason": f"niet gevonden of niet te lezen: {named}",
    } in done.report
    assert not Picture.objects.exists()
    version = Article.objects.get().current_version
    assert version is not None
    assert "figure" not in [block["kind"] for block in version.blocks]


@pytest.mark.django_db
def test_preview_counts_articles_with_a_picture_of_their_own() -> None:
    raw = wxr(
        attachment(8, UPLOADS + "los.jpg"),
        post(1, content=TEXT, more=names(7)),
        attachment(7, UPLOADS + "foto.jpg"),
        post(2, content=TEXT),
    )
    preview = preview_export(intake_of(raw))
    assert (preview.articles, preview.pictured) == (2, 1)
    assert preview.left_out == (("is geen artikel", 1),)
