"""Does a discussion of 100,000 comments open, and take a new comment, as fast as one of 100?

    .venv/bin/python benchmarks/thread_sizes.py [comments in the database, default 1,000,000]

Fills discussions of 100, 10,000 and 100,000 comments in the shape of real talk pages, and others until
there are 1,000,000 in the database. Then, in turns, each through the whole site: the first page, the
last page, a page in each other order, the page of one comment deep down, and posting. Prints one row
each and ends with exit code 1 when 100,000 take more than 1.2 times as long as 100, or one query more.

It also asks for *the limit*, in the same turns: a bare Django view with one SELECT of 50 ready comments,
as many bytes as our page, no template; through the same client and middleware, and without any middleware.
A page of 50 comments, for a visitor and for a member, is given as a share of the pages a second of the limit;
posting as a multiple of one bare INSERT.

It always starts a PostgreSQL of its own and throws it away.
"""

import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _site import site_for_measuring
from thread_page import real_shape

SIZES = (100, 10_000, 100_000)
IN_ALL = 1_000_000
ROUNDS = 40
WARM_UP = 5
MOST = 1.2
ORDERS = ("nieuwste", "beste", "meest-beantwoord")


@dataclass
class Act:
    """Something that is done again and again: `do` gives the answer, whose bytes are counted."""

    name: str
    do: Callable[[], Any]
    seconds: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.seconds) * 1000


def fill(parents: Sequence[int | None], people: Sequence[int]) -> Any:
    """An article with a discussion of this shape, by COPY. Gives the thread."""
    from django.db import connection
    from django.utils import timezone

    from articles.models import Article
    from discussions.actions.copy_rows import copy_rows
    from discussions.models import Comment, Thread

    article = Article.objects.create(slug=f"meting-{uuid.uuid4()}")
    article.current_version = article.versions.create(
        number=1,
        raw=b"x",
        raw_sha256="0" * 64,
        title=f"{len(parents):,} reacties",
        canonical_text="x",
        blocks=[],
        blocks_format=1,
        lines=[],
        metadata={},
        word_count=1,
    )
    article.status, article.opened_at = "published", article.created_at
    article.save()
    thread = Thread.objects.create(article=article, comment_count=len(parents))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('discussions_comment', 'id'))"
            " FROM generate_series(1, %s)",
            [len(parents)],
        )
        ids = [number for (number,) in cursor]
    answers, roots, depths = [0] * len(parents), [0] * len(parents), [0] * len(parents)
    for place, parent in enumerate(parents):
        if parent is not None:
            answers[parent] += 1
            roots[place] = roots[parent] or ids[parent]
            depths[place] = depths[parent] + 1
    start = timezone.now() - timedelta(days=365)

    def rows() -> Any:
        for place, parent in enumerate(parents):
            text = f"Reactie {place}. " + "De wijk weet dit zelf het beste. " * (1 + place % 7)
            yield (
                ids[place],
                uuid.uuid4(),
                uuid.uuid4(),
                thread.pk,
                None if parent is None else ids[parent],
                roots[place] or None,
                depths[place],
                people[place % len(people)],
                text,
                f"<p>{text}</p>",
                1,
                answers[place],
                place % 5,
                place % 5,
                start + timedelta(minutes=place),
            )

    copy_rows(
        Comment,
        (
            "id",
            "public_id",
            "submission_id",
            "thread_id",
            "parent_id",
            "root_id",
            "depth",
            "author_id",
            "body",
            "body_html",
            "renderer_version",
            "reply_count",
            "clear_count",
            "appreciated_by",
            "created_at",
        ),
        rows(),
    )
    return thread


def fill_up(in_all: int, people: Sequence[int]) -> float:
    """More discussions, each a copy of the largest one with fresh ids. Seconds it took."""
    from django.db import connection

    from discussions.models import Comment, Thread

    begun = time.perf_counter()
    largest = Thread.objects.order_by("-comment_count").values_list("pk", flat=True)[0]
    columns = [
        field.column
        for field in Comment._meta.local_concrete_fields
        if not field.generated and field.column not in _MADE
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    while (there := Comment.objects.count()) < in_all:
        thread = fill([None], people)
        with connection.cursor() as cursor:
            # Ids move up as a block, so that parents and roots move along with them.
            cursor.execute(
                "SELECT min(id) FROM discussions_comment WHERE thread_id = %s", [largest]
            )
            (least,) = cursor.fetchone()
            cursor.execute("SELECT max(id) FROM discussions_comment")
            shift = cursor.fetchone()[0] - least + 1
            cursor.execute(
                f"""
                INSERT INTO discussions_comment
                    (id, public_id, submission_id, thread_id, parent_id, root_id, {names})
                SELECT id + %s, gen_random_uuid(), gen_random_uuid(), %s,
                    parent_id + %s, root_id + %s, {names}
                FROM discussions_comment WHERE thread_id = %s AND id <= %s + %s
                """,  # noqa: S608  names of our own columns
                [shift, thread.pk, shift, shift, largest, least, in_all - there],
            )
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('discussions_comment', 'id'),"
                " (SELECT max(id) FROM discussions_comment))"
            )
        Thread.objects.filter(pk=thread.pk).update(
            comment_count=Comment.objects.filter(thread=thread).count()
        )
    return time.perf_counter() - begun


