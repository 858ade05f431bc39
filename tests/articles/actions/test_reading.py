"""One row per member and article, and what it knows about the visit before."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.actions.reading import record_reading
from articles.models import Article, ArticleVersion, Reading
from articles.models.reader import ABSENCE
from tests.factories import make_article, make_person


def read(person: User, article: Article) -> Reading:
    version = article.current_version
    assert version is not None
    return record_reading(person=person, article=article, version=version)


def next_version(article: Article) -> ArticleVersion:
    former = article.current_version
    assert former is not None
    fields = {
        field.attname: getattr(former, field.attname)
        for field in ArticleVersion._meta.concrete_fields
        if not field.primary_key
    }
    article.current_version = ArticleVersion.objects.create(
        **{**fields, "number": former.number + 1}
    )
    article.save()
    return article.current_version


def move_back(reading: Reading, ago: timedelta) -> None:
    Reading.objects.filter(pk=reading.pk).update(seen_at=timezone.now() - ago)


def test_the_first_visit_knows_nothing_before_it(db: None) -> None:
    article = make_article()
    reading = read(make_person("An"), article)
    assert (reading.version, reading.version_before, reading.seen_before) == (
        article.current_version,
        None,
        None,
    )


def test_coming_back_soon_is_the_same_visit(db: None) -> None:
    an, article = make_person("An"), make_article()
    move_back(read(an, article), ABSENCE - timedelta(seconds=30))
    assert read(an, article).seen_before is None
    assert Reading.objects.count() == 1


def test_coming_back_after_an_absence_is_a_new_visit(db: None) -> None:
    an, article = make_person("An"), make_article()
    move_back(read(an, article), ABSENCE + timedelta(seconds=30))
    left = Reading.objects.get().seen_at
    assert read(an, article).seen_before == left
    again = read(an, article)
    assert again.seen_before == left, "a reload is still the same visit"
    assert again.seen_at > left


def test_it_remembers_the_version_of_the_visit_before(db: None) -> None:
    an, article = make_person("An"), make_article()
    former = article.current_version
    move_back(read(an, article), timedelta(days=1))
    latest = next_version(article)
    for _reload in range(2):
        reading = read(an, article)
        assert (reading.version, reading.version_before) == (latest, former)
    move_back(reading, timedelta(days=1))
    assert read(an, article).version_before == latest


def test_a_version_replaced_under_their_eyes_is_remembered_too(db: None) -> None:
    an, article = make_person("An"), make_article()
    former = article.current_version
    read(an, article)
    next_version(article)
    assert read(an, article).version_before == former
    assert read(an, article).version_before == former


def test_each_member_and_article_has_a_row_of_its_own(db: None) -> None:
    an, bas = make_person("An"), make_person("Bas")
    one, other = make_article(), make_article()
    move_back(read(an, one), timedelta(days=1))
    for person, article in ((an, other), (bas, one)):
        assert read(person, article).seen_before is None
    assert read(an, one).seen_before is not None


def test_the_position_is_left_alone(db: None) -> None:
    an, article = make_person("An"), make_article()
    read(an, article)
    Reading.objects.update(position=7)
    assert read(an, article).position == 7


def test_it_takes_one_statement(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    an, article = make_person("An"), make_article()
    for _visit in range(2):
        with django_assert_num_queries(1):
            read(an, article)


@pytest.mark.django_db(transaction=True)
def test_tabs_that_open_at_once_make_one_row() -> None:
    an, article = make_person("An"), make_article()
    move_back(read(an, article), timedelta(days=1))
    left = Reading.objects.get().seen_at
    ready = threading.Barrier(6)
    seen: list[Reading] = []

    def tab() -> None:
        ready.wait()
        seen.append(read(an, article))
        connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(6)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    assert [reading.seen_before for reading in seen] == [left] * 6
    assert Reading.objects.get().seen_before == left
