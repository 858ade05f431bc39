"""Does the queue of the moderators cost the same whatever waits and whatever was handled?

    .venv/bin/python benchmarks/moderation_queue.py [cases] [--plans]

Asks for the first page of the queue, through the whole site: with 100 cases, with 100,000 (unless told otherwise), and
so on in turns. Half of them are open, half are closed; each has a report; they are spread over fifty articles. As a
moderator who is an editor too, of all of it and of one article by the filter; and as somebody who moderates one source.
Then one page further, one filter of each sort, and what was handled. Prints milliseconds (median of all rounds),
queries and the three ratios, and ends with exit code 1 when one of the three pages takes more than 1.3 times as long
with many as with 100, or when its queries differ. `--plans` prints how PostgreSQL finds their first rows.

With `DATABASE_URL` empty it starts a PostgreSQL of its own and throws it away.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _filling import fill, some_members
from _site import site_for_measuring

ROUNDS = 12
TURNS = 3  # few and many, in turns: whatever else the machine does hits both
SMALL = 100
ARTICLES = 50
MOST_RATIO = 1.3

CASES = """
    INSERT INTO discussions_case
        (public_id, comment_id, address, kind, version, opened_at, due_at, is_urgent, closed_at)
    SELECT gen_random_uuid(), id, '', 'report', 1, now() - interval '3 days',
           now() + (id %% 4000 - 2000) * interval '1 minute', id %% 50 = 0,
           CASE WHEN id %% 2 = 0 THEN now() - id * interval '1 second' END
    FROM discussions_comment AS said
    WHERE NOT EXISTS (SELECT 1 FROM discussions_case AS there WHERE there.comment_id = said.id)
    ORDER BY id LIMIT %s
"""
REPORTS = """
    INSERT INTO discussions_report
        (public_id, case_id, kind, reporter_id, name, email, rule_code, law_code, explanation, addresses, good_faith,
         created_at)
    SELECT gen_random_uuid(), id, 'rule', %s, '', '', 'HR-' || (1 + id %% 5), '', '', '{}', false, now()
    FROM discussions_case AS there
    WHERE NOT EXISTS (SELECT 1 FROM discussions_report AS said WHERE said.case_id = there.id)
"""


def grow(to: int, reporter: int) -> None:
    """As many cases in all, each with a report; the tables as after a night of upkeep."""
    from django.db import connection

    from config.roles import as_owner
    from discussions.models import Case

    missing = to - Case.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(CASES, [max(missing, 0)])
        cursor.execute(REPORTS, [reporter])
        if missing < 0:
            keep = list(Case.objects.order_by("id").values_list("id", flat=True)[:to])
            cursor.execute("DELETE FROM discussions_report WHERE case_id <> ALL(%s)", [keep])
            cursor.execute("DELETE FROM discussions_case WHERE id <> ALL(%s)", [keep])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(client: Any, address: str) -> tuple[list[float], int]:
    """Milliseconds of each round, after five that do not count, and the number of queries."""
    from django.db import connection

    for _round in range(5):
        assert client.get(address).status_code == 200, address
    asked = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        client.get(address)
    took = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - began) * 1000)
    return took, len(asked)


def run(many: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from accounts.models import User
    from discussions.models import Case

    call_command("upgrade", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    ids = [person.pk for person in some_members()]
    for _article in range(ARTICLES):
        fill([None] * -(-many // ARTICLES), ids)
    both = User.objects.create(
        email="mo@example.org", display_name="Mo", roles=["moderator", "editor"]
    )
    client, scoped = Client(headers={"Host": "localhost"}), Client(headers={"Host": "localhost"})
    client.force_login(both)
    scoped.force_login(of_one_source())
    pages = {
        "first page": (client, "/moderatie/"),
        "one article": (client, f"/moderatie/?artikel={first_article().slug}"),
        "of one source": (scoped, "/moderatie/"),
    }
    took: dict[tuple[str, int], list[float]] = {}
    asked: dict[tuple[str, int], int] = {}
    for _turn in range(TURNS):
        for size in (SMALL, many):
            grow(size, ids[0])
            for name, page in pages.items():
                rounds, asked[name, size] = measure(*page)
                took.setdefault((name, size), []).extend(rounds)
    if "--plans" in sys.argv:
        for person in (both, User.objects.get(email="bo@example.org")):
            waiting = Case.objects.visible_to(person).waiting()
            print(person, waiting.order_by("due_at", "id")[:21].explain(analyze=True), sep="\n")
            print(waiting.order_by()[:1000].explain(analyze=True))
    last = Case.objects.waiting().order_by("due_at", "id")[many // 4]
    further = {
        "a page in the middle": f"/moderatie/?na={last.public_id}",
        "one kind": "/moderatie/?soort=report",
        "one rule": "/moderatie/?regel=HR-3",
        "in hand of nobody": "/moderatie/?van=niemand",
        "what was handled": "/moderatie/?toon=afgehandeld",
    }
    print(f"\n{'page':28}{'ms':>8}{'queries':>9}")
    rows = {name: measure(client, address) for name, address in further.items()}
    for (name, size), found in took.items():
        title = f"{name}, {size:,} cases"
        print(f"{title:28}{statistics.median(found):8.1f}{asked[name, size]:9}")
    for name, (found, queries) in rows.items():
        print(f"{name:28}{statistics.median(found):8.1f}{queries:9}")
    print()
    is_worse = False
    for name in pages:
        ratio = statistics.median(took[name, many]) / statistics.median(took[name, SMALL])
        is_worse |= ratio > MOST_RATIO or asked[name, many] != asked[name, SMALL]
        print(f"ratio of {name}: {ratio:.2f} (at most {MOST_RATIO})")
    return int(is_worse)


def first_article() -> Any:
    """Where the first cases are, whatever their number."""
    from articles.models import Article

    return Article.objects.earliest("pk")


def of_one_source() -> Any:
    """Somebody who moderates the source of the first article only."""
    from accounts.models import User
    from articles.models import Source
    from discussions.models import ModeratorScope

    source = Source.objects.create(name="Het wijkblad", slug="wijkblad")
    article = first_article()
    article.source = source
    article.save()
    person = User.objects.create(email="bo@example.org", display_name="Bo", roles=["moderator"])
    ModeratorScope.objects.create(person=person, source=source)
    return person


def main() -> int:
    with site_for_measuring():
        given = [word for word in sys.argv[1:] if word != "--plans"]
        return run(int(given[0]) if given else 100_000)


if __name__ == "__main__":
    sys.exit(main())
