"""Without a browser the suite fails, and says what to do."""

import pytest

from tests.browser.conftest import find_chromium


@pytest.fixture(autouse=True)
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)


def test_missing_browser_names_the_command() -> None:
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        find_chromium()


def test_wrong_path_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/bestaat/niet")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        find_chromium()
