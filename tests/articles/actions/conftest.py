"""A site with a feed, on this machine, that answers what a test says."""

from collections.abc import Iterator
from typing import Any

import pytest

from articles.models import Feed
from tests.articles.test_outgoing import Site
from tests.factories import make_source


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    found = Site()
    settings.FEED_HOSTS = [found.host]
    yield found
    found.close()


@pytest.fixture
def feed(site: Site) -> Feed:
    return Feed.objects.create(source=make_source(), url=f"{site.url}/feed", is_on=True)
