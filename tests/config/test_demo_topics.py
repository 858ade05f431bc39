"""The demo says what the five articles are about, once, and only on one's own machine."""

import pytest
from django.test import Client

from articles.models import Article, Topic
from config.demo import TOPICS, assign_demo_topics
from tests.pages.page import get


def test_every_seed_article_has_a_topic_and_the_overview_its_filter(
    seeded: None, client: Client
) -> None:
    assign_demo_topics()
    assert not Article.objects.filter(topics=None).exists()
    assert set(TOPICS) == set(Article.objects.values_list("slug", flat=True))
    assert "Samenwerking 3" in get(client, "/").text
    sources = Article.objects.exclude(source=None).count()
    assert sources == 1, "what a page did not prove stays unknown"


def test_editors_words_are_left_alone(seeded: None, client: Client) -> None:
    Topic.objects.create(name="Wonen", slug="wonen")
    assign_demo_topics()
    assert list(Topic.objects.values_list("name", flat=True)) == ["Wonen"]


def test_never_on_a_real_site(seeded: None, settings: pytest.FixtureRequest) -> None:
    settings.LOCAL = False  # type: ignore[attr-defined]
    assign_demo_topics()
    assert not Topic.objects.exists()
