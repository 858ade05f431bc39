"""What does a comment cost whoever posts it when 5,000 people follow, and how long until all are told?

    .venv/bin/python benchmarks/fan_out.py [followers]

Posts comments in turns under an article that nobody follows and one that everybody follows, through the
whole site, and then runs the job of one of them. Prints the time of a request in both, their ratio, the
seconds of the job and its queries for each chunk. Ends with exit code 1 when the request under the
followed article takes 1.2 times as long or more, or when somebody was not told.

With DATABASE_URL empty it starts a PostgreSQL of its own and throws it away. Otherwise it uses that
database, in one transaction that is rolled back.
"""

import statistics
import sys
import time
import uuid
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _site import site_for_measuring

ROUNDS = 40
WARM_UP = 5
MOST = 1.2


def article(title: str) -> Any:
    """A published article without anything in it."""
    from django.utils import timezone

    from articles.models import Article

    made = Article.objects.create(slug=f"meting-{uuid.uuid4()}")
    made.current_version = made.versions.create(
        number=1,
        raw=b"x",
        raw_sha256="0" * 64,
        title=title,
        canonical_text=title,
        blocks=[],
        blocks_format=1,
        lines=[],
        metadata={},
        word_count=2,
    )
    made.status = "published"
    made.opened_at = timezone.now()
    made.save()
    return made


def followed_by(count: int) -> Any:
    """An article with `count` followers: nine in ten get a daily digest, the others a mail at once."""
    from accounts.models import User
    from articles.models import Follow
    from discussions.models import MailChoice

    made = article("Veel gevolgd")
    people = User.objects.bulk_create(
        User(email=f"{uuid.uuid4()}@example.org", display_name=f"Lid {number}")
        for number in range(count)
    )
    Follow.objects.bulk_create(Follow(person=person, article=made) for person in people)
    MailChoice.objects.bulk_create(
        MailChoice(person=person, followed="now") for person in people[::10]
    )
    return made


def post(client: Any, about: Any) -> float:
    """Seconds of one request that places a comment."""
    from django.urls import reverse

    words = {"body": "De wijk weet dit zelf het beste.", "submission_id": str(uuid.uuid4())}
    start = time.perf_counter()
    response = client.post(reverse("article_comments", args=[about.slug]), words)
    spent = time.perf_counter() - start
    if response.status_code != 303:
        sys.exit(f"{about.slug}: {response.status_code}")
    return spent


def run(followers: int) -> bool:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from config.roles import as_owner
    from discussions.actions.telling import CHUNK, tell_about_comment
    from discussions.models import Comment, NewsMail, Notification

    call_command("upgrade")
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.COMMENTS_PER_HOUR = 10_000
    with as_owner(), transaction.atomic():
        quiet, loud = article("Door niemand gevolgd"), followed_by(followers)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        writer = User.objects.create(email="schrijver@example.org", display_name="Schrijver")
        client = Client(headers={"host": "localhost"})
        client.force_login(writer)
        seconds: dict[str, list[float]] = {"quiet": [], "loud": []}
        for turn in range(WARM_UP + ROUNDS):
            for name, about in (("quiet", quiet), ("loud", loud)):
                spent = post(client, about)
                if turn >= WARM_UP:
                    seconds[name].append(spent)
        comment = Comment.objects.select_related("thread", "parent").filter(thread__article=loud)[0]
        with CaptureQueriesContext(connection) as captured:
            start = time.perf_counter()
            tell_about_comment(comment=comment)
            job = time.perf_counter() - start
        work = [one for one in captured if "SAVEPOINT" not in one["sql"]]
        told = Notification.objects.filter(comment=comment).count()
        mails = NewsMail.objects.count()
        again = time.perf_counter()
        tell_about_comment(comment=comment)
        again = time.perf_counter() - again
        transaction.set_rollback(True)
    without, with_many = (statistics.median(seconds[name]) * 1000 for name in seconds)
    chunks = -(-followers // CHUNK)
    ratio = with_many / without
    print(f"posting, nobody follows      {without:8.1f} ms (median of {ROUNDS})")
    print(f"posting, {followers:,} follow        {with_many:8.1f} ms (median of {ROUNDS})")
    print(f"ratio                        {ratio:8.2f} (must stay under {MOST})")
    print(
        f"the job                      {job:8.2f} s, {told:,} told, {mails:,} mails in the outbox"
    )
    print(f"the job once more            {again:8.2f} s, nobody told twice")
    print(f"queries                      {len(work):8} for {chunks} chunks of {CHUNK}")
    return ratio < MOST and told == followers


def main() -> int:
    followers = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with site_for_measuring():
        return 0 if run(followers) else 1


if __name__ == "__main__":
    sys.exit(main())
