"""A whole export: everything or nothing, once, with a report; and the old addresses lead here."""

import hashlib
import io
import threading
import zipfile
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from PIL import Image
from procrastinate.contrib.django import app

from accounts.models import Mail
from articles.actions.start_intake import CannotStart, start_intake_job
from articles.importers.export import without_network_addresses
from articles.importers.kinds import SourceKind
from articles.models import Article, ArticleVersion, Intake, OldAddress, Picture, Topic
from articles.models.intake import IntakeStatus
from discussions.actions import import_export as room
from discussions.actions.import_export import import_export
from discussions.jobs import import_export_job
from discussions.models import Comment, Thread
from tests.exports import disqus, disqus_post, post, reaction, wxr
from tests.factories import make_article, make_person

TEXT = (
    "De wijk vraagt om zorg die dichtbij is en die mensen kennen. "
    "Dat zeggen bewoners al jaren, en de gemeente hoort het.\n\n"
    "Toch gaat het geld naar kantoren ver weg. Wie hulp zoekt, wacht maanden op een gesprek "
    "met iemand die de straat niet kent.\n\nDat kan anders, en het is al eens anders geweest."
)


def intake_of(raw: bytes, kind: SourceKind = SourceKind.WORDPRESS, **fields: Any) -> Intake:
    return Intake.objects.create(
        kind=kind,
        raw=raw,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        file_name="wijkblad.xml",
        status=IntakeStatus.RUNNING,
        created_by=make_person("Els", "editor"),
        **fields,
    )


EXPORT = wxr(
    post(1, reaction(1), reaction(2, 1), reaction(3, approved="spam"), content=TEXT),
    post(2, reaction(1), content=TEXT.replace("wijk", "buurt"), title="Nog een stuk"),
    post(3, content=TEXT.replace("zorg", "rust"), title="Een concept", status="draft"),
    post(4, kind="page", title="Over ons"),
)


def contents() -> list[int]:
    models = (Article, ArticleVersion, OldAddress, Topic, Thread, Comment)
    return [model.objects.count() for model in models]  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_everything_comes_in_and_the_report_says_what_did_not() -> None:
    done = import_export(intake=intake_of(EXPORT), publish=True)
    assert (done.status, done.failure) == (IntakeStatus.DONE, "")
    by_title = {each.current_version.title: each for each in Article.objects.all()}
    assert {title: each.status for title, each in by_title.items()} == {
        "Wij of zij": "published",
        "Nog een stuk": "published",
        "Een concept": "draft",
    }
    article = by_title["Wij of zij"]
    assert article.source is not None
    assert article.source.name == "Het wijkblad"
    assert article.author_name == "Els Bakker"
    assert str(article.published_on) == "2015-03-02"
    assert article.source_url == "https://wijkblad.example.org/2015/03/stuk-1/"
    assert {topic.name for topic in article.topics.all()} == {"Zorg", "wijk"}
    assert "Toch gaat het geld naar kantoren" in article.current_version.canonical_text
    assert Comment.objects.count() == 3
    assert done.report[0] == {"what": "3 artikelen en 3 reacties", "reason": "overgenomen"}
    assert {"what": "reactie 3 bij ‘Wij of zij’", "reason": "was daar spam"} in done.report
    assert {"what": "Over ons", "reason": "is een pagina, geen artikel"} in done.report
    assert done.progress_done == done.progress_total == 3 + 4
    done.refresh_from_db()
    assert bytes(done.raw) == b""
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_drafts_by_choice_and_the_same_file_twice_changes_nothing() -> None:
    import_export(intake=intake_of(EXPORT), publish=False)
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}
    before = contents()
    again = import_export(intake=intake_of(EXPORT), publish=False)
    assert contents() == before
    assert again.report[0]["reason"] == "overgenomen; 3 artikelen waren er al"
    assert again.report[0]["what"] == "0 artikelen en 0 reacties"


@pytest.mark.django_db
def test_later_export_adds_a_version_and_new_comments() -> None:
    import_export(intake=intake_of(EXPORT), publish=True)
    later = wxr(
        post(1, reaction(1), reaction(9, 1), content=TEXT + "\n\nEen slotzin erbij, later.")
    )
    import_export(intake=intake_of(later), publish=True)
    article = Article.objects.get(import_key="wordpress:wijkblad.example.org:1")
    assert article.versions.count() == 2
    assert Thread.objects.get(article=article).comment_count == 3
    # And the older export after it brings nothing back.
    import_export(intake=intake_of(EXPORT), publish=True)
    assert article.versions.count() == 2


@pytest.mark.django_db
def test_break_in_the_middle_leaves_nothing_and_can_be_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    intake = intake_of(EXPORT)
    before = contents()
    whole, calls = room.bring_article, []

    def breaks(*args: Any, **fields: Any) -> None:
        calls.append(1)
        whole(*args, **fields)
        if len(calls) == 2:
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(room, "bring_article", breaks)
    with pytest.raises(RuntimeError):
        import_export(intake=intake, publish=True)
    assert contents() == before
    intake.refresh_from_db()
    assert intake.status == IntakeStatus.FAILED
    assert "Er is niets overgenomen" in intake.failure
    monkeypatch.setattr(room, "bring_article", whole)
    start_intake_job(intake=intake, publish=True)
    import_export_job(intake_id=intake.pk, publish=True)
    intake.refresh_from_db()
    assert intake.status == IntakeStatus.DONE
    assert Article.objects.count() == 3


