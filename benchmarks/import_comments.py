"""Bringing in a WordPress export of many comments: comments a second, and memory.

    python benchmarks/import_comments.py [comments]

With DATABASE_URL empty it starts a PostgreSQL of its own and throws it away; otherwise it uses that
database, and leaves in it what it imports. Makes an export of 60,000 comments (or as many as asked) under twenty
articles, brings it in as the worker would, and brings it in once more.
"""

import hashlib
import io
import os
import random
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ARTICLES = 20
WORDS = (  # noqa: SIM905
    "de wijk zorg bewoners gemeente hulp straat buurt gesprek kantoor geld tijd mensen kinderen "
    "school werk huis vraag antwoord plan"
).split()


def export(comments: int, seed: int = 7) -> bytes:
    """The same export for the same numbers: discussions as deep and broad as real ones."""
    from tests.exports import post, reaction, wxr

    chance = random.Random(seed)  # noqa: S311 - invented discussions
    items = []
    each = comments // ARTICLES
    for number in range(1, ARTICLES + 1):
        said = []
        for index in range(1, each + 1):
            answers = index > 1 and chance.random() < 0.7
            parent = chance.randint(max(1, index - 30), index - 1) if answers else 0
            words = " ".join(chance.choices(WORDS, k=chance.randint(5, 90)))
            name = f"Schrijver {chance.randint(1, 2000)}"
            said.append(
                reaction(
                    number * 1_000_000 + index,
                    parent and number * 1_000_000 + parent,
                    words.capitalize() + ".",
                    name=name,
                    address=f"{name.replace(' ', '.')}@example.org",
                )
            )
        text = "\n\n".join(
            " ".join(chance.choices(WORDS, k=80)).capitalize() + "." for _each in range(6)
        )
        items.append(post(number, *said, title=f"Artikel {number}", content=text))
    return wxr(*items)


def megabytes() -> float:
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(number: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from articles.importers.export import survey_export
    from articles.importers.kinds import SourceKind
    from articles.models import Intake
    from articles.models.intake import IntakeStatus
    from discussions.actions.import_export import import_export
    from discussions.models import Comment

    call_command("upgrade")
    raw = export(number)
    print(f"{len(raw) / 1e6:.1f} MB, {number} comments, {ARTICLES} articles")
    start, before = time.perf_counter(), megabytes()
    survey_export(SourceKind.WORDPRESS, io.BytesIO(raw), size=len(raw), name="x")
    took = time.perf_counter() - start
    print(
        f"reading only: {took:.1f} s, {number / took:.0f} comments/s, +{megabytes() - before:.0f} MB"
    )
    for turn in ("first import", "the same again"):
        intake = Intake.objects.create(
            kind=SourceKind.WORDPRESS,
            raw=raw,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            status=IntakeStatus.RUNNING,
        )
        start, before = time.perf_counter(), megabytes()
        done = import_export(intake=intake, publish=True)
        took = time.perf_counter() - start
        print(
            f"{turn}: {took:.1f} s, {number / took:.0f} comments/s, "
            f"{megabytes():.0f} MB at most (+{megabytes() - before:.0f}), {done.report[0]['what']}"
        )
    print(f"in the database: {Comment.objects.count()} comments")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOCAL"] = "1"
    os.environ.setdefault("SECRET_KEY", "only-for-measuring-" + "x" * 32)
    with ExitStack() as started:
        os.environ["DATA_DIR"] = started.enter_context(tempfile.TemporaryDirectory())
        if not os.environ.get("DATABASE_URL"):
            from config.embedded_postgres import temporary_server

            server = started.enter_context(temporary_server())
            os.environ["DATABASE_URL"] = server.app_url
            os.environ["DATABASE_OWNER_URL"] = server.owner_url
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60_000)


if __name__ == "__main__":
    main()
