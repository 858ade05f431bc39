"""How often does a mail go when the worker that has it is killed between sending it and marking it?

    .venv/bin/python benchmarks/killed_worker.py [mails]

Puts mails about news in the outbox (60 unless told otherwise: many more take longer than a lease of five minutes, which
then ends by itself and spoils the count) and lets workers handle them, each a process of
its own that is killed with SIGKILL: the first for every mail after the mail server took it and before anything was
marked; for one mail in ten the second too. The lease of a killed one is ended by setting the clock of its row back,
instead of waiting five minutes. The mail server is a file in which each process writes what it was given. Prints how
many mails went once, twice, more often or never, and how each ended. Ends with exit code 1 when a mail went more
than twice or never.

Needs a database of its own: it starts a PostgreSQL and throws it away.
"""

import collections
import os
import signal
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _site import site_for_measuring

TWICE_KILLED = 10  # one mail in so many


def fill(count: int) -> None:
    """As many people, each with one answer to hear of, and its mail in the outbox."""
    from django.utils import timezone
    from fan_out import article

    from accounts.models import User
    from discussions.actions.comments import post_comment
    from discussions.models import NewsMail, Notification

    made, writer = (
        article("Waarover mail gaat"),
        User.objects.create(email="w@example.org", display_name="Schrijver"),
    )
    comment = post_comment(
        author=writer, body="Dit is nieuw.", submission_id=uuid.uuid4(), article=made
    )
    people = User.objects.bulk_create(
        User(email=f"{uuid.uuid4()}@example.org", display_name=f"Lid {number}")
        for number in range(count)
    )
    mails = NewsMail.objects.bulk_create(
        NewsMail(person=person, pace="now", key=f"meting-{person.pk}", due_at=timezone.now())
        for person in people
    )
    Notification.objects.bulk_create(
        Notification(person=mail.person, kind="answer", comment=comment, mail=mail)
        for mail in mails
    )


def worker(sink: Path, *, killed: bool) -> None:
    """A process that handles one mail, as `send_due` does; `killed` when the server has just taken it."""
    from django.db import connections

    from accounts.sending import Answer
    from discussions import sending
    from discussions.actions.outbox import take_one

    connections.close_all()
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status) != killed:
            sys.exit(f"a worker ended as it should not: {status}")
        return
    try:

        def hand_over(message: Any) -> Answer:
            with sink.open("a") as taken:
                taken.write(f"{message.extra_headers['Message-ID']}\n")
                taken.flush()
                os.fsync(taken.fileno())
            if killed:
                os.kill(os.getpid(), signal.SIGKILL)
            return Answer()

        setattr(sending, "hand_over", hand_over)  # noqa: B010  of this process only
        mail = take_one()
        if mail is not None:
            sending.send_one(mail)
        connections.close_all()
    finally:
        os._exit(0)


def pass_time() -> int:
    """End the leases of those who were killed. How many that were."""
    from django.utils import timezone

    from discussions.models import NewsMail

    held = NewsMail.objects.filter(claimed_until__isnull=False)
    return int(held.update(claimed_until=timezone.now()))


def run(count: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command

    from discussions.models import NewsMail

    call_command("upgrade", verbosity=0)
    fill(count)
    with tempfile.TemporaryDirectory() as folder:
        sink = Path(folder) / "taken"
        start = time.perf_counter()
        for _number in range(count):
            worker(sink, killed=True)
        first = pass_time()
        again = count // TWICE_KILLED
        for _number in range(again):
            worker(sink, killed=True)
        for _number in range(count - again):
            worker(sink, killed=False)
        second = pass_time()
        for _number in range(second):
            worker(sink, killed=False)
        spent = time.perf_counter() - start
        taken = collections.Counter(sink.read_text().split())
    went = collections.Counter(taken.values())
    never = count - len(taken)
    more = sum(number for times, number in went.items() if times > 2)
    ended = collections.Counter(NewsMail.objects.values_list("not_sent_because", flat=True))
    waiting = NewsMail.objects.filter(sent_at=None, not_sent_because="").count()
    print(
        f"killed between sending and marking  {first:6} once, {second} of them twice ({spent:.0f} s)"
    )
    print(f"mails                               {count:6}")
    print(f"went once                           {went[1]:6}")
    print(f"went twice                          {went[2]:6}")
    print(f"went more often                     {more:6}")
    print(f"never went                          {never:6}")
    print(f"marked as sent                      {ended[''] - waiting:6}")
    print(f"given up after two losses           {ended['worker_died']:6}")
    print(f"still waiting                       {waiting:6}")
    return not more and not never and not waiting and first == count


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with site_for_measuring():
        return 0 if run(count) else 1


if __name__ == "__main__":
    sys.exit(main())