@pytest.mark.django_db
def test_broken_file_fails_with_its_sentence_and_leaves_nothing() -> None:
    done = import_export(intake=intake_of(EXPORT[:-200]), publish=True)
    assert done.status == IntakeStatus.FAILED
    assert "wijkblad.xml is niet heel" in done.failure
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_job_starts_once_and_runs_by_its_name() -> None:
    intake = intake_of(EXPORT)
    Intake.objects.update(status=IntakeStatus.WAITING)
    start_intake_job(intake=intake)
    assert "discussions.import_export" in app.tasks
    import_export_job(intake_id=intake.pk, publish=False)
    import_export_job(intake_id=intake.pk, publish=False)  # the same job once more
    assert Article.objects.count() == 3
    with pytest.raises(CannotStart):
        start_intake_job(intake=intake)
    page = intake_of(b"<p>", SourceKind.HTML)
    with pytest.raises(CannotStart):
        start_intake_job(intake=page)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_nothing_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    intake = intake_of(EXPORT)
    seen: list[tuple[int, int, int]] = []
    whole = room.bring_article

    def looks(*args: Any, **fields: Any) -> None:
        whole(*args, **fields)
        other = connections["default"].copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT progress_done, progress_total FROM articles_intake")
            done, total = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM articles_article")
            seen.append((done, total, cursor.fetchone()[0]))
        other.close()

    monkeypatch.setattr(room, "bring_article", looks)
    monkeypatch.setattr("discussions.actions.intake_progress._SECONDS_BETWEEN", 0)
    import_export(intake=intake, publish=True)
    assert seen == [(0, 7, 0), (4, 7, 0), (6, 7, 0)]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_bring_it_in_once() -> None:
    intake = intake_of(EXPORT)
    with pytest.MonkeyPatch.context():
        threads = [threading.Thread(target=_run, args=(intake,)) for _each in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert Article.objects.count() == 3
    assert Comment.objects.count() == 3
    assert ArticleVersion.objects.count() == 3


def _run(intake: Intake) -> None:
    import_export(intake=intake, publish=True)
    connection.close()


@pytest.mark.django_db
def test_pictures_come_from_the_zip_beside_it() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(picture, "JPEG")
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("uploads/2015/03/foto.jpg", picture.getvalue())
        archive.writestr("uploads/2016/01/foto.jpg", b"geen plaatje")
    content = (
        TEXT + '\n\n<img src="https://wijkblad.example.org/wp-content/uploads/2015/03/'
        'foto-300x200.jpg" alt="De straat" />\n\n<img src="/weg.jpg" alt="Weg">\n\n' + TEXT
    )
    raw = wxr(post(1, content=content))
    done = import_export(intake=intake_of(raw, attachments=zipped.getvalue()), publish=True)
    assert Picture.objects.count() == 1
    (line,) = [line for line in done.report if "afbeelding" in line["what"]]
    assert "/weg.jpg" in line["reason"]


@pytest.mark.django_db
def test_broken_zip_is_refused_with_a_sentence() -> None:
    done = import_export(intake=intake_of(EXPORT, attachments=b"geen zip"), publish=True)
    assert done.status == IntakeStatus.FAILED
    assert "geen ZIP-bestand" in done.failure


@pytest.mark.django_db
def test_disqus_finds_the_articles_of_the_export_before_it() -> None:
    import_export(intake=intake_of(EXPORT), publish=True)
    posts = [disqus_post(n, n - 1) for n in range(1, 4)]
    raw = disqus(posts, link="https://wijkblad.example.org/2015/03/stuk-2/")
    import_export(intake=intake_of(raw, SourceKind.DISQUS), publish=False)
    thread = Thread.objects.get(article__import_key="wordpress:wijkblad.example.org:2")
    assert thread.comment_count == 4
    raw = disqus(posts, link="https://elders.example.org/onbekend/")
    done = import_export(intake=intake_of(raw, SourceKind.DISQUS), publish=False)
    assert done.report[1] == {
        "what": "3 reacties bij ‘Wij of zij’",
        "reason": "gaat over een pagina die hier niet is",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/2015/03/stuk-1/", "/2015/03/stuk-1", "/?p=1"])
def test_old_address_leads_to_the_article_for_good(path: str) -> None:
    import_export(intake=intake_of(EXPORT), publish=True)
    article = Article.objects.get(import_key="wordpress:wijkblad.example.org:1")
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())


@pytest.mark.django_db
def test_old_address_of_a_draft_leads_nowhere() -> None:
    import_export(intake=intake_of(EXPORT), publish=False)
    assert Client().get("/2015/03/stuk-1/").status_code == 404
    assert Client().get("/?p=1").status_code == 200  # the overview
    assert Client().get("/2015/03/nooit-geweest/").status_code == 404


@pytest.mark.django_db
def test_old_address_never_hides_a_page_of_ours() -> None:
    article = make_article()
    OldAddress.objects.create(article=article, path="/huisregels/")
    assert Client().get("/huisregels/").status_code == 200
    assert Client().post("/2015/03/stuk-1/").status_code == 404


def test_network_addresses_go_before_anything_is_stored() -> None:
    for raw in (EXPORT, disqus([disqus_post(1)])):
        assert b"203.0.113.77" in raw
        assert b"203.0.113.77" not in without_network_addresses(raw)
        assert b"Reactie 1." in without_network_addresses(raw)
