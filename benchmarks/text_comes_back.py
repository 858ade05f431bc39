"""Does a text come back every time something goes wrong while it is sent? Design, REL-06: 100 of 100, for each cause.

    .venv/bin/python benchmarks/text_comes_back.py [texts for each cause]

Sends texts of every sort (marks, emoji, markup, long ones, line ends, signs nobody sees, from `tests/data`) with what
stands behind *more*, through the whole site with every check on, while one thing is wrong: the session has ended, the
token is stale, our code breaks, the database is away, too many comments, a suspension, a closed discussion. Counts how
often the answer holds the text sign by sign with every field, and how often sending that page's form again, when the
trouble is over, places exactly that text. Ends with exit code 1 when one is missing.

With DATABASE_URL empty it starts a PostgreSQL of its own and throws it away.
"""

import json
import random
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _site import site_for_measuring

CHOSEN = {
    "kind": "experience",
    "function": 'arts & "meer"',
    "interest": "<b>",
    "shown_to": "members",
}
PARTS = [
    'Wat ik zeg & <b>vind</b> "altijd"',
    "</textarea><script>alert(1)</script>",
    "een 😀, een é en een ﷽",
    "> een citaat\n\n- een lijst",
    "\tmet tabs  en   wit",
    "Zorg hoort in de wijk. " * 40,
]


def texts(count: int) -> Iterator[str]:
    """Always the same ones; nothing in them deserves a second look."""
    from discussions.actions.drafts import may_be_kept

    naughty = json.loads(Path("tests/data/naughty-strings/blns.json").read_text())
    chance = random.Random(4)  # noqa: S311  no secret
    made = 0
    while made < count:
        parts = [*chance.sample(PARTS, 3), chance.choice(naughty)]
        chance.shuffle(parts)
        text = f"{uuid.UUID(int=chance.getrandbits(128))}\n\n" + "\n".join(parts)
        text = text.replace("\r", "").replace("\x00", "")
        if may_be_kept(text):
            made += 1
            yield text


@contextmanager
def ended_session(_person: Any, _thread: Any) -> Iterator[None]:
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()
    yield


@contextmanager
def stale_token(_person: Any, _thread: Any) -> Iterator[None]:
    yield  # the cookie is taken away by `send`


@contextmanager
def our_error(_person: Any, _thread: Any) -> Iterator[None]:
    with patch("discussions.views.writing.place_comment", side_effect=RuntimeError("broken")):
        yield


@contextmanager
def database_away(_person: Any, _thread: Any) -> Iterator[None]:
    from django.db import OperationalError, connection

    def refuse(*_arguments: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def too_many(_person: Any, _thread: Any) -> Iterator[None]:
    from django.conf import settings

    before, settings.COMMENTS_PER_HOUR = settings.COMMENTS_PER_HOUR, 0
    yield
    settings.COMMENTS_PER_HOUR = before


@contextmanager
def restricted(moderator: Any, **fields: Any) -> Iterator[None]:
    from django.conf import settings
    from django.utils import timezone

    from discussions.models import Restriction
    from discussions.moderation.deciding import decide
    from discussions.moderation.warnings import acknowledge_warning

    if fields["outcome"] == "suspend":  # which needs a warning before it
        warned = decide(
            moderator=moderator,
            outcome="warn",
            about=fields["about"],
            rule_code="HR-1",
            explanation="Je noemde iemand dom.",
        )
        acknowledge_warning(warning=warned.warning)
    # A warning counts from when its letter left.
    wait, settings.LETTERS_WAIT = settings.LETTERS_WAIT, timedelta(0)
    line = decide(
        moderator=moderator,
        public_reason="Je bleef iemand dom noemen.",
        until=timezone.now() + timedelta(hours=1),
        rule_code="HR-1",
        **fields,
    )
    yield
    settings.LETTERS_WAIT = wait
    decide(moderator=moderator, outcome="end", about=Restriction.objects.get(decision=line))


CAUSES: dict[str, Callable[..., Any]] = {
    "the session has ended": ended_session,
    "the token is stale": stale_token,
    "an error of ours (500)": our_error,
    "the database is away (503)": database_away,
    "too many comments": too_many,
    "a suspension": lambda person, _thread: restricted(
        _moderator(),
        about=person,
        outcome="suspend",
        gravity="Anderen haken af.",
        intention="Het was boosheid.",
    ),
    "a closed discussion": lambda _person, thread: restricted(
        _moderator(), about=thread, outcome="close"
    ),
}


def _moderator() -> Any:
    from accounts.models import User

    return User.objects.get(email="mo@example.org")


class Window:
    """Somebody's browser without scripts."""

    def __init__(self, person: Any, address: str) -> None:
        from django.test import Client

        self.person, self.address = person, address
        self.client = Client(
            enforce_csrf_checks=True, raise_request_exception=False, headers={"host": "localhost"}
        )
        self.client.force_login(person)

    def form(self) -> Any:
        from tests.pages.forms import page_of, writing_form

        return writing_form(page_of(self.client.get(self.address)))

    def one(self, cause: str, text: str, thread: Any) -> tuple[bool, bool]:
        """Whether it came back, and whether it was placed when the trouble was over."""
        from discussions.models import Comment
        from tests.pages.forms import fields_of, page_of, send, writing_form, written

        form = self.form()
        fields = {**CHOSEN, "submission_id": str(uuid.uuid4())}
        with CAUSES[cause](self.person, thread):
            if cause == "the token is stale":
                del self.client.cookies["csrftoken"]
            refused = page_of(send(self.client, form, body=text, **fields))
        back = writing_form(refused)
        typed = written(back.one("textarea", name="body"))
        kept = fields_of(back)
        came_back = refused.status >= 400 and typed == text
        came_back = came_back and all(kept.get(name) == said for name, said in CHOSEN.items())
        if cause == "the session has ended":
            self.client.force_login(self.person)
        send(self.client, back, body=written(back.one("textarea", name="body")))
        said = Comment.objects.filter(author=self.person).latest("pk")
        from discussions import markup

        is_placed = said.body == markup.normalise(text) and said.kind == CHOSEN["kind"]
        return came_back, is_placed and said.writing_as.function == CHOSEN["function"]


def run(count: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from fan_out import article

    from accounts.models import User
    from discussions.actions.comments import post_comment

    call_command("upgrade", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = article("Waarover geschreven wordt")
    User.objects.create(email="mo@example.org", display_name="Mo", roles=["moderator"])
    an = User.objects.create(email="an@example.org", display_name="An")
    first = post_comment(author=an, body="Het begin.", submission_id=uuid.uuid4(), article=made)
    all_good = True
    for cause in CAUSES:
        window, start = Window(an, made.get_absolute_url()), time.perf_counter()
        outcomes = [window.one(cause, text, first.thread) for text in texts(count)]
        back, placed = (sum(column) for column in zip(*outcomes, strict=True))
        spent = time.perf_counter() - start
        print(f"{cause:30} came back {back:4}/{count}   placed {placed:4}/{count}   {spent:5.0f} s")
        all_good = all_good and back == placed == count
    return all_good


def main() -> int:
    import logging

    logging.disable(logging.CRITICAL)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with site_for_measuring():
        return 0 if run(count) else 1


if __name__ == "__main__":
    sys.exit(main())
