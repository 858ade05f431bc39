"""`python -m config.launcher` runs the site; `… manage <command>` runs one command."""

import os
import sys

from config.cannot_start import CannotStart
from config.launcher.command import run_command
from config.launcher.console import complain, prepare_console
from config.launcher.site import PreparationFailed, run_site


def main(arguments: list[str]) -> int:
    """The exit code: 0 after being asked to stop, 1 after a refusal."""
    prepare_console()
    try:
        if arguments[:1] == ["manage"]:
            return run_command(arguments[1:], os.environ)
        run_site(os.environ)
    except CannotStart as refusal:
        complain(str(refusal))
        return 1
    except PreparationFailed:
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
