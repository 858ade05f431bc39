"""Discussions of any size for the measurements, by COPY and INSERT … SELECT."""

import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any


def some_members(count: int = 50) -> list[Any]:
    """People who can write."""
    from accounts.models import User

    people: list[Any] = User.objects.bulk_create(
        User(email=f"{uuid.uuid4()}@example.org", display_name=f"Lid {number}")
        for number in range(count)
    )
    return people


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
