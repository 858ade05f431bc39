"""Bringing a text in over HTTP: nothing typed is lost, every line can be flipped, and one decision counts."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.actions.decide_intake import choose_line, discard_intake
from articles.models import Article, ArticleVersion, Intake
from articles.reading.intake import read_intake
from tests.articles.texts import CLOSING, MIDDLE, PAGE, TITLE, import_text, mark
from tests.factories import make_intake, make_person, make_source

pytestmark = pytest.mark.django_db
FURNITURE = "Delen op LinkedIn"
QUOTE = "Bewoners merken daar tot nu toe weinig van, zo blijkt uit gesprekken in drie wijken."
BRING_IN = "/redactie/invoeren/"


@pytest.fixture
def els(client: Client) -> User:
    editor = make_person("Els", "editor")
    client.force_login(editor)
    return editor


def number_of(intake: Intake, words: str) -> int:
    return next(line.number for line in read_intake(intake).lines if words in line.text)


def decide(client: Client, intake: Intake, what: str, **fields: str) -> object:
    page = client.get(intake.get_absolute_url())
    seen = page.context["preview"].seen if "preview" in page.context else ""
    return client.post(
        reverse("intake_decide", args=[intake.public_id]),
        {"doe": what, "seen": seen, **fields},
    )


def test_pasted_text_goes_on_to_its_preview(client: Client, els: User) -> None:
    source = make_source()
    response = client.post(
        BRING_IN,
        {"text": PAGE, "source": source.pk, "source_url": "https://example.org/wijk"},
    )
    intake = Intake.objects.get()
    assert response["Location"] == intake.get_absolute_url()
    assert (intake.created_by, intake.source) == (els, source)
    html = client.get(intake.get_absolute_url()).content.decode()
    assert f'id="regel-{number_of(intake, MIDDLE[:20])}"' in html
    assert 'href="https://example.org/wijk"' in html


def test_file_goes_on_to_its_preview(client: Client, els: User) -> None:
    client.post(BRING_IN, {"file": SimpleUploadedFile("wijk.txt", PAGE.encode())})
    assert Intake.objects.get().file_name == "wijk.txt"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "   "}, "Plak een tekst of kies een bestand."),
        ({"text": f"{PAGE}x", "source_url": "geen adres"}, "Geef een volledig adres"),
        ({"text": TITLE}, "heeft geen tekst onder de titel"),
        ({"text": "é" * 1_100_000}, "groter dan 2 MB"),
    ],
)
def test_mistake_keeps_what_was_pasted(
    client: Client, els: User, fields: dict[str, str], message: str
) -> None:
    response = client.post(BRING_IN, fields)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert response.context["form"]["text"].value() == fields["text"]
    assert not Intake.objects.exists()


def test_unreadable_file_is_told_at_its_field(client: Client, els: User) -> None:
    response = client.post(BRING_IN, {"file": SimpleUploadedFile("x.txt", b"\xff\xfe\x00")})
    assert response.status_code == 422
    assert "UTF-16" in response.context["form"].errors["file"][0]


def test_broken_document_is_told_at_its_field(client: Client, els: User) -> None:
    """Whether or not an importer for Word is there: never an error page."""
    document = SimpleUploadedFile("stuk.docx", b"PK\x03\x04 geen echt document")
    response = client.post(BRING_IN, {"file": document})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_text_and_file_together_are_refused(client: Client, els: User) -> None:
    both = {"text": PAGE, "file": SimpleUploadedFile("wijk.txt", PAGE.encode())}
    response = client.post(BRING_IN, both)
    assert response.status_code == 422
    assert response.context["form"]["text"].value() == PAGE


def test_body_beyond_every_limit_gets_a_sentence(client: Client, els: User) -> None:
    response = client.post(BRING_IN, {"text": "x" * 7_000_000})
    assert response.status_code == 413
    assert "te groot" in response.content.decode()


def test_same_text_again_links_to_the_article(client: Client, els: User) -> None:
    article = import_text().article
    response = client.post(BRING_IN, {"text": PAGE}, follow=True)
    html = response.content.decode()
    assert "Er is niets veranderd." in html
    assert f"href='{article.get_absolute_url()}'" in html
    assert not Intake.objects.exists()
    assert ArticleVersion.objects.count() == 1


def test_preview_strikes_furniture_through_and_shows_the_page(client: Client, els: User) -> None:
    intake = make_intake(f"{PAGE}\n\n{FURNITURE}")
    html = client.get(intake.get_absolute_url()).content.decode()
    assert f"<del>{FURNITURE}</del>" in html
    as_read = html.partition('id="zo-leest-het"')[2]
    assert CLOSING in as_read
    assert FURNITURE not in as_read


def test_preview_points_personal_data_out(client: Client, els: User) -> None:
    intake = make_intake(f"{PAGE}\n\nBel Kees Voorbeeld op 06 12 34 56 78.")
    number = number_of(intake, "Kees")
    html = client.get(intake.get_absolute_url()).content.decode()
    assert "Op één regel staan persoonsgegevens." in html
    assert f'href="#regel-{number}"' in html
    assert "06 12" not in html.partition('id="zo-leest-het"')[2]


def test_flip_without_htmx_returns_to_the_line(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    number = number_of(intake, MIDDLE[:20])
    response = client.post(
        reverse("intake_line", args=[intake.public_id]), {"regel": number, "op_de_pagina": "0"}
    )
    assert response["Location"] == f"{intake.get_absolute_url()}#regel-{number}"
    assert f"<del>{MIDDLE}</del>" in client.get(intake.get_absolute_url()).content.decode()


def test_flip_with_htmx_answers_the_line_and_what_changed(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    number = number_of(intake, MIDDLE[:20])
    response = client.post(
        reverse("intake_line", args=[intake.public_id]),
        {"regel": number, "op_de_pagina": "0"},
        headers={"HX-Request": "true"},
    )
    html = response.content.decode()
    assert re.findall(r'<li id="(regel-\d+)"', html) == [f"regel-{number}"]
    assert html.count("data-focus") == 1
    assert 'id="zo-leest-het" hx-swap-oob="true"' in html
    assert json.loads(response["HX-Trigger"])["announce"]["value"] == (
        f"Regel {number} komt niet op de pagina."
    )


def test_other_title_sends_the_former_along(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    title, other = number_of(intake, TITLE), number_of(intake, MIDDLE[:20])
    response = client.post(
        reverse("intake_line", args=[intake.public_id]),
        {"regel": other, "soort": "title"},
        headers={"HX-Request": "true"},
    )
    lines = re.findall(r'<li id="(regel-\d+)"', response.content.decode())
    assert lines == [f"regel-{other}", f"regel-{title}"]


@pytest.mark.parametrize(
    "fields",
    [{}, {"regel": "x", "op_de_pagina": "1"}, {"regel": "1"}, {"regel": "1", "soort": "mooi"}],
)
def test_strange_flip_is_refused(client: Client, els: User, fields: dict[str, str]) -> None:
    intake = make_intake(PAGE)
    url = reverse("intake_line", args=[intake.public_id])
    assert client.post(url, fields).status_code == 400


def test_flip_that_leaves_nothing_says_so(client: Client, els: User) -> None:
    intake = make_intake(f"{TITLE}\n\n{MIDDLE}")
    url = reverse("intake_line", args=[intake.public_id])
    fields = {"regel": str(number_of(intake, MIDDLE[:20])), "op_de_pagina": "0"}
    response = client.post(url, fields, headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert "geen tekst onder de titel" in json.loads(response["HX-Trigger"])["announce"]["value"]
    assert "geen tekst onder de titel" in client.post(url, fields, follow=True).content.decode()


def test_publish_opens_the_article(client: Client, els: User) -> None:
    response = decide(client, make_intake(PAGE), "publiceren")
    article = Article.objects.get()
    assert response["Location"] == article.get_absolute_url()
    assert article.status == "published"
    assert MIDDLE in Client().get(article.get_absolute_url()).content.decode()


def test_keep_as_a_draft_opens_nothing(client: Client, els: User) -> None:
    decide(client, make_intake(PAGE), "bewaren")
    article = Article.objects.get()
    assert article.status == "draft"
    assert Client().get(article.get_absolute_url()).status_code == 404


def test_decision_about_an_older_preview_is_told(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    seen = client.get(intake.get_absolute_url()).context["preview"].seen
    choose_line(intake=intake, number=number_of(intake, MIDDLE[:20]), is_published=False)
    url = reverse("intake_decide", args=[intake.public_id])
    response = client.post(url, {"doe": "publiceren", "seen": seen})
    assert response.status_code == 409
    assert "anders gekozen" in response.content.decode()
    assert not Article.objects.exists()
    again = response.context["form"]["seen"].value()
    assert client.post(url, {"doe": "publiceren", "seen": again}).status_code == 302


def test_second_editor_is_told(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    decide(client, intake, "publiceren")
    url = reverse("intake_decide", args=[intake.public_id])
    response = client.post(url, {"doe": "publiceren", "seen": ""}, follow=True)
    assert "Een collega heeft dit al ingevoerd." in response.content.decode()
    assert ArticleVersion.objects.count() == 1


def test_changed_passages_must_be_seen(client: Client, els: User) -> None:
    first = import_text()
    mark(first, QUOTE)
    text = PAGE.replace("tot nu toe weinig van", "tot nu toe heel weinig van")
    intake = make_intake(text, article=first.article)
    page = client.get(intake.get_absolute_url())
    assert [str(row.state.value) for row in page.context["passages"]] == ["changed"]
    response = decide(client, intake, "publiceren", change_note="Eén woord.")
    assert response.status_code == 422
    assert response.context["form"]["change_note"].value() == "Eén woord."
    assert ArticleVersion.objects.count() == 1
    decide(client, intake, "publiceren", saw_changes="on", change_note="Eén woord.")
    version = ArticleVersion.objects.get(number=2)
    assert (version.article, version.change_note) == (first.article, "Eén woord.")


def test_thrown_away_can_be_taken_back_on_its_page(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    decide(client, intake, "weggooien")
    assert "Terughalen" in client.get(intake.get_absolute_url()).content.decode()
    decide(client, intake, "terughalen")
    intake.refresh_from_db()
    assert intake.status == "waiting"


def test_others_than_editors_see_nothing_of_it(client: Client) -> None:
    intake = make_intake(PAGE)
    client.force_login(make_person("Bas"))
    for url in (intake.get_absolute_url(), BRING_IN, reverse("intakes")):
        assert client.get(url).status_code == 404


def test_reread_opens_the_current_version(client: Client, els: User) -> None:
    article = import_text().article
    response = client.post(reverse("reread_article", args=[article.slug]))
    intake = Intake.objects.get()
    assert response["Location"] == intake.get_absolute_url()
    assert intake.article == article


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions_whatever_its_length(
    client: Client, els: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = import_text().article
    for _ in range(count):
        make_intake(created_by=els, article=article)
        discard_intake(intake=make_intake())
    client.get(reverse("intakes"))
    with django_assert_num_queries(4):  # session, person, messages, intakes
        response = client.get(reverse("intakes"))
    assert len(response.context["rows"]) == count
    assert len(client.get(reverse("intakes"), {"toon": "afgehandeld"}).context["rows"]) == count
