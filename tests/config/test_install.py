import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
SCRIPT = ROOT / "config" / "install.py"
# The script as an old Python would run it, on a machine with no other Python on the path.
AS_OLD = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = [sys.argv[1]]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_install_is_readable_for_an_old_python() -> None:
    ast.parse(SCRIPT.read_text(), feature_version=(3, 7))


def test_install_by_an_old_python_says_which_is_needed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AS_OLD, str(SCRIPT)],
        env={**os.environ, "PATH": "/nonexistent"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Stellingname vraagt Python 3.11 of nieuwer en dit is 3.9:")
    assert done.stderr.count("\n") == 1


def test_lock_file_pins_every_package_by_hash_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    packages = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==.*(?:\n .*)*", lock, re.M)
    assert len(packages) > 40
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in lock
    assert "--index" not in lock
