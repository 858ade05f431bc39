"""A folder like a user's: with a space and an é, and open to root's database account."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def user_folder() -> Iterator[Path]:
    # Not pytest's own: that one is closed to the account under which root's server runs.
    folder = Path(tempfile.mkdtemp(prefix="stellingname-test-", dir="/tmp"))
    folder.chmod(0o711)
    place = folder / "een map é"
    place.mkdir()
    place.chmod(0o711)
    yield place
    shutil.rmtree(folder, ignore_errors=True)
