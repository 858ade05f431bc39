"""How errors are written down: without what people typed."""

import logging
import re
from typing import Any

# PostgreSQL quotes the row it refuses; a row may hold somebody's words.
_ROW = re.compile(
    r"^DETAIL:.*?(?=^(?:HINT|CONTEXT):|\n\nThe above exception|\n\nDuring handling|\Z)",
    re.MULTILINE | re.DOTALL,
)


class WithoutRows(logging.Formatter):
    """As the standard one, with the rows left out that the database quotes in its errors."""

    def formatException(self, ei: Any) -> str:  # noqa: N802, the name of the standard library
        return _ROW.sub("DETAIL: left out", super().formatException(ei))


def to_console() -> dict[str, Any]:
    """What Django's LOGGING takes: warnings and worse, to the console."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"without_rows": {"()": "config.logs.WithoutRows"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_rows"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
