"""Bringing in a WordPress export of many comments: comments a second, and memory.

    python benchmarks/import_comments.py [comments [articles]]

With DATABASE_URL empty it starts a PostgreSQL of its own and throws it away; otherwise it uses that
database, and leaves in it what it imports. Makes an export of 60,000 comments (or as many as asked) under twenty
articles, brings it in as the worker would, and brings it in once more; each in a process of its own, whose
memory is not that of making the export.

Comments have 5 to 90 words. Of a hundred, thirty have a second paragraph, ten a link, ten emphasis, five a quote;
a third have accents and typographic quotes.
"""

import hashlib
import io
import os
import random
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _site import settings_for_measuring, site_for_measuring

ARTICLES = 20
WORDS = (  # noqa: SIM905
    "de wijk zorg bewoners gemeente hulp straat buurt gesprek kantoor geld tijd mensen kinderen "
    "school werk huis vraag antwoord plan"
).split()


ACCENTED = "één “de wijk” vóór cliënten, zo’n €".split()  # noqa: SIM905


def said_by(chance: random.Random) -> str:
    """The HTML of one comment, as WordPress keeps it."""
    words = chance.choices(WORDS, k=chance.randint(5, 90))
    if chance.random() < 0.33:
        words[1:1] = ACCENTED
    text = " ".join(words).capitalize() + "."
    if chance.random() < 0.30:
        text += "\n\n" + " ".join(chance.choices(WORDS, k=20)).capitalize() + "."
    draw = chance.random()
    if draw < 0.10:
        text += ' Zie <a href="https://voorbeeld.example/stuk?a=1&amp;b=2">dit stuk</a>.'
    elif draw < 0.20:
        text = f"Dat is <em>echt</em> zo &amp; <strong>niet anders</strong>. {text}"
    elif draw < 0.25:
        text = f"<blockquote>Wat iemand eerder zei.</blockquote>\n{text}"
    return text


def export(comments: int, articles: int, seed: int = 7) -> bytes:
    """The same export for the same numbers: discussions as deep and broad as real ones."""
    from tests.exports import post, reaction, wxr

    chance = random.Random(seed)  # noqa: S311 - invented discussions
    items = []
    each = comments // articles
    for number in range(1, articles + 1):
        said = []
        for index in range(1, each + 1):
            answers = index > 1 and chance.random() < 0.7
            parent = chance.randint(max(1, index - 30), index - 1) if answers else 0
            name = f"Schrijver {chance.randint(1, 2000)}"
            said.append(
                reaction(
                    number * 1_000_000 + index,
                    parent and number * 1_000_000 + parent,
                    said_by(chance),
                    name=name,
                    address=f"{name.replace(' ', '.')}@example.org",
                )
            )
        text = "\n\n".join(
            " ".join(chance.choices(WORDS, k=80)).capitalize() + "." for _each in range(6)
        )
        items.append(post(number, *said, title=f"Artikel {number}", content=text))
    return wxr(*items)


def megabytes() -> int:
    """The most memory this process ever held. Unlike `getrusage` this begins anew with a new program."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def fill(number: int, articles: int) -> None:
    """Make the database and the export in it; say how fast the export is read."""
    import django

    django.setup()
    from django.core.management import call_command

    from articles.importers.export import survey_export
    from articles.importers.kinds import SourceKind
    from articles.models import Intake
    from articles.models.intake import IntakeStatus

    call_command("upgrade")
    raw = export(number, articles)
    print(f"{len(raw) / 1e6:.1f} MB, {number} comments, {articles} articles")
    start = time.perf_counter()
    survey_export(SourceKind.WORDPRESS, io.BytesIO(raw), size=len(raw), name="x")
    took = time.perf_counter() - start
    print(f"reading only: {took:.1f} s, {number / took:.0f} comments/s", flush=True)
    for _turn in range(2):
        Intake.objects.create(
            kind=SourceKind.WORDPRESS,
            raw=raw,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            status=IntakeStatus.RUNNING,
        )


def bring(number: int) -> None:
    """Bring the next export in, as the worker would, and say what it took."""
    import django

    django.setup()
    from articles.models import Intake
    from articles.models.intake import IntakeStatus
    from discussions.actions.import_export import import_export

    running = Intake.objects.filter(status=IntakeStatus.RUNNING).defer("raw", "attachments")
    intake = running.earliest("pk")
    start, before, worked = time.perf_counter(), megabytes(), time.process_time()
    done = import_export(intake=intake, publish=True)
    took, worked = time.perf_counter() - start, time.process_time() - worked
    print(
        f"{done.report[0]['what']}: {took:.1f} s, {number / took:.0f} comments/s; "
        f"{worked:.1f} s of processor time; {megabytes()} MB at most (+{megabytes() - before}); "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def main() -> None:
    if sys.argv[1:2] == ["bring"]:
        settings_for_measuring()
        bring(int(sys.argv[2]))
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    with site_for_measuring():
        fill(number, int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES)
        for turn in ("first import", "the same again"):
            print(f"{turn}: ", end="", flush=True)
            subprocess.run([sys.executable, __file__, "bring", str(number)], check=True)


if __name__ == "__main__":
    main()
