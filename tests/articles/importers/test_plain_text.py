"""From bytes to a draft, and one clear sentence for every file that is none."""

import hashlib
import unicodedata

import pytest

from articles.importers.errors import UnreadableSource
from articles.importers.plain_text import (
    MAX_BYTES,
    MAX_LINES,
    import_plain_text,
    read_text,
)

TITLE = "Een loket te véél"
PROSE = "Wie hulp zoekt, vindt een loket. Dat loket is bedacht door wie nooit hulp zocht, en dat merk je."
TEXT = f"{TITLE}\n\n{PROSE}\n"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", ["is leeg", "kies een bestand"]),
        (b"\xef\xbb\xbf", ["alleen witruimte"]),
        ("\n \u00a0\u200b\n\t".encode(), ["alleen witruimte", "kies een bestand"]),
        (TEXT.encode("utf-16"), ["UTF-16", "opnieuw op als tekst in UTF-8"]),
        (TEXT.encode("latin-1"), ["geen UTF-8", "byte 14", "opnieuw op als tekst in UTF-8"]),
        (b"\xef\xbb\xbf" + TEXT.encode("latin-1"), ["geen UTF-8", "byte 17"]),
        (b"Titel\x00tekst", ["byte 5", "nulteken"]),
        (b"a" * (MAX_BYTES + 1), ["groter dan 2 MB"]),
        (b"a\n" * MAX_LINES, ["meer dan 10000 regels"]),
        (b"Menu\nZoeken\n", ["geen titel gevonden", "zet de titel op de eerste regel"]),
        (b"Alleen een titel\n", ["geen tekst onder de titel", "zet de tekst"]),
    ],
    ids=[
        "empty", "only a mark", "white space", "utf-16", "latin-1", "latin-1 after a mark", "zero byte",
        "too large", "too many lines", "no title", "only a title",
    ],
)  # fmt: skip
def test_import_refuses_with_one_sentence_that_helps(raw: bytes, words: list[str]) -> None:
    with pytest.raises(UnreadableSource) as caught:
        import_plain_text(raw, name="stuk.txt")
    assert "stuk.txt" in caught.value.reason
    assert caught.value.reason == str(caught.value)
    for word in words:
        assert word in caught.value.reason


def test_file_at_the_limit_is_read() -> None:
    raw = f"{TITLE}\n\n{PROSE} ".encode()
    draft = import_plain_text(raw.ljust(MAX_BYTES, b"x"), name="stuk.txt")
    assert draft.title == TITLE


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["plain", "with a mark", "crlf", "cr", "decomposed"],
)
def test_import_gives_one_text_whatever_the_bytes(raw: bytes) -> None:
    draft = import_plain_text(raw, name="stuk.txt")
    assert draft.canonical_text == f"{TITLE}\n\n{PROSE}"
    assert draft.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert draft.lines[2].start == len(TITLE) + 2


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    draft = import_plain_text(f"👩‍👩‍👧 {TITLE}\n\n{PROSE}".encode(), name="stuk.txt")
    assert draft.text_of(draft.blocks[1]) == PROSE
    assert draft.blocks[1].start == len(draft.title) + 2


def test_read_text_keeps_white_space_inside_lines() -> None:
    assert read_text("a \u00a0b\tc".encode(), name="stuk.txt") == "a \u00a0b\tc"


def test_control_and_direction_characters_are_left_out() -> None:
    raw = f"Titel \x07met \x1b[31m rood\u202e om\n\n{PROSE}\u2066\x7f\x0bEn\u2028verder.".encode()
    draft = import_plain_text(raw, name="stuk.txt")
    assert draft.title == "Titel met [31m rood om"
    assert draft.canonical_text.endswith(f"{PROSE}\n\nEn verder.")
    assert draft.raw_sha256 == hashlib.sha256(raw).hexdigest()
