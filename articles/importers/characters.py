"""Characters that are no text: what every importer leaves out before an offset is counted."""

from __future__ import annotations

import unicodedata

# Other ways to end a line; and what is no text but changes how text is shown: control and direction characters.
_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_CONTROLS = [*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0xA0)]
_DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
# Half a surrogate pair is no character, and cannot be stored.
_SURROGATES = range(0xD800, 0xE000)
_CHARACTERS = dict.fromkeys([*_CONTROLS, *_DIRECTIONS, *_SURROGATES]) | _LINE_ENDS


def plain_characters(text: str) -> str:
    """The text in NFC with line feeds only, without control characters and those that turn its direction."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CHARACTERS)
    return unicodedata.normalize("NFC", text)
