"""A text on its way in: looked over line by line, and then published once, whatever two editors do."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from articles.actions.decide_intake import (
    IntakeChanged,
    IntakeClosed,
    choose_line,
    discard_intake,
    publish_intake,
    take_back_intake,
)
from articles.actions.intake import NothingNew, begin_intake, reread_article
from articles.cleaning.classes import LineClass
from articles.importers.errors import UnreadableSource
from articles.importers.kinds import SourceKind
from articles.models import Article, ArticleVersion, Intake
from articles.reading.intake import read_intake, seen_mark
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, TITLE, import_text
from tests.factories import make_intake, make_person, make_source

pytestmark = pytest.mark.django_db
FURNITURE = "Delen op LinkedIn"
WITH_FURNITURE = f"{PAGE}\n\n{FURNITURE}"


@pytest.fixture
def els(db: None) -> User:
    return make_person("Els", "editor")


def publish(intake: Intake, editor: User, **fields: object) -> ArticleVersion:
    intake.refresh_from_db()
    return publish_intake(intake=intake, editor=editor, seen=seen_mark(intake), **fields)


def number_of(intake: Intake, words: str) -> int:
    return next(line.number for line in read_intake(intake).lines if words in line.text)


def test_begin_makes_nothing_public() -> None:
    intake = make_intake(PAGE)
    assert (intake.status, intake.title) == ("waiting", TITLE)
    assert not Article.objects.exists()


def test_begin_refuses_what_cannot_be_read_and_keeps_nothing() -> None:
    with pytest.raises(UnreadableSource):
        begin_intake(kind=SourceKind.TEXT, raw=b"\xff\xfe\x00", created_by=None)
    assert not Intake.objects.exists()


def test_begin_twice_is_one_intake() -> None:
    assert make_intake(PAGE) == make_intake(PAGE)
    assert Intake.objects.count() == 1


def test_begin_with_the_text_of_an_article_says_so(els: User) -> None:
    version = publish(make_intake(PAGE), els)
    with pytest.raises(NothingNew) as same:
        make_intake(PAGE)
    assert same.value.article == version.article


def test_line_is_left_out_and_put_back() -> None:
    intake = make_intake(PAGE)
    number = number_of(intake, MIDDLE[:20])
    _before, after = choose_line(intake=intake, number=number, is_published=False)
    assert MIDDLE not in after.canonical_text
    assert OPENING in after.canonical_text
    intake.refresh_from_db()
    assert intake.choices == [{"line": number, "text": MIDDLE, "class": "widget"}]
    choose_line(intake=intake, number=number, is_published=False)
    intake.refresh_from_db()
    assert len(intake.choices) == 1
    _before, after = choose_line(intake=intake, number=number, is_published=True)
    intake.refresh_from_db()
    assert intake.choices == []
    assert MIDDLE in after.canonical_text


def test_furniture_is_put_on_the_page() -> None:
    intake = make_intake(WITH_FURNITURE)
    number = number_of(intake, FURNITURE)
    assert FURNITURE not in read_intake(intake).canonical_text
    _before, after = choose_line(intake=intake, number=number, is_published=True)
    assert after.canonical_text.endswith(FURNITURE)


def test_contact_details_are_never_published_whatever_is_chosen() -> None:
    intake = make_intake(f"{PAGE}\n\nBel Kees Voorbeeld op 06 12 34 56 78 voor meer informatie.")
    number = number_of(intake, "Kees")
    _before, after = choose_line(intake=intake, number=number, is_published=True)
    assert "Kees" in after.canonical_text
    assert "06 12" not in after.canonical_text


def test_other_title_makes_the_former_a_heading() -> None:
    intake = make_intake(PAGE)
    number = number_of(intake, OPENING[:20])
    _before, after = choose_line(intake=intake, number=number, line_class=LineClass.TITLE)
    assert after.title == OPENING
    intake.refresh_from_db()
    assert intake.title == OPENING


def test_line_that_is_not_there_changes_nothing() -> None:
    intake = make_intake(PAGE)
    choose_line(intake=intake, number=4_000, is_published=False)
    intake.refresh_from_db()
    assert intake.choices == []


def test_leaving_out_all_text_is_refused_and_changes_nothing() -> None:
    intake = make_intake(f"{TITLE}\n\n{OPENING}")
    with pytest.raises(UnreadableSource):
        choose_line(intake=intake, number=number_of(intake, OPENING[:9]), is_published=False)
    intake.refresh_from_db()
    assert intake.choices == []


def test_publish_makes_an_article_with_the_choices(els: User) -> None:
    intake = make_intake(WITH_FURNITURE, source_url="https://example.org/wijk")
    choose_line(intake=intake, number=number_of(intake, FURNITURE), is_published=True)
    version = publish(intake, els)
    article = Article.objects.get()
    assert (article.status, article.current_version) == ("published", version)
    assert article.opened_at is not None
    assert article.source_url == "https://example.org/wijk"
    assert version.created_by == els
    assert version.choices == [
        {"line": number_of_line(version, FURNITURE), "text": FURNITURE, "class": "body"}
    ]
    intake.refresh_from_db()
    assert (intake.status, intake.article, bytes(intake.raw)) == ("done", article, b"")


def number_of_line(version: ArticleVersion, words: str) -> int:
    return next(line["number"] for line in version.lines if words in line["text"])


def test_publish_as_a_draft_opens_nothing(els: User) -> None:
    article = publish(make_intake(PAGE), els, as_draft=True).article
    article.refresh_from_db()
    assert (article.status, article.opened_at) == ("draft", None)


def test_chosen_source_outlives_the_next_version(els: User) -> None:
    source = make_source("Het wijkblad")
    article = publish(make_intake(PAGE, source=source), els).article
    article.refresh_from_db()
    assert (article.source, article.corrected) == (source, ["source"])
    publish(make_intake(f"{PAGE}\n\nEen slot.", article=article), els)
    article.refresh_from_db()
    assert article.source == source


def test_choices_are_applied_again_to_the_next_version(els: User) -> None:
    intake = make_intake(WITH_FURNITURE)
    choose_line(intake=intake, number=number_of(intake, FURNITURE), is_published=True)
    article = publish(intake, els).article
    longer = WITH_FURNITURE.replace(MIDDLE, f"{MIDDLE}\n\nEr is een alinea bij gekomen, in 2024.")
    again = make_intake(longer, article=article)
    assert [choice["text"] for choice in again.choices] == [FURNITURE]
    second = publish(again, els, change_note="Er is een alinea bij.")
    assert (second.article, second.number) == (article, 2)
    assert second.canonical_text.endswith(FURNITURE)
    assert second.change_note == "Er is een alinea bij."


def test_choice_for_a_line_that_is_gone_is_told(els: User) -> None:
    intake = make_intake(WITH_FURNITURE)
    choose_line(intake=intake, number=number_of(intake, FURNITURE), is_published=True)
    article = publish(intake, els).article
    again = make_intake(PAGE, article=article)
    assert again.choices == []
    (lost,) = again.report
    assert "staat niet meer in de tekst" in lost["reason"]


def test_article_is_reread_with_its_own_choices(els: User) -> None:
    intake = make_intake(WITH_FURNITURE)
    choose_line(intake=intake, number=number_of(intake, FURNITURE), is_published=True)
    article = publish(intake, els).article
    article.refresh_from_db()
    again = reread_article(article=article, editor=els)
    assert again.article == article
    assert read_intake(again).canonical_text.endswith(FURNITURE)
    choose_line(intake=again, number=number_of(again, FURNITURE), is_published=False)
    second = publish(again, els)
    assert (second.number, second.article) == (2, article)
    assert not second.canonical_text.endswith(FURNITURE)


def test_new_version_of_an_article_from_elsewhere_is_one_article(els: User) -> None:
    article = import_text().article
    publish(make_intake(f"{PAGE}\n\nEen slot.", article=article), els)
    article.refresh_from_db()
    assert Article.objects.count() == 1
    assert article.import_key == "wijk.txt"
    assert article.current_version is not None
    assert article.current_version.number == 2


def test_publish_refuses_when_a_colleague_chose_otherwise(els: User) -> None:
    intake = make_intake(PAGE)
    seen = seen_mark(intake)
    choose_line(intake=intake, number=number_of(intake, MIDDLE[:20]), is_published=False)
    with pytest.raises(IntakeChanged):
        publish_intake(intake=intake, editor=els, seen=seen)
    assert not Article.objects.exists()


def test_publish_twice_makes_one_article(els: User) -> None:
    intake = make_intake(PAGE)
    publish(intake, els)
    with pytest.raises(IntakeClosed):
        publish(intake, els)
    assert ArticleVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_wins() -> None:
    editors = [make_person("Els", "editor"), make_person("Eva", "editor")]
    intake = make_intake(PAGE)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def decide(editor: User) -> None:
        try:
            start.wait(10)
            publish_intake(intake=intake, editor=editor, seen=seen_mark(intake))
            outcomes.append("published")
        except IntakeClosed:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["published", "told"]
    assert ArticleVersion.objects.count() == 1


def test_thrown_away_text_is_taken_back(els: User) -> None:
    intake = discard_intake(intake=make_intake(PAGE))
    with pytest.raises(IntakeClosed):
        publish(intake, els)
    intake = take_back_intake(intake=intake)
    assert publish(intake, els).title == TITLE


def test_thrown_away_text_is_wiped_after_thirty_days() -> None:
    old = discard_intake(intake=make_intake(PAGE))
    Intake.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=31))
    fresh = discard_intake(intake=make_intake(f"{PAGE}\n\n{CLOSING}"))
    make_intake()
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (bytes(old.raw), old.title) == (b"", "")
    assert bytes(fresh.raw)
    with pytest.raises(IntakeClosed):
        take_back_intake(intake=old)
