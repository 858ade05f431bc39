"""Under which unix account the database server runs, and where that account may go."""

import os
import pwd
import subprocess
from pathlib import Path

from config.cannot_start import CannotStart
from config.processes import Account

# PostgreSQL refuses to run as root. Both names exist on nearly every system; the first is made
# for this, the second has no files of its own to lose.
ORDINARY = ("postgres", "nobody")


def server_account() -> Account:
    """Our own account, or an ordinary one when we are root."""
    names = ORDINARY if os.getuid() == 0 else ()
    for name in names:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    if names:
        raise CannotStart(
            "De database draait niet als root, en gebruiker postgres of nobody bestaat niet: "
            "maak er een met 'useradd --system postgres', of zet DATABASE_URL."
        )
    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        raise CannotStart(
            f"Gebruiker {os.getuid()} staat niet in /etc/passwd en dat heeft de database nodig: "
            "geef deze gebruiker een naam, of zet DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def own_name() -> str:
    """The name of the account of this process, as PostgreSQL's peer authentication sees it."""
    return pwd.getpwuid(os.getuid()).pw_name


def runs(account: Account, *command: str | Path) -> bool:
    """Whether the account can run the command; its output is thrown away."""
    as_root = os.getuid() == 0
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=account.uid if as_root else None,
            group=account.gid if as_root else None,
            extra_groups=[] if as_root else None,
        )
    except OSError:
        return False
    return done.returncode == 0


def may_enter(account: Account, folder: Path) -> bool:
    """Whether the account may walk into the folder (asked of the kernel, not computed)."""
    return runs(account, "/bin/sh", "-c", 'cd -- "$1"', "sh", folder)
