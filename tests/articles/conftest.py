"""A site to fetch from."""

from collections.abc import Iterator

import pytest

from tests.articles.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()
