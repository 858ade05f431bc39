import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.cannot_start import CannotStart
from config.data_folder import (
    data_folder_of,
    open_data_folder,
    read_secrets,
    take_lock,
    write_private,
)

HOLD = "import sys, time; from pathlib import Path; from config.data_folder import take_lock\n"
HOLD += "kept = take_lock(Path(sys.argv[1])); print(kept is not None, flush=True); time.sleep(60)"


def test_folder_of_an_ordinary_user_stands_in_the_project() -> None:
    assert data_folder_of(Path("/a/b"), {}, uid=1000) == Path("/a/b/var")


def test_folder_of_root_differs_per_project_and_lies_outside_it() -> None:
    one, other = (data_folder_of(Path(path), {}, uid=0) for path in ("/root/a", "/root/b"))
    assert one != other
    assert one.parent == other.parent == Path("/var/lib/stellingname")


def test_folder_of_choice_goes_before_both() -> None:
    chosen = {"DATA_DIR": "/srv/mijn data"}
    assert data_folder_of(Path("/a"), chosen, uid=0) == Path("/srv/mijn data")
    assert data_folder_of(Path("/a"), chosen, uid=1000) == Path("/srv/mijn data")


@pytest.mark.parametrize(("passable", "mode"), [(True, 0o711), (False, 0o700)])
def test_open_makes_missing_folders_with_a_mode_of_their_own(
    tmp_path: Path, passable: bool, mode: int
) -> None:
    tmp_path.chmod(0o750)
    open_data_folder(tmp_path / "een" / "map é", passable=passable)
    assert (tmp_path / "een").stat().st_mode & 0o777 == mode
    assert (tmp_path / "een" / "map é").stat().st_mode & 0o777 == mode
    assert tmp_path.stat().st_mode & 0o777 == 0o750
    assert list((tmp_path / "een" / "map é").iterdir()) == []


def test_open_refuses_a_file_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(CannotStart, match="is geen map"):
        open_data_folder(tmp_path / "bestand", passable=False)


def test_open_refuses_where_nothing_can_be_written() -> None:
    with pytest.raises(CannotStart, match="DATA_DIR"):
        open_data_folder(Path("/proc/stellingname"), passable=False)


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    first = read_secrets(tmp_path)
    assert read_secrets(tmp_path) == first
    assert len(set(first.values())) == len(first)
    assert len(first["secret_key"]) >= 50
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secrets.json"]


def test_secrets_of_an_older_version_are_completed_not_replaced(tmp_path: Path) -> None:
    write_private(tmp_path / "secrets.json", b'{"secret_key": "bestaand"}')
    found = read_secrets(tmp_path)
    assert found["secret_key"] == "bestaand"
    assert found["owner_password"]


@pytest.mark.parametrize("damaged", [b"{", b"[]", b"\xff"])
def test_secrets_that_are_damaged_are_never_silently_replaced(
    tmp_path: Path, damaged: bytes
) -> None:
    (tmp_path / "secrets.json").write_bytes(damaged)
    with pytest.raises(CannotStart, match=r"secrets\.json is niet te lezen"):
        read_secrets(tmp_path)
    assert (tmp_path / "secrets.json").read_bytes() == damaged


def test_lock_has_one_holder(tmp_path: Path) -> None:
    first = take_lock(tmp_path / "lock")
    assert first is not None
    assert take_lock(tmp_path / "lock") is None
    first.close()
    again = take_lock(tmp_path / "lock")
    assert again is not None
    again.close()


def test_lock_of_a_killed_holder_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"True\n"
    assert take_lock(tmp_path / "lock") is None
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    free = take_lock(tmp_path / "lock")
    assert free is not None
    free.close()
