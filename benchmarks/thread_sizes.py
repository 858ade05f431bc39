"""Does a discussion of 100,000 comments open, and take a new comment, as fast as one of 100?

    .venv/bin/python benchmarks/thread_sizes.py [comments in the database, default 1,000,000]

Fills discussions of 100, 10,000 and 100,000 comments in the shape of real talk pages, and others until there are
1,000,000 in the database. Then, in turns, each through the whole site and with nothing kept: the first page, the last
page, a page in each other order, the page of one comment deep down, and posting. Prints one row each and ends with exit
code 1 when 100,000 take more than 1.2 times as long as 100, or one query more.

It always starts a PostgreSQL of its own and throws it away.
"""

import os
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _acts import Act, forget, measure
from _filling import fill, fill_up, some_members
from _site import site_for_measuring
from thread_page import real_shape

SIZES = (100, 10_000, 100_000)
IN_ALL = 1_000_000
MOST = 1.2
ORDERS = ("nieuwste", "beste", "meest-beantwoord")


def acts_of(thread: Any, members: Sequence[Any]) -> list[Act]:
    """Everything one does in a discussion."""
    from django.test import Client
    from django.urls import reverse

    from discussions.models import Comment

    visitor = Client(headers={"host": "localhost"})
    address = reverse("article_comments", args=[thread.article.slug])
    roots = Comment.objects.in_thread(thread.pk).roots().oldest_first()
    before_last = roots.reverse()[20]
    deepest = Comment.objects.in_thread(thread.pk).filter(depth=5).oldest_first()[0]
    turn = iter(range(10**9))

    def drawn(page: str, **query: str) -> Any:
        forget()
        return visitor.get(page, query)

    def post() -> Any:
        member = members[next(turn) % len(members)]
        return member.post(
            address, {"body": "Dit zien wij ook, elke week.", "submission_id": str(uuid.uuid4())}
        )

    return [
        Act("first page", lambda: drawn(address)),
        Act("last page", lambda: drawn(address, na=str(before_last.public_id))),
        *(Act(order, lambda order=order: drawn(address, volgorde=order)) for order in ORDERS),  # type: ignore[misc]
        Act("one comment", lambda: drawn(deepest.get_absolute_url())),
        Act("post", post),
    ]


def report(by_size: dict[int, list[Act]]) -> bool:
    """Print the table; whether everything is as promised."""
    good = True
    print(
        f"{'':<20}" + "".join(f"{size:>12,}" for size in by_size) + f"{'ratio':>8}{'queries':>10}"
    )
    for row in zip(*by_size.values(), strict=True):
        ratio = row[-1].milliseconds / row[0].milliseconds
        queries = {act.queries for act in row}
        # Where no root on a page has an answer, there is one query less.
        good = good and ratio <= MOST and max(queries) == row[0].queries
        print(
            f"{row[0].name:<20}"
            + "".join(f"{act.milliseconds:>9.1f} ms" for act in row)
            + f"{ratio:>8.2f}{'/'.join(map(str, sorted(queries))):>10}"
        )
    print(f"100,000 must not take more than {MOST} times as long as 100, and never one query more")
    return good


def run(in_all: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from config.roles import as_owner

    call_command("upgrade")
    call_command("collectstatic", interactive=False, verbosity=0)
    people = some_members()
    ids = [person.pk for person in people]
    begun = time.perf_counter()
    threads = {size: fill(real_shape(size), ids) for size in SIZES}
    print(f"filled {sum(SIZES):,} comments in {time.perf_counter() - begun:.0f} s")
    with as_owner():
        print(f"and up to {in_all:,} in {fill_up(in_all, ids):.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    members = []
    for person in people:
        member = Client(headers={"host": "localhost"})
        member.force_login(person)
        # A client reads the middleware at its first request; nobody posts with a cold one.
        member.get("/livez")
        members.append(member)
    by_size = {size: acts_of(thread, members) for size, thread in threads.items()}
    measure([act for acts in by_size.values() for act in acts])
    return report(by_size)


def main() -> int:
    in_all = int(sys.argv[1]) if len(sys.argv) > 1 else IN_ALL
    os.environ.pop("DATABASE_URL", None)
    with site_for_measuring():
        return 0 if run(in_all) else 1


if __name__ == "__main__":
    sys.exit(main())
