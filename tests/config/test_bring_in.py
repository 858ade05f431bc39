"""Many files with one command: each gets its sentence, and a bad one stops nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ArticleVersion, Intake, Picture
from config.seeding import SEEDS, import_seeds
from discussions.models import Comment
from tests.articles.importers.word_files import png
from tests.articles.texts import MIDDLE, PAGE, TITLE, mark
from tests.exports import post, reaction, wxr

pytestmark = pytest.mark.django_db
OTHER = PAGE.replace(TITLE, "Eerst luisteren, dan overleggen").replace("elke wijk", "iedere buurt")


def run(*paths: Path, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("bring_in", *map(str, paths), stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_folder_comes_in_as_drafts(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text(PAGE)
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "een.txt").write_text(OTHER)
    (tmp_path / "foto.png").write_bytes(b"\x89PNG")
    (tmp_path / ".verborgen.txt").write_text(PAGE + "x")
    out, err = run(tmp_path)
    assert err == ""
    assert f"[1/2] een.txt: nieuw artikel ‘{TITLE}’ (concept)" in out
    assert sorted(Article.objects.values_list("import_key", flat=True)) == [
        "een.txt",
        "map/een.txt",
    ]
    assert not Article.objects.published().exists()


def test_same_files_again_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text(PAGE)
    run(tmp_path)
    before = list(Article.objects.values())
    out, _err = run(tmp_path / "een.txt")
    assert f"niets veranderd aan ‘{TITLE}’" in out
    assert list(Article.objects.values()) == before
    assert ArticleVersion.objects.count() == 1


def test_changed_file_is_the_next_version(tmp_path: Path) -> None:
    file = tmp_path / "een.txt"
    file.write_text(PAGE)
    run(file, publish=True, source="Het wijkblad")
    file.write_text(PAGE.replace(MIDDLE, "Er staat nu iets anders in het midden van deze tekst."))
    out, _err = run(file)
    assert f"versie 2 van ‘{TITLE}’" in out
    article = Article.objects.get()
    assert (article.status, str(article.source)) == ("published", "Het wijkblad")


def test_bad_file_stops_nothing_but_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.txt").write_text(PAGE)
    out, err = run(tmp_path, tmp_path / "weg.txt")
    assert "[2/3] b.txt: nieuw artikel" in out
    assert "[1/3] a.txt: a.txt is opgeslagen in UTF-16" in err
    assert "[3/3] weg.txt:" in err
    assert "1 van de 3 bestanden zijn ingevoerd; 2 niet" in err
    assert Article.objects.count() == 1


def test_bad_file_gives_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(CommandError) as error:
        call_command("bring_in", str(tmp_path), stderr=StringIO())
    assert error.value.returncode == 1


def test_seeds_are_the_same_articles() -> None:
    import_seeds()
    out, err = run(*sorted(SEEDS.glob("*.txt")))
    assert Article.objects.count() == 5, err
    assert out.count("niets veranderd") == 5


def test_empty_folder_is_told(tmp_path: Path) -> None:
    assert "geen enkel bestand" in run(tmp_path)[1]


def test_new_version_with_unseen_changes_of_a_public_article_waits_for_an_editor(
    tmp_path: Path,
) -> None:
    file = tmp_path / "een.txt"
    file.write_text(PAGE)
    run(file, publish=True)
    mark(ArticleVersion.objects.get(), "Bewoners merken daar tot nu toe weinig van")
    file.write_text(PAGE.replace("tot nu toe weinig", "tot nu toe heel weinig"))
    out, err = run(file)
    assert (err, "wacht op de redactie" in out) == ("", True)
    assert ArticleVersion.objects.count() == 1
    assert [(one.status, one.article.slug) for one in Intake.objects.all()] == [
        ("waiting", Article.objects.get().slug)
    ]
    run(file)
    assert Intake.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_export_comes_in_with_its_comments_and_the_pictures_of_a_folder(tmp_path: Path) -> None:
    image = "https://wijkblad.example.org/wp-content/uploads/2015/03/balie.png"
    content = f'Een eerste alinea over de wijk en haar balie.\n\n<img src="{image}" alt="De balie">'
    export = tmp_path / "export.xml"
    export.write_bytes(wxr(post(1, reaction(11), content=content)))
    folder = tmp_path / "uploads" / "2015" / "03"
    folder.mkdir(parents=True)
    (folder / "balie.png").write_bytes(png())
    out, err = run(export, publish=True, attachments=tmp_path / "uploads")
    assert err == ""
    assert "1 artikel en 1 reactie overgenomen" in out
    assert Article.objects.published().count() == 1
    assert Comment.objects.count() == Picture.objects.count() == 1
    again, err = run(export, publish=True, attachments=tmp_path / "uploads")
    assert err == ""
    assert "0 artikelen en 0 reacties overgenomen" in again
    assert (Article.objects.count(), Comment.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_broken_export_leaves_nothing_and_is_told(tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_bytes(wxr(post(1))[:-60])
    out, err = run(export)
    assert "export.xml" in err
    assert out == ""
    assert not Article.objects.exists()
