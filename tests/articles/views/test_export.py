"""An export of another site: counted before it starts, brought in by the worker, and told about after."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Intake
from discussions.actions.import_export import import_export
from discussions.models import Comment
from tests.factories import make_person

pytestmark = pytest.mark.django_db
SAMPLE = Path(settings.BASE_DIR) / "tests/data/importer-samples/wordpress.xml"


@pytest.fixture
def els(client: Client) -> User:
    editor = make_person("Els", "editor")
    client.force_login(editor)
    return editor


def upload(client: Client, raw: bytes | None = None) -> Intake:
    raw = SAMPLE.read_bytes() if raw is None else raw
    client.post("/redactie/invoeren/", {"file": SimpleUploadedFile("export.xml", raw)})
    return Intake.objects.get()


def test_export_is_counted_before_anything_comes_in(client: Client, els: User) -> None:
    intake = upload(client)
    assert (intake.kind, intake.status) == ("wordpress", "waiting")
    export = client.get(intake.get_absolute_url()).context["export"]
    assert export.articles > 0
    assert export.comments > 0
    assert 0 < export.names <= export.comments
    assert export.left_out
    assert not Article.objects.exists()
    assert b"comment_author_IP>1" not in bytes(intake.raw)


def test_started_export_shows_progress_and_then_its_report(client: Client, els: User) -> None:
    intake = upload(client)
    export = client.get(intake.get_absolute_url()).context["export"]
    client.post(reverse("start_export", args=[intake.public_id]), {"doe": "publiceren"})
    intake.refresh_from_db()
    assert intake.status == "running"
    html = client.get(intake.get_absolute_url()).content.decode()
    assert "<progress" in html
    assert 'hx-trigger="every 2s, click"' in html
    import_export(intake=intake, publish=True)
    intake.refresh_from_db()
    assert intake.status == "done"
    html = client.get(intake.get_absolute_url()).content.decode()
    assert "<progress" not in html
    assert all(entry["reason"] in html for entry in intake.report[:3])
    assert Article.objects.count() <= export.articles
    assert Comment.objects.exclude(imported_author=None).count() <= export.comments
    client.post(reverse("start_export", args=[intake.public_id]), {"doe": "publiceren"})
    intake.refresh_from_db()
    assert intake.status == "done"


def test_broken_export_is_told_at_its_field(client: Client, els: User) -> None:
    half = SAMPLE.read_bytes()[:2_000]
    response = client.post(
        "/redactie/invoeren/",
        {"file": SimpleUploadedFile("export.xml", half), "source_url": "https://example.org/"},
    )
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert response.context["form"]["source_url"].value() == "https://example.org/"
    assert not Intake.objects.exists()


def test_failed_export_can_be_tried_again(client: Client, els: User) -> None:
    intake = upload(client)
    Intake.objects.update(status="failed", failure="Het bestand is halverwege afgebroken.")
    html = client.get(intake.get_absolute_url()).content.decode()
    assert "Het bestand is halverwege afgebroken." in html
    client.post(reverse("start_export", args=[intake.public_id]), {"doe": "bewaren"})
    intake.refresh_from_db()
    assert (intake.status, intake.failure) == ("running", "")


def test_export_is_no_single_article(client: Client, els: User) -> None:
    intake = upload(client)
    client.post(
        reverse("intake_decide", args=[intake.public_id]), {"doe": "publiceren", "seen": ""}
    )
    client.post(
        reverse("intake_line", args=[intake.public_id]), {"regel": "1", "op_de_pagina": "0"}
    )
    intake.refresh_from_db()
    assert (intake.status, intake.choices) == ("waiting", [])
    client.post(reverse("intake_decide", args=[intake.public_id]), {"doe": "weggooien"})
    intake.refresh_from_db()
    assert intake.status == "discarded"
