import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.processes import end, end_strangers, has_exited, spawn, started_with, working_in

# A leader that starts one more process in its group and tells its number.
FAMILY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""
# A parent that spawns a child the way the launcher does, and then waits to be killed.
PARENT = """
import os, sys, time
from pathlib import Path
from config.processes import spawn
child = spawn([sys.executable, "-c", "import time; time.sleep(60)"], env=os.environ, cwd=Path.cwd())
print(child.pid, flush=True)
time.sleep(60)
"""
DEAF = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
)


def lives(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    limit = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def say_first(script: str, tmp_path: Path) -> tuple["subprocess.Popen[bytes]", int]:
    """Spawn the script and read the number it prints first."""
    with (tmp_path / "said").open("wb") as output:
        process = spawn(
            [sys.executable, "-c", script], env=os.environ, cwd=Path.cwd(), output=output
        )
    assert within(20, lambda: (tmp_path / "said").read_text().endswith("\n"))
    return process, int((tmp_path / "said").read_text())


def test_end_takes_along_what_a_killed_leader_left(tmp_path: Path) -> None:
    leader, child = say_first(FAMILY, tmp_path)
    os.kill(leader.pid, signal.SIGKILL)
    assert within(5, lambda: has_exited(leader))
    assert lives(child)
    assert end(leader, patience=5) == -signal.SIGKILL
    assert within(5, lambda: not lives(child))


def test_end_kills_what_does_not_listen(tmp_path: Path) -> None:
    deaf, _ = say_first(DEAF, tmp_path)
    began = time.monotonic()
    assert end(deaf, patience=0.3) == -signal.SIGKILL
    assert 0.3 <= time.monotonic() - began < 5


def test_end_does_not_wait_when_in_a_hurry(tmp_path: Path) -> None:
    deaf, _ = say_first(DEAF, tmp_path)
    began = time.monotonic()
    end(deaf, patience=60, hurry=lambda: True)
    assert time.monotonic() - began < 5


def test_end_twice_is_harmless(tmp_path: Path) -> None:
    leader, _ = say_first(FAMILY, tmp_path)
    code = end(leader, patience=5)
    assert end(leader, patience=5) == code


def test_child_dies_with_its_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.stdout.close()
    assert lives(child)
    parent.kill()
    parent.wait()
    assert within(5, lambda: not lives(child))


def test_search_finds_own_mark_and_folder_and_no_other(tmp_path: Path) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    (tmp_path / "een").mkdir()
    (tmp_path / "eenander").mkdir()
    ours = spawn(sleep, env={**os.environ, "MARK": "een"}, cwd=tmp_path / "een")
    other = spawn(sleep, env={**os.environ, "MARK": "eenander"}, cwd=tmp_path / "eenander")
    assert within(5, lambda: started_with("MARK", "een") == [ours.pid])
    assert working_in(tmp_path / "een") == [ours.pid]
    end_strangers(lambda: started_with("MARK", "een"), ask=signal.SIGTERM, patience=5)
    assert has_exited(ours)
    assert not has_exited(other)
    end(ours, patience=0)
    end(other, patience=0)


def test_search_does_not_count_a_zombie(tmp_path: Path) -> None:
    ended = spawn([sys.executable, "-c", ""], env={**os.environ, "MARK": "z"}, cwd=tmp_path)
    assert within(20, lambda: has_exited(ended))
    assert started_with("MARK", "z") == working_in(tmp_path) == []
    end(ended, patience=0)
