import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from pytest_django import Settings

from config.static_collection import collect_static


@pytest.fixture
def sheet(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """One style sheet in a project that has no other static file."""
    source = tmp_path / "static"
    source.mkdir()
    (source / "site.css").write_text("a{color:red}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "served"
    settings.DATA_DIR = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.static_names.NamesByContent"},
    }
    get_finder.cache_clear()
    yield source / "site.css"
    get_finder.cache_clear()


def served(settings: Settings) -> list[str]:
    return sorted(path.read_text() for path in Path(settings.STATIC_ROOT).glob("site.*.css"))


def test_collect_does_nothing_the_second_time(sheet: Path, settings: Settings) -> None:
    assert collect_static() == "klaar"
    assert served(settings) == ["a{color:red}"]
    assert collect_static() == "niets veranderd"


def test_collect_again_after_a_change(sheet: Path, settings: Settings) -> None:
    collect_static()
    sheet.write_text("a{color:tan}")
    os.utime(sheet, (1, 2_000_000_000))  # a later moment, also on a coarse clock
    assert collect_static() == "klaar"
    assert "a{color:tan}" in served(settings)


def test_collect_again_when_the_result_was_thrown_away(sheet: Path, settings: Settings) -> None:
    collect_static()
    (Path(settings.STATIC_ROOT) / "staticfiles.json").unlink()
    assert collect_static() == "klaar"


def test_a_script_names_the_other_by_its_content(sheet: Path, settings: Settings) -> None:
    """Else a browser would go on with the other as it was kept from before."""
    scripts = sheet.parent / "js"
    scripts.mkdir()
    (scripts / "one.js").write_text('import { words } from "./other.js";\nwords();\n')
    (scripts / "other.js").write_text("export const words = () => 1;\n")
    collect_static()
    (other,) = Path(settings.STATIC_ROOT).glob("js/other.*.js")
    (one,) = Path(settings.STATIC_ROOT).glob("js/one.*.js")
    assert f'from "./{other.name}"' in one.read_text()
