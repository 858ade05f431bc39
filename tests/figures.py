"""Figures that tests measured, printed at the end of the run."""

import pytest

MEASURED = pytest.StashKey[list[str]]()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Also when all went well, and without `-s`."""
    if lines := config.stash.get(MEASURED, []):
        terminalreporter.section("what was measured")
        for line in lines:
            terminalreporter.write_line(line)
