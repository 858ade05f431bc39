"""What the desk says: once, where it is needed, and with the way back."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Intake
from tests.articles.actions.test_import_article import PONT, import_seed
from tests.articles.texts import MIDDLE, PAGE, import_text, mark
from tests.articles.views.test_facts import filled
from tests.factories import make_intake, make_person, make_source
from tests.pages.page import Element, Page, get

pytestmark = pytest.mark.django_db
SAMPLES = Path(settings.BASE_DIR) / "tests/data/importer-samples"
PROOF = "De tekst zegt: PONT Zorg&amp;Sociaal"


@pytest.fixture
def els(client: Client) -> User:
    editor = make_person("Els", "editor")
    client.force_login(editor)
    return editor


def test_what_the_text_proves_stays_in_sight_beside_a_mistake(client: Client, els: User) -> None:
    article = import_seed(PONT).article
    url = reverse("article_facts", args=[article.slug])
    mistaken = client.post(url, filled(client, article, source_url="geen adres"))
    assert mistaken.status_code == 422
    assert PROOF in mistaken.content.decode()
    mine = filled(client, article, author_name="Karin Voorbeeld")
    client.post(url, filled(client, article, author_name="Kees Voorbeeld"))
    conflict = client.post(url, mine)
    assert conflict.status_code == 409
    assert PROOF in conflict.content.decode()


def test_thrown_away_names_the_page_where_it_can_be_taken_back(client: Client, els: User) -> None:
    intake = make_intake(PAGE)
    url = reverse("intake_decide", args=[intake.public_id])
    page = client.post(url, {"doe": "weggooien"}, follow=True).content.decode()
    assert f'<a href="{intake.get_absolute_url()}">Naar de tekst</a>' in page


def test_reason_of_a_line_does_not_begin_with_its_kind_again(client: Client, els: User) -> None:
    page = get(client, make_intake(PAGE).get_absolute_url())
    reasons = [why.text for why in page.all("p", class_="why")]
    assert any(reason.startswith("titel De regel boven") for reason in reasons)
    assert not any("titel Titel:" in reason for reason in reasons)


def test_preview_of_a_new_version_shows_which_words_differ(client: Client, els: User) -> None:
    first = import_text()
    mark(first, MIDDLE)
    text = PAGE.replace("tot nu toe weinig van", "tot nu toe heel weinig van")
    page = get(client, make_intake(text, article=first.article).get_absolute_url())
    differs = page.one("section", id="passages").one("p", class_="differs")
    assert [added.text_without("unseen") for added in differs.all("ins")] == ["heel"]
    assert not differs.all("del")


def test_export_of_comments_alone_offers_no_drafts(client: Client, els: User) -> None:
    def offered(name: str) -> list[str]:
        raw = (SAMPLES / f"{name}.xml").read_bytes()
        client.post("/redactie/invoeren/", {"file": SimpleUploadedFile(f"{name}.xml", raw)})
        page = get(client, Intake.objects.get(kind=name).get_absolute_url())
        return [button["value"] for button in page.all("button", name="doe")]

    assert offered("disqus") == ["publiceren", "weggooien"]
    assert offered("wordpress") == ["publiceren", "bewaren", "weggooien"]


def test_a_cell_says_on_a_phone_what_it_is(client: Client, els: User) -> None:
    """There the head of the table is out of sight; `static/css/desk.css` puts the word before the cell."""
    make_source()
    make_intake(PAGE)
    columns = [cell["data-column"] for cell in cells(get(client, "/redactie/bronnen/"))]
    assert columns == ["", "Rechten", "Wat lezers zien", "Feed"]
    columns = [cell["data-column"] for cell in cells(get(client, "/redactie/invoer/"))]
    assert columns == ["Staat", "Ingevoerd door", "Wanneer"]


def cells(page: Page) -> list[Element]:
    return page.one("tbody").all("td")
