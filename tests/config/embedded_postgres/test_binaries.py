import subprocess
import sys
from pathlib import Path

from config.embedded_postgres import binaries
from config.embedded_postgres.account import may_enter, runs, server_account


def test_bundled_is_found_without_importing_the_wheel() -> None:
    script = "import sys; from config.embedded_postgres import binaries\n"
    script += "print(binaries.bundled(), binaries.PACKAGE in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    folder, imported = said.stdout.rsplit(" ", 1)
    assert imported.strip() == "False"
    assert Path(folder, "initdb").is_file()


def test_copy_runs_for_the_server_account_and_is_not_its_own_to_change(user_folder: Path) -> None:
    account = server_account()
    package = binaries.bundled().parent.parent
    target = user_folder / "programs"
    binaries._copy(package, user_folder / "programs.new", target, "stamp", account)
    programs = target / "stamp" / binaries.PACKAGE / binaries.EDITION / "bin"
    assert runs(account, programs / "postgres", "--version")
    assert runs(account, programs / "initdb", "--version")
    assert (programs / "postgres").stat().st_mode & 0o027 == 0
    assert not (user_folder / "programs.new").exists()


def test_account_may_enter_only_what_is_open_to_it(user_folder: Path) -> None:
    account = server_account()
    assert may_enter(account, user_folder)
    assert not may_enter(account, user_folder / "afwezig")
    assert account.uid != 0
