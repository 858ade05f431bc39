"""`make install`: the virtual environment, exactly as `requirements.lock` says.

Run by the system's Python, which may be too old: nothing at the top may need a newer one, so
that it can be told in a sentence. Does nothing when all is in place, in a few hundredths of a
second. With the argument `run` it first sees whether `make run` can work here at all, before
anybody waits for a download.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK_FILE = PROJECT / "requirements.lock"
STAMP = VENV / ".installed"
BUSY = VENV / ".installing"
LEAST = (3, 11)
COMPILE = "from config.messages import *; compile_catalogues(Path('.'))"


def main() -> int:
    """The exit code: 0 when all is in place, 1 with one sentence on the screen when not."""
    if sys.version_info < LEAST:
        return use_newer_python()
    sys.path.insert(0, str(PROJECT))
    from config.cannot_start import CannotStart
    from config.launcher.console import complain, prepare_console

    prepare_console()
    try:
        if sys.argv[1:] == ["run"]:
            look_ahead()
        install()
    except CannotStart as refusal:
        complain(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def use_newer_python() -> int:
    """Start again with a newer Python beside this one, or say that one is needed."""
    for minor in range(19, LEAST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - no shell is the point
    this = ".".join(map(str, sys.version_info[:2]))
    sys.stderr.write(
        f"Stellingname vraagt Python 3.11 of nieuwer en dit is {this}: installeer een nieuwere, "
        "en wijs haar zo nodig aan met: make PYTHON=/pad/naar/python3 run\n"
    )
    return 1


def look_ahead() -> None:
    """Refuse now what the launcher would refuse after a long installation."""
    from config.launcher.options import read_options, refuse_second_run, refuse_taken_port

    options = read_options(os.environ)
    refuse_second_run(options)
    refuse_taken_port(options, ours_may_hold_it=True)


def install() -> None:
    """Bring `.venv` in line with the lock file, and the translations with their sources."""
    from config.cannot_start import CannotStart
    from config.launcher.console import say, step

    try:
        wanted = fingerprint()
        if not is_installed(wanted):
            with open(str(LOCK_FILE), "rb") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise CannotStart(
                        "Er wordt hier al geïnstalleerd: wacht tot dat klaar is en probeer het "
                        "dan opnieuw."
                    ) from None
                os.set_inheritable(lock.fileno(), True)  # a pip that outlives us keeps it
                say("Stellingname installeren (de eerste keer duurt dit een minuut)")
                with step("Virtuele omgeving maken"):
                    make_environment()
                BUSY.touch()
                with step("Pakketten installeren"):
                    install_packages()
                STAMP.write_text(wanted)
                BUSY.unlink()
        if not translations_are_fresh():
            with step("Vertalingen klaarzetten"):
                run(PYTHON, "-c", COMPILE, otherwise="De vertalingen zijn niet te lezen.")
    except OSError as error:
        raise CannotStart(
            f"In {PROJECT} kan niet geïnstalleerd worden ({error.strerror}): maak ruimte of "
            "herstel de rechten."
        ) from None


def fingerprint() -> str:
    """Changes when the lock file, the Python or the place of the project does."""
    version = ".".join(map(str, sys.version_info[:2]))
    content = hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    return "\n".join([content, version, str(PROJECT)])


def is_installed(wanted: str) -> bool:
    fresh = PYTHON.exists() and STAMP.exists() and not BUSY.exists()
    return fresh and STAMP.read_text() == wanted


def make_environment() -> None:
    """Make `.venv`, or keep a working one of the same Python version and the same place.

    One whose installation was broken off is made anew: pip takes half a package for a whole.
    """
    from config.cannot_start import CannotStart

    expected = f"{VENV}|{sys.version_info[0]}.{sys.version_info[1]}"
    ask = "import sys,pip; print(sys.prefix + '|%d.%d' % sys.version_info[:2])"
    if PYTHON.exists() and not BUSY.exists():
        answer = subprocess.run(
            [str(PYTHON), "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        if answer.stdout.decode(errors="replace").strip() == expected:
            return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise CannotStart(
            "Python mist de module venv: installeer haar, op Debian en Ubuntu met "
            "'apt-get install python3-venv', en voer dit opnieuw uit."
        ) from None
    run(
        sys.executable,
        *("-m", "venv", "--clear", VENV),
        otherwise="De virtuele omgeving .venv kon niet gemaakt worden.",
    )


def install_packages() -> None:
    run(
        PYTHON,
        *("-m", "pip", "--disable-pip-version-check", "install", "--quiet"),
        *("--require-hashes", "--no-deps", "-r", LOCK_FILE),
        otherwise="De pakketten zijn niet geïnstalleerd: is er verbinding met het netwerk?",
    )


def translations_are_fresh() -> bool:
    """Whether every compiled catalogue is at least as new as its source."""
    for source in (PROJECT / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            return False
    return True


def run(*command: object, otherwise: str) -> None:
    """Run a command in the project, its own output on the screen; `CannotStart` when it fails."""
    from config.cannot_start import CannotStart

    parts = [str(part) for part in command]
    done = subprocess.run(parts, cwd=str(PROJECT), stdin=subprocess.DEVNULL, close_fds=False)
    if done.returncode:
        raise CannotStart(otherwise + " De regels hierboven zeggen meer.")


if __name__ == "__main__":
    sys.exit(main())
