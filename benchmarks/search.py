"""What does a search cost among 100,000 comments?

    .venv/bin/python benchmarks/search.py

Fills one article and 100,000 comments with Dutch words, often and seldom as in a real text (the n-th
word 1/n as often as the first), then asks for pages of hits through the whole site, in turns, and prints
one row each: milliseconds (fastest and median of ten), queries, hits. Ends with exit code 1 when a typical
query takes 50 ms or more.

With DATABASE_URL empty it starts a PostgreSQL of its own and throws it away. Otherwise it uses that
database, in one transaction that is rolled back.
"""

import os
import random
import statistics
import sys
import time
import uuid
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _site import site_for_measuring

COMMENTS = int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdecimal() else 100_000
ARTICLES = 50
ROUNDS = 10
MOST = 50.0  # milliseconds
VOCABULARY = Path(__file__).resolve().parent.parent / "tests/data/dutch-stemming/voc.txt"


def words_by_rank() -> list[str]:
    words = [word for word in VOCABULARY.read_text().split() if word.isalpha() and len(word) > 2]
    random.Random(5).shuffle(words)  # noqa: S311  the same words every time
    return words


def fill(words: list[str]) -> None:
    from django.utils import timezone

    from accounts.models import User
    from articles.models import Article
    from discussions.actions.index import index_comments
    from discussions.models import Comment, Thread

    chance = random.Random(7)  # noqa: S311  the same texts every time
    # Added up once: `choices` would do it anew for every text.
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    start = timezone.now() - timedelta(days=365)
    person = User.objects.create(email="meting@example.org", display_name="Lid")
    for number in range(ARTICLES):
        article = Article.objects.create(slug=f"meting-{number}")
        article.current_version = article.versions.create(
            number=1,
            raw=b"x",
            raw_sha256="0" * 64,
            title=f"Meting {number}",
            canonical_text=f"Meting {number}",
            blocks=[],
            blocks_format=1,
            lines=[],
            metadata={},
            word_count=2,
        )
        article.status, article.opened_at = "published", start
        article.save()
        size = COMMENTS // ARTICLES
        thread = Thread.objects.create(article=article, comment_count=size)
        texts = [
            " ".join(
                chance.choices(words, cum_weights=weights, k=chance.randint(10, 60))
            ).capitalize()
            + "."
            for _ in range(size)
        ]
        rows = Comment.objects.bulk_create(
            [
                Comment(
                    thread=thread,
                    author=person,
                    body=text,
                    body_html=text,
                    renderer_version=1,
                    submission_id=uuid.uuid4(),
                    created_at=start + timedelta(minutes=place * ARTICLES + number),
                )
                for place, text in enumerate(texts)
            ],
            batch_size=1_000,
        )
        index_comments(rows)


def measure(words: list[str]) -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import (
        CaptureQueriesContext,
        setup_test_environment,
        teardown_test_environment,
    )

    common, frequent, middling, rare = words[0], words[20], words[400], words[8_000]
    slip = middling[:2] + middling[3:]
    asked = {
        "rare word": {"q": rare},
        "middling word": {"q": middling},
        "frequent word": {"q": frequent},
        "word in most texts": {"q": common},
        "two words": {"q": f"{frequent} {middling}"},
        "common and rare": {"q": f"{common} {rare}"},
        "phrase": {"q": f'"{words[20]} {words[60]}"'},
        # As if of stop words: the newest 1,000 hits stand among 24,000 texts that all must be read.
        "phrase everywhere": {"q": f'"{words[1]} {words[2]}"'},
        "without a word": {"q": f"{middling} -{common}"},
        "one of two": {"q": f"{middling} of {rare}"},
        "filter by year": {"q": middling, "jaar": "2026"},
        "newest first": {"q": middling, "op": "datum"},
        "nothing, a slip": {"q": slip},
        "nothing at all": {"q": "xqzkwvj"},
    }
    # Tests get copies of every context; readers do not, so it is switched on for the numbers only.
    visitor = Client(headers={"host": "localhost"})
    addresses = {name: "/zoeken/?" + urlencode(query) for name, query in asked.items()}
    setup_test_environment()
    second = visitor.get(addresses["middling word"]).context["search"].next_url
    teardown_test_environment()
    if second:
        addresses["second page"] = second
    seconds: dict[str, list[float]] = {name: [] for name in addresses}
    for turn in range(ROUNDS + 2):
        for name, address in addresses.items():
            start = time.perf_counter()
            visitor.get(address)
            if turn > 1:  # the first two warm everything up
                seconds[name].append((time.perf_counter() - start) * 1_000)
    setup_test_environment()
    print(f"load average {os.getloadavg()[0]:.1f}")
    print(f"{'query':<20}{'ms (least)':>12}{'median':>9}{'queries':>9}{'hits':>7}")
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            found = visitor.get(address).context["search"].total
        print(
            f"{name:<20}{min(seconds[name]):>12.1f}{statistics.median(seconds[name]):>9.1f}"
            f"{len(captured):>9}{found:>7}"
        )
        if "-v" in sys.argv:
            for query in captured:
                print("    ", query["time"], query["sql"][:3000])
    typical = ("rare word", "middling word", "two words", "phrase", "second page", "newest first")
    return all(statistics.median(seconds[name]) < MOST for name in typical if name in seconds)


def run() -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from config.roles import as_owner

    call_command("upgrade")
    call_command("collectstatic", interactive=False, verbosity=0)
    words = words_by_rank()
    # Only the owner may refresh the planner's statistics, and only here are the rows to be seen.
    with as_owner(), transaction.atomic():
        begun = time.perf_counter()
        fill(words)
        print(f"{COMMENTS:,} comments stored and indexed in {time.perf_counter() - begun:.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        good = measure(words)
        transaction.set_rollback(True)
    return good


def main() -> int:
    with site_for_measuring():
        return 0 if run() else 1


if __name__ == "__main__":
    sys.exit(main())
