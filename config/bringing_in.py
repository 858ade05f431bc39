"""Files and folders on this machine, brought in one by one: each gets its sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.actions.bring_file import Outcome, bring_file
from articles.importers.errors import UnreadableSource
from articles.importers.kinds import HEAD_BYTES, ONE_ARTICLE, SourceKind, guess_kind

# What a folder may hold beside texts; a file that is named outright is always read.
_PASSED_OVER = frozenset(
    {"", ".json", ".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".pdf", ".zip"}
)
_LONGEST_KEY = 200


@dataclass(frozen=True)
class Report:
    """What became of one file: a Dutch sentence, and whether it went well."""

    name: str
    sentence: str
    went_well: bool


@dataclass(frozen=True)
class _File:
    """`key` tells files of the same name in different folders apart: the path below what was given."""

    path: Path
    key: str


def files_in(paths: Sequence[Path]) -> list[_File]:
    """The files to bring in, by name; in folders only what may be a text, and nothing hidden."""
    found = []
    for path in paths:
        if not path.is_dir():
            found.append(_File(path, path.name))
            continue
        for below in sorted(path.rglob("*")):
            parts = below.relative_to(path)
            is_hidden = any(part.startswith(".") for part in parts.parts)
            if below.is_file() and not is_hidden and below.suffix.casefold() not in _PASSED_OVER:
                found.append(_File(below, parts.as_posix()))
    return found


def bring_in(
    files: Sequence[_File], *, kind: SourceKind | None, publish: bool, source_name: str
) -> Iterator[Report]:
    """Bring each file in, in a transaction of its own: a bad one does not stop the others."""
    for file in files:
        try:
            yield Report(file.key, _bring(file, kind, publish, source_name), went_well=True)
        except UnreadableSource as error:
            yield Report(file.key, error.reason, went_well=False)
        except OSError as error:
            reason = f"{file.path} is niet te lezen ({error.strerror})."
            yield Report(file.key, reason, went_well=False)


def _bring(file: _File, kind: SourceKind | None, publish: bool, source_name: str) -> str:
    if len(file.key) > _LONGEST_KEY or not file.key.isprintable():
        raise UnreadableSource(
            f"De naam {file.key[:60]!r} is te lang of bevat vreemde tekens: geef het bestand een "
            f"gewone naam van hoogstens {_LONGEST_KEY} tekens."
        )
    raw = file.path.read_bytes()
    name = file.path.name
    found = kind or guess_kind(name, "", raw[:HEAD_BYTES])
    if found not in ONE_ARTICLE:
        raise UnreadableSource(
            f"{name} bevat geen enkel artikel maar een hele site of feed: voer het in op de pagina "
            "Invoeren van de redactie."
        )
    brought = bring_file(
        raw=raw,
        kind=found,
        import_key=file.key,
        file_name=name,
        publish=publish,
        source_name=source_name,
    )
    title = brought.version.title
    if brought.outcome is Outcome.SAME:
        return f"niets veranderd aan ‘{title}’"
    if brought.outcome is Outcome.VERSION:
        return f"versie {brought.version.number} van ‘{title}’"
    brought.version.article.refresh_from_db(fields=["status"])
    state = "gepubliceerd" if brought.version.article.status == "published" else "concept"
    return f"nieuw artikel ‘{title}’ ({state})"
