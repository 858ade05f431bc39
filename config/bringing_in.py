"""Files and folders on this machine, brought in one by one: each gets its sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.actions.bring_file import bring_file
from articles.actions.intake import MEDIA_TYPES, begin_intake
from articles.actions.next_version import HELD_WHY, Outcome
from articles.actions.origin import source_called
from articles.actions.start_intake import start_intake_job
from articles.importers.attachments import zip_of_folder
from articles.importers.errors import UnreadableSource
from articles.importers.export import EXPORTS
from articles.importers.kinds import HEAD_BYTES, ONE_ARTICLE, SourceKind, guess_kind
from articles.models.source import Rights
from discussions.actions.import_export import import_export

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
    files: Sequence[_File],
    *,
    kind: SourceKind | None,
    publish: bool,
    source_name: str,
    attachments: Path | None = None,
) -> Iterator[Report]:
    """Bring each file in, in a transaction of its own: a bad one does not stop the others.

    `attachments` is the folder or ZIP with the pictures of the exports among them.
    """
    for file in files:
        try:
            sentence = _bring(file, kind, publish, source_name, attachments)
            yield Report(file.key, sentence, went_well=True)
        except UnreadableSource as error:
            yield Report(file.key, error.reason, went_well=False)
        except OSError as error:
            reason = f"{file.path} is niet te lezen ({error.strerror})."
            yield Report(file.key, reason, went_well=False)


def _bring(
    file: _File,
    kind: SourceKind | None,
    publish: bool,
    source_name: str,
    attachments: Path | None,
) -> str:
    if len(file.key) > _LONGEST_KEY or not file.key.isprintable():
        raise UnreadableSource(
            f"De naam {file.key[:60]!r} is te lang of bevat vreemde tekens: geef het bestand een "
            f"gewone naam van hoogstens {_LONGEST_KEY} tekens."
        )
    raw = file.path.read_bytes()
    name = file.path.name
    found = kind or guess_kind(name, "", raw[:HEAD_BYTES])
    if found in EXPORTS:
        return _bring_export(found, raw, name, publish, source_name, attachments)
    if found not in ONE_ARTICLE:
        raise UnreadableSource(
            f"{name} is een feed: zet het adres ervan bij een bron, op de pagina Bronnen van de redactie."
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
    if brought.outcome is Outcome.HELD:
        return f"‘{title}’ {HELD_WHY}"
    if brought.outcome is Outcome.VERSION:
        return f"versie {brought.version.number} van ‘{title}’"
    brought.version.article.refresh_from_db(fields=["status"])
    state = "gepubliceerd" if brought.version.article.status == "published" else "concept"
    return f"nieuw artikel ‘{title}’ ({state})"


def _bring_export(
    kind: SourceKind,
    raw: bytes,
    name: str,
    publish: bool,
    source_name: str,
    attachments: Path | None,
) -> str:
    """A whole export, here and now. The worker is told of it too: of two at once the second finds it done."""
    intake = begin_intake(
        kind=kind,
        raw=raw,
        created_by=None,
        file_name=name,
        media_type=MEDIA_TYPES[kind],
        source=source_called(source_name, rights=Rights.UNKNOWN) if source_name else None,
        attachments=_zipped(attachments),
    )
    done = import_export(intake=start_intake_job(intake=intake, publish=publish), publish=publish)
    if done.failure:
        raise UnreadableSource(done.failure)
    summary, *left_out = done.report
    told = f"{summary['what']} {summary['reason']}"
    return told + "".join(f"\n    {line['what']}: {line['reason']}" for line in left_out)


def _zipped(attachments: Path | None) -> bytes | None:
    if attachments is None:
        return None
    return zip_of_folder(attachments) if attachments.is_dir() else attachments.read_bytes()
