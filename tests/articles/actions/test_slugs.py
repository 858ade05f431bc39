"""Addresses that articles and sources may not have: they are pages of the desk."""

import pytest
from django.urls import get_resolver

from articles.actions.origin import source_called
from articles.actions.slugs import RESERVED, slug_for
from articles.models.source import Rights
from tests.architecture.test_access import addresses


def test_every_word_of_the_desks_addresses_is_reserved() -> None:
    words = set()
    for pattern in addresses(get_resolver().url_patterns):
        parts = str(pattern.pattern).strip("/").split("/")
        if parts[0] == "redactie":
            words |= {part for part in parts[1:3] if part and not part.startswith("<")}
    # What stands below an intake is found by its UUID, which no slug looks like.
    below_an_intake = {"regel", "besluit", "begin"}
    assert len(words) > 8
    assert words - below_an_intake <= RESERVED


@pytest.mark.parametrize("title", ["Bronnen", "Stellingen", "voorstellen!"])
def test_article_called_like_a_page_of_the_desk_gets_another_address(db: None, title: str) -> None:
    assert slug_for(title) not in RESERVED
    assert slug_for(title).endswith("-2")


def test_source_called_like_a_page_of_the_desk_gets_another_address(db: None) -> None:
    source = source_called("Stellingen", rights=Rights.UNKNOWN)
    assert source is not None
    assert source.slug == "stellingen-2"
