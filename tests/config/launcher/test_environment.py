import re
from pathlib import Path

import pytest

from config.launcher.environment import (
    SETTINGS,
    child_environment,
    publish,
    published,
    unpublish,
    without_owner,
)
from config.launcher.options import PROJECT, Options, read_options

SECRETS = {"secret_key": "s" * 64, "demo_password": "demo-geheim"}
ADDRESSES = ("postgres://owner", "postgres://app")
OPEN = {"HOST": "0.0.0.0", "PUBLIC_URL": "https://stellingname.example.org"}  # noqa: S104


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return read_options({"DATA_DIR": str(tmp_path)})


def test_children_get_both_addresses_and_the_web_only_its_own(options: Options) -> None:
    everything = child_environment(options, SECRETS, ADDRESSES, {})
    assert everything["DATABASE_OWNER_URL"] == "postgres://owner"
    web = without_owner(everything)
    assert web["DATABASE_URL"] == "postgres://app"
    assert "DATABASE_OWNER_URL" not in web
    assert "DEMO_PASSWORD" not in web


def test_demo_password_exists_only_locally(options: Options, tmp_path: Path) -> None:
    local = child_environment(options, SECRETS, ADDRESSES, {})
    assert (local["LOCAL"], local["DEMO_PASSWORD"]) == ("1", "demo-geheim")
    away = read_options({**OPEN, "DATA_DIR": str(tmp_path)})
    real = child_environment(away, SECRETS, ADDRESSES, {})
    assert real["LOCAL"] == "0"
    assert "DEMO_PASSWORD" not in real


def test_what_the_user_sets_goes_first_but_not_for_libpq(options: Options) -> None:
    given = {"DEMO_PASSWORD": "eigen", "SECRET_KEY": "k" * 40, "PGPORT": "1", "PGHOST": "x"}
    found = child_environment(options, SECRETS, ADDRESSES, given)
    assert found["DEMO_PASSWORD"] == "eigen"
    assert found["SECRET_KEY"] == "k" * 40
    assert "PGPORT" not in found
    assert "PGHOST" not in found


def test_every_variable_of_the_settings_can_be_published() -> None:
    source = (PROJECT / "config" / "settings.py").read_text()
    asked = set(re.findall(r"""env\.\w+\(\s*["'](\w+)["']""", source))
    assert len(asked) > 15
    assert asked - {"DATABASE_POOL"} <= SETTINGS  # that one is only for a web worker


def test_published_is_private_complete_and_gone_after_the_run(options: Options) -> None:
    environment = child_environment(options, SECRETS, ADDRESSES, {"AWS_SECRET": "van een ander"})
    publish(options, environment)
    assert (options.data / "environment.json").stat().st_mode & 0o777 == 0o600
    found = published(options)
    assert found["DATABASE_OWNER_URL"] == "postgres://owner"
    assert found["SECRET_KEY"] == "s" * 64
    assert "AWS_SECRET" not in found
    unpublish(options)
    assert published(options) == {}
