"""What a measurement needs that runs on a site: settings, and a database that is gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


def settings_for_measuring() -> None:
    """As on a developer's machine, whatever the environment says."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOCAL"] = "1"
    os.environ["COMMENTS_PER_HOUR"] = "10000"
    os.environ.setdefault("SECRET_KEY", "only-for-measuring-" + "x" * 32)


@contextmanager
def site_for_measuring() -> Iterator[None]:
    """An empty data folder and, unless `DATABASE_URL` names one, an empty database. Django is not
    set up yet: that reads the settings."""
    settings_for_measuring()
    with ExitStack() as started:
        os.environ["DATA_DIR"] = started.enter_context(tempfile.TemporaryDirectory())
        if not os.environ.get("DATABASE_URL"):
            from config.embedded_postgres import temporary_server

            server = started.enter_context(temporary_server())
            os.environ["DATABASE_URL"] = server.app_url
            os.environ["DATABASE_OWNER_URL"] = server.owner_url
        yield
