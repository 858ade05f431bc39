"""Who is told what of a decision, in which letter."""

from dataclasses import dataclass

from accounts.models import User
from discussions.models import Decision, Outcome
from discussions.models.notification import NotificationKind
from discussions.moderation.answered import answered_reports
from discussions.moderation.correspondence import (
    appellant_letter,
    author_letter,
    reporter_letter,
)
from discussions.moderation.letters import Letter

# Of these nobody is told apart: readers see them where they hold.
_SEEN_IN_PLACE = (
    Outcome.CLOSE,
    Outcome.SLOW,
    Outcome.REOPEN,
    Outcome.WITHDRAW,
    Outcome.UPHOLD,
    Outcome.LAPSE,
)


@dataclass(frozen=True)
class Addressed:
    """A letter and who gets it."""

    person: User
    kind: NotificationKind
    letter: Letter


def letters_of(decision: Decision) -> list[Addressed]:
    """Who is told what: whom it concerns first, then who appealed, then who reported.

    The author hears nothing of a comment that is left alone: nothing was done to them, and a letter would only tell
    that somebody complained. Of a comment that came with an import nobody knows an address, and then there is nobody
    to write to; nor is there for advertising in large numbers (regulation 2022/2065, article 17(2)).
    """
    letters = []
    concerned = whom_it_concerns(decision)
    if concerned is not None and not decision.unannounced:
        kind = NotificationKind.DECISION_ON_YOURS
        letters.append(Addressed(concerned, kind, author_letter(decision)))
    appeal = decision.answers
    if appeal is not None and appeal.person is not None and appeal.person != concerned:
        letters.append(
            Addressed(
                appeal.person, NotificationKind.ANSWER_TO_APPEAL, appellant_letter(decision, appeal)
            )
        )
    told = {letter.person.pk for letter in letters}
    return letters + [
        Addressed(
            report.reporter, NotificationKind.ANSWER_TO_REPORT, reporter_letter(decision, report)
        )
        for report in answered_reports(decision)
        if report.reporter is not None and report.reporter_id not in told
    ]


def whom_it_concerns(decision: Decision) -> User | None:
    """Whose words, or who, was decided about, when that changed anything for them. None: nobody who can be told."""
    if decision.outcome in (Outcome.KEEP, *_SEEN_IN_PLACE):
        return None
    if decision.comment is not None:
        author: User | None = decision.comment.author
        if decision.outcome == Outcome.MOVE and author is not None:
            # Moderators move what they wrote themselves too: they know.
            return None if author.pk == decision.moderator_id else author
        return author
    person: User | None = decision.person
    return person
