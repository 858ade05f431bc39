"""The articles and claims in `seeds/`, brought in whole or not at all."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from articles.actions.import_article import import_article
from articles.actions.import_claims import import_claims
from articles.actions.lock import hold_import_lock
from articles.importers.claims_file import BadClaimsFile, ClaimsFile, read_claims_file
from articles.importers.errors import UnreadableSource
from articles.importers.plain_text import import_plain_text
from articles.models import ArticleVersion
from articles.models.article import ArticleStatus

CLAIMS_FILE = "claims.json"
_LONGEST_NAME = 200
SEEDS = settings.BASE_DIR / "seeds"


class SeedError(Exception):
    """Its message is one Dutch sentence: which file, what is wrong, what to do."""


def import_seeds(folder: Path = SEEDS) -> str:
    """Bring in every text in `folder` and the claims in its `claims.json`; say what was new.

    One transaction: after an error nothing of it is there. Files that were brought in before are
    only compared, also when an article has moved on to a later version since. Raises `SeedError`.
    """
    texts = {path.name: _read(path) for path in _text_files(folder)}
    try:
        claims_file = read_claims_file(_read(folder / CLAIMS_FILE), name=CLAIMS_FILE)
        with transaction.atomic():
            return _import(texts, claims_file)
    except (UnreadableSource, BadClaimsFile) as error:
        raise SeedError(str(error)) from error


def _import(texts: dict[str, bytes], claims_file: ClaimsFile) -> str:
    hold_import_lock()
    known = _known_versions(texts)
    versions: dict[str, ArticleVersion] = {}
    articles = revisions = 0
    for name, raw in texts.items():
        version = known.get((name, hashlib.sha256(raw).hexdigest()))
        if version is None:
            version = import_article(
                draft=import_plain_text(raw, name=name),
                raw=raw,
                import_key=name,
                file_name=name,
                status=ArticleStatus.PUBLISHED,
            )
            articles += version.number == 1
            revisions += version.number > 1
        versions[name] = version
    new = import_claims(file=claims_file, versions=versions)
    return _summary(
        (articles, "artikel", "artikelen"),
        (revisions, "nieuwe versie", "nieuwe versies"),
        (new.claims, "stelling", "stellingen"),
        (0 if new.claims else new.passages, "passage", "passages"),
        (new.relations, "verband", "verbanden"),
        (new.outdated, "stelling bij een oudere tekst", "stellingen bij een oudere tekst"),
    )


def _known_versions(texts: dict[str, bytes]) -> dict[tuple[str, str], ArticleVersion]:
    """Earlier imports of these files, by name and SHA-256."""
    versions = (
        ArticleVersion.objects.filter(article__import_key__in=texts)
        .select_related("article")
        .defer("raw", "lines")
        .order_by("number")
    )
    return {(version.article.import_key or "", version.raw_sha256): version for version in versions}


def _text_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise SeedError(
            f"De map {folder} bestaat niet; controleer de naam of geef een andere map op met --folder."
        )
    files = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".txt")
    if not files:
        raise SeedError(
            f"In de map {folder} staat geen enkel tekstbestand (.txt); zet de artikelen terug of "
            "geef een andere map op met --folder."
        )
    for path in files:
        if len(path.name) > _LONGEST_NAME or not path.name.isprintable():
            raise SeedError(
                f"De naam {path.name[:60]!r} is te lang of bevat vreemde tekens; geef het bestand "
                f"een gewone naam van hoogstens {_LONGEST_NAME} tekens."
            )
    return files


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SeedError(
            f"{path.name} ontbreekt in {path.parent}; zet het bestand terug."
        ) from error
    except OSError as error:
        raise SeedError(
            f"{path.name} is niet te lezen ({error.strerror}); controleer of het een gewoon "
            "bestand is en of deze gebruiker het mag openen."
        ) from error


def _summary(*counts: tuple[int, str, str]) -> str:
    parts = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    return ", ".join(parts) or "niets veranderd"
