"""No line, however long or odd, may keep an import busy: the work grows with the length, not with its square.

Each case took minutes or more at this size when the work still grew with the square.
"""

import subprocess
import sys

import pytest

_SIZE = 200_000
_SECONDS = 60
_PROSE = "Een zin van niks, maar toch lang genoeg om een alinea te zijn volgens de regels van dit huis. Ja."
_PAGES = {
    "label of a series": f"{'a' * _SIZE}\n\nVerhaal, deel 3 en meer\n\n{_PROSE}\n",
    "name of a file": f"Titel\n\n{_PROSE}\n\n{'a_' * (_SIZE // 2)}@\n",
    "apostrophes": "Titel\n\n" + "a'" * (_SIZE // 2) + "\n",
    "numbers": f"Titel\n\n{_PROSE}\n\n" + "06 " * (_SIZE // 3) + "\n",
    "signs": f"Titel\n\n{_PROSE}\n\n" + "tel. " * (_SIZE // 5) + "\n",
}
_IMPORT = (
    "import sys; from articles.importers.plain_text import import_plain_text; "
    "import_plain_text(sys.stdin.buffer.read(), name='lang.txt')"
)


@pytest.mark.parametrize("name", _PAGES)
def test_long_odd_line_is_read_within_a_generous_bound(name: str) -> None:
    subprocess.run(
        [sys.executable, "-c", _IMPORT], input=_PAGES[name].encode(), timeout=_SECONDS, check=True
    )
