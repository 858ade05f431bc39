"""Loaded by `-p tests.environment`, before Django reads its settings: a database to test on.

With `DATABASE_URL` set the tests use that server; without it they start their own in a
temporary folder and stop it at the end.
"""

import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

servers = ExitStack()

# The browser is driven from the test's own thread, which Django takes for an async one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("LOCAL", "1")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)

data_dir = servers.enter_context(TemporaryDirectory(prefix="stellingname-test-"))
os.environ["DATA_DIR"] = data_dir
Path(data_dir, "static").mkdir()  # whitenoise warns of a folder that is not there

if not os.environ.get("DATABASE_URL"):
    from config.embedded_postgres import temporary_server

    server = servers.enter_context(temporary_server())
    os.environ["DATABASE_URL"] = server.app_url
    os.environ["DATABASE_OWNER_URL"] = server.owner_url


def pytest_unconfigure(config: pytest.Config) -> None:
    servers.close()
