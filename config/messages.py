"""Visible words: found in the sources, kept in catalogues, compiled without GNU gettext.

Django's `makemessages` needs the gettext programs, which a bare machine lacks; the two forms we
use (function calls in Python, tags in templates) are few enough to read here.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

APPS = ("config", "discussions", "articles", "accounts")
SIMPLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
STRING = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
TRANSLATE = re.compile(
    rf"{{%\s*(?:trans|translate)\s+{STRING}(?:\s+(?!as\b)(?:context\s+{STRING}|\w+))*[^%]*%}}"
)
BLOCK = re.compile(
    r"{%\s*(?:blocktrans|blocktranslate)\b(?P<options>[^%]*)%}(?P<body>.*?)"
    r"{%\s*end(?:blocktrans|blocktranslate)\s*%}",
    re.S,
)
ARGUMENT = re.compile(rf"_\(\s*{STRING}\s*\)")


@dataclass(frozen=True)
class Message:
    """One visible sentence. `plural` is empty where there is no count."""

    singular: str
    plural: str = ""
    context: str | None = None


def find_messages(root: Path) -> set[Message]:
    """All messages in the Python files of the apps and in the templates."""
    found: set[Message] = set()
    for app in APPS:
        for path in (root / app).rglob("*.py"):
            if "migrations" not in path.parts:
                found.update(in_python(path.read_text(encoding="utf-8")))
    for folder in (root / "templates", *(root / app for app in APPS)):
        for pattern in ("*.html", "*.txt"):
            for path in folder.rglob(pattern):
                found.update(in_template(path.read_text(encoding="utf-8")))
    return found


def in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        name = node.func.id
        if name in SIMPLE and words:
            yield Message(words[0])
        elif name in PLURAL and len(words) > 1:
            yield Message(words[0], words[1])
        elif name in CONTEXT and len(words) > 1:
            yield Message(words[1], context=words[0])
        elif name in CONTEXT_PLURAL and len(words) > 2:
            yield Message(words[1], words[2], context=words[0])


def in_template(source: str) -> Iterator[Message]:
    source = re.sub(r"{% comment.*?endcomment %}|{#.*?#}", "", source, flags=re.S)
    for match in TRANSLATE.finditer(source):
        context = re.search(rf"\bcontext\s+{STRING}", match.group())
        yield Message(
            _text(match), context=(context.group(1) or context.group(2)) if context else None
        )
    for match in ARGUMENT.finditer(re.sub(r">[^<{]*<", "><", source)):
        yield Message(_text(match))
    for match in BLOCK.finditer(source):
        options = match["options"]
        parts = re.split(r"{%\s*plural\s*%}", match["body"])
        texts = [_body(part, trimmed="trimmed" in options) for part in parts]
        context = re.search(rf"\bcontext\s+{STRING}", options)
        yield Message(
            texts[0],
            texts[1] if len(texts) > 1 else "",
            (context.group(1) or context.group(2)) if context else None,
        )


def _text(match: re.Match[str]) -> str:
    return (match.group(1) if match.group(1) is not None else match.group(2)).replace('\\"', '"')


def _body(text: str, *, trimmed: bool) -> str:
    """As Django does: variables become %(name)s, a lone % doubles, `trimmed` joins the lines."""
    if trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines() if line.strip())
    text = text.replace("%", "%%")
    return re.sub(r"{{\s*(.+?)\s*}}", r"%(\1)s", text)


def update_catalogue(path: Path, messages: set[Message], *, language: str) -> polib.POFile:
    """Add new messages, drop what is no longer used, keep every translation. English is itself."""
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgctxt, entry.msgid): entry for entry in before}
    after = polib.POFile(wrapwidth=100)
    after.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in sorted(messages, key=lambda found: (found.singular, found.context or "")):
        entry = polib.POEntry(msgid=message.singular, msgctxt=message.context)
        old = kept.get((message.context, message.singular))
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = (
                {0: message.singular, 1: message.plural}
                if language == "en"
                else (old.msgstr_plural if old and old.msgstr_plural else {0: "", 1: ""})
            )
        else:
            entry.msgstr = message.singular if language == "en" else (old.msgstr if old else "")
        if "%(" in message.singular + message.plural:
            entry.flags = ["python-format"]
        after.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    after.save(str(path))
    return after


def compile_catalogues(root: Path) -> int:
    """Write the .mo file beside each .po file; the number of files written."""
    paths = sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))
    for path in paths:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(paths)
