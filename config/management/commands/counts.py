"""Compare every stored count of the discussions with what is really there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from discussions.actions.counts import WrongCount, mend_counts, wrong_counts


class Command(BaseCommand):
    help = (
        "Compares the counts of comments, answers and appreciations with the rows they count, and says "
        "what differs. Ends with an error when something does. With --repair it makes them right, one "
        "discussion at a time, while people go on writing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make the counts right")

    def handle(self, *args: Any, repair: bool = False, **options: Any) -> None:
        wrong = list(wrong_counts())
        if not wrong:
            self.stdout.write("All counts are right.")
            return
        if not repair:
            for found in wrong:
                self.stdout.write(_line(found))
            # Somebody may have posted between two of the queries: then a second look finds nothing.
            raise CommandError(f"{len(wrong)} counts differ. --repair makes them right.")
        mended = [
            found
            for thread_id in sorted({found.thread_id for found in wrong})
            for found in mend_counts(thread_id=thread_id)
        ]
        for found in mended:
            self.stdout.write(_line(found))
        self.stdout.write(f"{len(mended)} counts made right.")


def _line(found: WrongCount) -> str:
    place = f"thread {found.thread_id}"
    if found.comment_id is not None:
        place += f", comment {found.comment_id}"
    return f"{place}: {found.column} was {found.stored}, is {found.counted}"
