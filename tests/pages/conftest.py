"""The five seed articles, imported once for all tests of a file."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from config.seeding import import_seeds


@pytest.fixture(scope="module")
def imported_seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests of the file; each test has its own savepoint in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_seeds()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeds(imported_seeds: None, db: None) -> None:
    """The five articles are there; what a test adds to them is gone after it."""