_MADE = {"id", "public_id", "submission_id", "thread_id", "parent_id", "root_id"}


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

    def post() -> Any:
        member = members[next(turn) % len(members)]
        return member.post(
            address, {"body": "Dit zien wij ook, elke week.", "submission_id": str(uuid.uuid4())}
        )

    return [
        Act("first page", lambda: visitor.get(address)),
        Act("last page", lambda: visitor.get(address, {"na": str(before_last.public_id)})),
        *(
            Act(order, lambda order=order: visitor.get(address, {"volgorde": order}))  # type: ignore[misc]
            for order in ORDERS
        ),
        Act("one comment", lambda: visitor.get(deepest.get_absolute_url())),
        Act("post", post),
    ]


def measure(acts: Sequence[Act]) -> None:
    """In turns, so that whatever else the machine does hits everything alike."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for turn in range(WARM_UP + ROUNDS):
        for act in acts:
            start = time.perf_counter()
            answer = act.do()
            spent = time.perf_counter() - start
            if answer is not None and answer.status_code not in (200, 303):
                sys.exit(f"{act.name}: {answer.status_code}")
            if turn >= WARM_UP:
                act.seconds.append(spent)
    for act in acts:
        with CaptureQueriesContext(connection) as captured:
            answer = act.do()
        act.queries = len(captured)
        act.size = len(answer.content) if answer is not None else 0


def limits(thread: Any, like: Act, author: int) -> list[Act]:
    """The bare view, with the site's middleware and without, and one bare INSERT."""
    from django.contrib.auth.decorators import login_not_required
    from django.db import connection
    from django.http import HttpRequest, HttpResponse
    from django.test import Client, RequestFactory
    from django.urls import path

    import config.urls

    size = len(like.do().content)

    @login_not_required
    def bare(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT body_html FROM discussions_comment WHERE thread_id = %s AND parent_id IS NULL"
                " ORDER BY created_at, id LIMIT 50",
                [thread.pk],
            )
            words = "".join(words for (words,) in cursor)
        return HttpResponse(words.ljust(size)[:size])

    config.urls.urlpatterns.append(path("kaal/", bare))
    visitor, requests = Client(headers={"host": "localhost"}), RequestFactory()

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO discussions_comment (public_id, submission_id, thread_id, depth, author_id,"
                " import_key, status, body, body_html, renderer_version, revision_number, reply_count,"
                " clear_count, grounded_count, practice_count, appreciated_by, created_at)"
                " VALUES (%s, %s, %s, 0, %s, '', 'published', %s, %s, 1, 1, 0, 0, 0, 0, 0, now())",
                [
                    uuid.uuid4(),
                    uuid.uuid4(),
                    thread.pk,
                    author,
                    "Dit zien wij.",
                    "<p>Dit zien wij.</p>",
                ],
            )

    return [
        Act("the limit", lambda: visitor.get("/kaal/")),
        Act("… without middleware", lambda: bare(requests.get("/kaal/"))),
        Act("bare INSERT", insert),
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

    from accounts.models import User
    from config.roles import as_owner

    call_command("upgrade")
    call_command("collectstatic", interactive=False, verbosity=0)
    people = User.objects.bulk_create(
        User(email=f"{uuid.uuid4()}@example.org", display_name=f"Lid {number}")
        for number in range(50)
    )
    ids = [person.pk for person in people]
    begun = time.perf_counter()
    threads = {size: fill(real_shape(size), ids) for size in SIZES}
    print(f"filled {sum(SIZES):,} comments in {time.perf_counter() - begun:.0f} s")
    fifty = fill([*[None] * 30, *[number for number in range(10) for _ in range(3)]], ids)
    with as_owner():
        print(f"and up to {in_all:,} in {fill_up(in_all, ids):.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    members = []
    for person in people:
        member = Client(headers={"host": "localhost"})
        member.force_login(person)
        members.append(member)
    by_size = {size: acts_of(thread, members) for size, thread in threads.items()}
    reader = members[0]
    address = f"/artikelen/{fifty.article.slug}/reacties/"
    visitor = Client(headers={"host": "localhost"})
    ours = [
        Act("50 comments, visitor", lambda: visitor.get(address)),
        Act("50 comments, member", lambda: reader.get(address)),
    ]
    against = limits(fifty, ours[0], ids[0])
    every = [act for acts in by_size.values() for act in acts]
    measure([*every, *ours, *against])
    good = report(by_size)
    limit, bare, insert = against
    print(
        f"{'':<24}{'ms':>8}{'queries':>9}{'bytes':>9}{'of the limit':>14}{'of the bare view':>18}"
    )
    for act in [*ours, limit, bare]:
        print(
            f"{act.name:<24}{act.milliseconds:>8.2f}{act.queries:>9}{act.size:>9}"
            f"{limit.milliseconds / act.milliseconds:>14.0%}{bare.milliseconds / act.milliseconds:>18.0%}"
        )
    post = by_size[SIZES[1]][-1]
    print(
        f"posting {post.milliseconds:.1f} ms, a bare INSERT {insert.milliseconds:.2f} ms:"
        f" {post.milliseconds / insert.milliseconds:.0f} times (goal: at most 40)"
    )
    return good


def main() -> int:
    in_all = int(sys.argv[1]) if len(sys.argv) > 1 else IN_ALL
    os.environ.pop("DATABASE_URL", None)
    with site_for_measuring():
        return 0 if run(in_all) else 1


if __name__ == "__main__":
    sys.exit(main())
