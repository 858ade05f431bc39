#!/usr/bin/env python
"""Django's command line for Stellingname."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A wrong variable is the operator's to mend: a sentence helps, a traceback does not.
        sys.exit(f"Stellingname start niet. {error}")


if __name__ == "__main__":
    main()
