"""The page about the site."""

from django.test import Client

from tests.pages.page import get


def test_says_what_it_is_who_sums_up_and_what_is_kept(db: None, client: Client) -> None:
    page = get(client, "/over/")
    assert page.status == 200
    headings = [heading.text for heading in page.all("h2")]
    assert headings == [
        "Hoe stellingen ontstaan",
        "Standpunten",
        "De teksten",
        "Privacy en cookies",
        "Contact",
    ]
    assert "in één neutrale zin" in page.text
    assert "zonder cookies" in page.text
    assert "mailto:redactie@example.org" in page.html
    assert {"privacy", "contact"} <= set(page.ids)
