"""How near does a page of fifty comments come to the limit, and a post to a bare INSERT?

    .venv/bin/python benchmarks/beside_the_limit.py

*The limit* is a bare view with one SELECT of 50 ready comments, as many bytes as our page and no template; on the
same server (granian, one worker) behind the same middleware, and as a Django without any. Everything is asked over one
connection, in turns, so that whatever else the machine does hits everything alike. A page is asked as a visitor who
finds it kept, as a visitor for whom it is drawn, and as a member: each time another one of fifty who all take part in
that discussion. What they write, they write under another article. Prints how many of the limit's pages a second each
reaches, and posting as a multiple of one INSERT into the same table.

It always starts a PostgreSQL of its own and throws it away.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _acts import Act, measure
from _filling import fill, some_members
from _site import site_for_measuring
from thread_page import real_shape

TOKEN = "a" * 32  # any token will do, as long as cookie and header are alike


class Answer:
    """What came back, as `measure` looks at it."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code, self.content = status_code, content


class Server:
    """Granian with one worker, and a way to ask it over a connection that stays."""

    def __enter__(self) -> Callable[..., Answer]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--no-ws", "--workers", "1", "--blocking-threads", "1"]
        command += ["--log-level", "warning", "_limit:application"]
        self.process = subprocess.Popen(command, cwd=Path(__file__).resolve().parent)
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(300):
            try:
                self.ask("/livez")
                return self.ask
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        raise SystemExit("the server did not start")

    def __exit__(self, *_error: object) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait()

    def ask(
        self, address: str, cookies: str = "", fields: Mapping[str, str] | None = None
    ) -> Answer:
        headers = {"Host": "localhost"}
        if cookies:
            headers |= {"Cookie": cookies, "X-CSRFToken": TOKEN}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urllib.parse.urlencode(fields) if fields else None
        self.connection.request("POST" if fields else "GET", address, body, headers)
        answer = self.connection.getresponse()
        return Answer(answer.status, answer.read())


def main() -> None:
    os.environ.pop("DATABASE_URL", None)
    with site_for_measuring():
        run()


def run() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from config.roles import as_owner

    call_command("upgrade", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    people = some_members()
    ids = [person.pk for person in people]
    fifty = fill([*[None] * 30, *[number for number in range(10) for _ in range(3)]], ids)
    other = fill(real_shape(10_000), ids)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with Server() as ask:
        compare(ask, fifty, other, [cookies_of(person) for person in people])


def compare(ask: Callable[..., Answer], fifty: Any, other: Any, members: list[str]) -> None:
    from django.db import connection

    page = f"/artikelen/{fifty.article.slug}/reacties/"
    place = f"/artikelen/{other.article.slug}/reacties/"
    size = len(ask(page).content)
    bare = f"?thread={fifty.pk}&bytes="
    member_size = len(ask(page, cookies=members[0]).content)
    turn = iter(range(10**9))

    def next_member() -> str:
        return members[next(turn) % len(members)]

    def post() -> Answer:
        fields = {"body": "Dit zien wij ook, elke week.", "submission_id": str(uuid.uuid4())}
        return ask(place, cookies=next_member(), fields=fields)

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO discussions_comment (public_id, submission_id, thread_id, depth, author_id,"
                " import_key, status, body, body_html, renderer_version, revision_number, reply_count,"
                " clear_count, grounded_count, practice_count, appreciated_by, created_at)"
                " SELECT gen_random_uuid(), gen_random_uuid(), %s, 0, min(id), '', 'published', %s, %s,"
                " 1, 1, 0, 0, 0, 0, 0, now() FROM accounts_user",
                [fifty.pk, "Dit zien wij.", "<p>Dit zien wij.</p>"],
            )

    visitor = Act("visitor, kept", lambda: ask(page))
    drawn = Act("visitor, drawn", lambda: ask(f"{page}?na={uuid.uuid4()}"))
    member = Act("member", lambda: ask(page, cookies=next_member()))
    limit = Act("the limit", lambda: ask(f"/kaal/{bare}{size}"))
    without = Act("… no middleware", lambda: ask(f"/zonder/{bare}{size}"))
    limit_of_member = Act("the limit, member", lambda: ask(f"/kaal/{bare}{member_size}"))
    posting, inserting = Act("post", post), Act("bare INSERT", insert)
    measure([visitor, drawn, member, limit, without, limit_of_member, posting, inserting])
    print(f"{'':<20}{'ms':>8}{'bytes':>9}{'of the limit':>14}{'of no middleware':>18}")
    for act in (visitor, drawn, member, limit, without, limit_of_member):
        beside = limit_of_member if act is member else limit
        print(
            f"{act.name:<20}{act.milliseconds:>8.2f}{act.size:>9}"
            f"{beside.milliseconds / act.milliseconds:>14.0%}{without.milliseconds / act.milliseconds:>18.0%}"
        )
    print(
        f"posting {posting.milliseconds:.1f} ms, a bare INSERT {inserting.milliseconds:.2f} ms:"
        f" {posting.milliseconds / inserting.milliseconds:.0f} times"
    )


def cookies_of(person: Any) -> str:
    """What the browser of somebody who is logged in sends along."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return (
        f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    )


if __name__ == "__main__":
    main()
