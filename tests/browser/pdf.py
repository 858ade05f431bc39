"""The words of a PDF that Chromium made: just enough of the format for that one writer.

Its streams are deflated, its fonts say by a ToUnicode map which characters their glyphs are, and it
draws with hexadecimal strings.
"""

import re
import zlib
from pathlib import Path

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(ET)\b")


def words_of_pdf(file: Path) -> str:
    """All words in the order in which they were drawn, in single spaces."""
    objects = {int(number): body for number, body in OBJECT.findall(file.read_bytes())}
    fonts: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for name, number in FONT.findall(body):
            found = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(int(number), b""))
            if found:
                fonts[name] = _map(_stream(objects[int(found[1])]))
    drawn = []
    for body in objects.values():
        content = _stream(body)
        if b"BT" not in content or b" Tf" not in content:
            continue
        font: dict[int, str] = {}
        for name, glyphs, end in SHOWN.findall(content):
            if name:
                font = fonts.get(name, {})
            elif glyphs:
                codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
                drawn.append("".join(font.get(code, "") for code in codes))
            elif end:
                drawn.append(" ")
    return " ".join("".join(drawn).split())


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    if not found:
        return b""
    try:
        return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]
    except zlib.error:
        return b""


def _map(cmap: bytes) -> dict[int, str]:
    known: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(rb"<(\w+)> <(\w+)>", block):
            known[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            for code in range(int(first, 16), int(last, 16) + 1):
                known[code] = chr(int(text, 16) + code - int(first, 16))
    return known
