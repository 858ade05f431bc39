"""Details of someone who did not ask to be published are on no page but the editor's record."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.articles.texts import PAGE, current, import_text, mark
from tests.factories import make_person

pytestmark = pytest.mark.django_db

DETAILS = ("Kees Voorbeeld", "06 12 34 56 78", "kees@example.org")
ADVERTISEMENT = "Zoekt u iemand? Neem contact op met {}, bel {} of mail naar {}.".format(*DETAILS)


@pytest.fixture
def article(db: None) -> Article:
    version = import_text(f"{PAGE}\n\n{ADVERTISEMENT}")
    mark(version, "Bewoners merken daar tot nu toe weinig van")
    return version.article


def pages_of(article: Article) -> list[str]:
    return [
        article.get_absolute_url(),
        reverse("overview"),
        reverse("claims"),
        reverse("claim", args=[article.slug, 1]),
    ]


@pytest.mark.parametrize("role", [None, "member", "moderator", "operator", "editor"])
def test_private_line_is_on_no_page_that_is_read(
    client: Client, article: Article, role: str | None
) -> None:
    if role:
        client.force_login(make_person("An", *([] if role == "member" else [role])))
    for url in pages_of(article):
        response = client.get(url)
        html = response.content.decode()
        assert response.status_code == 200
        assert not any(detail in html for detail in (*DETAILS, "Zoekt u iemand"))


def test_private_line_stands_on_the_record_of_the_editor(client: Client, article: Article) -> None:
    client.force_login(make_person("Ed", "editor"))
    html = client.get(reverse("article_record", args=[article.slug])).content.decode()
    assert f"<del>{ADVERTISEMENT}</del>" in html


@pytest.mark.usefixtures("seeded")
def test_advertisement_of_seed_000_is_on_no_page_that_is_read(client: Client) -> None:
    article = Article.objects.get(slug="tijd-voor-transformatie")
    assert "•" in bytes(current(article).raw).decode()
    for url in pages_of(article):
        html = client.get(url).content.decode()
        assert "•" not in html
        assert "directeur Sociaal Domein" not in html
