"""How much does search find of what it should?

    .venv/bin/python benchmarks/search_recall.py

Prints for each set of labelled pairs the share that PostgreSQL's bare Dutch stemmer finds, and the
share that we find; and of two random samples of merged words the share that belongs together.
Of "niet", words that only look alike, less is better.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    import django

    django.setup()
    from tests.articles.search.lemmas import figures, printed, stems_by_postgresql

    print(printed(figures(stems_by_postgresql)))


if __name__ == "__main__":
    from config.embedded_postgres import temporary_server

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    with TemporaryDirectory() as folder, temporary_server() as server:
        os.environ.update(
            LOCAL="1",
            SECRET_KEY="x" * 50,
            DATA_DIR=folder,
            DATABASE_URL=server.app_url,
            DATABASE_OWNER_URL=server.owner_url,
        )
        main()
