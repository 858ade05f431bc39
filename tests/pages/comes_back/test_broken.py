"""Whatever breaks while a text is sent, it comes back, and one more press places it. No JavaScript here;
a lost network and a browser that crashes have their tests in tests/browser."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client

from accounts.models import User
from articles.models import Article
from config.logs import WithoutRows
from discussions.models import Draft
from tests.pages.comes_back.window import (
    CHOSEN,
    TEXT,
    form_on,
    is_placed_as_chosen,
    text_on,
)
from tests.pages.forms import page_of, send

pytestmark = pytest.mark.django_db


def test_a_stale_form(window: Client, article: Article) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    del window.cookies["csrftoken"]
    stale = page_of(send(window, form, body=TEXT, **CHOSEN))
    assert (stale.status, text_on(stale)) == (403, TEXT)
    assert is_placed_as_chosen(send(window, form_on(stale)))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_gets_no_form_that_one_press_sends(
    window: Client, article: Article, headers: dict[str, str]
) -> None:
    address = f"{article.get_absolute_url()}reacties/"
    response = window.post(address, {"body": "Koop nu"}, headers=headers)
    page = page_of(response)
    assert response.status_code == 403
    assert "Koop nu" in page.html
    assert [form for form in page.all("form") if form.all("textarea")] == []


def test_an_error_of_ours(
    window: Client,
    article: Article,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    with monkeypatch.context() as broken:
        broken.setattr("discussions.views.writing.place_comment", _break)
        page = page_of(send(window, form, body=TEXT, **CHOSEN))
    assert (page.status, text_on(page)) == (500, TEXT)
    assert "<script>alert" not in page.html
    assert "vind" not in caplog.text, "what was typed is in no log"
    assert is_placed_as_chosen(send(window, form_on(page)))


def _break(**_fields: Any) -> None:
    raise RuntimeError("broken")


@contextmanager
def database_away() -> Iterator[None]:
    def refuse(execute: Callable[..., Any], *_arguments: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


def test_a_database_that_is_away(window: Client, article: Article) -> None:
    form = form_on(page_of(window.get(article.get_absolute_url())))
    with database_away():
        response = send(window, form, body=TEXT, **CHOSEN)
        reading = window.get(article.get_absolute_url())
    page = page_of(response)
    assert (page.status, text_on(page)) == (503, TEXT)
    assert int(response["Retry-After"]) > 0
    assert "Even geduld" in page.html
    assert (reading.status_code, reading.content.count(b"<textarea")) == (503, 0)
    assert is_placed_as_chosen(send(window, form_on(page)))


def test_the_log_leaves_out_the_row_that_postgresql_refuses(an: User) -> None:
    words = "Wat ik zeg\n\nen vind"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Draft.objects.create(person=an, body=words, submission_id=uuid.uuid4())
    assert "Wat ik zeg" in str(refused.value), "else this test proves nothing"
    written_down = WithoutRows().formatException(refused._excinfo)
    assert "vind" not in written_down
    assert "Wat ik zeg" not in written_down
    assert "draft_for_one_place" in written_down
    assert written_down.count("Traceback") == 2
