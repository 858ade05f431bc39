"""What somebody wants to hear of, and how soon it is mailed."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from discussions.models import MailChoice, Pace
from discussions.models.notification import NEWS

KINDS = tuple(kind.value for kind in NEWS)


def choices_of(person: User) -> MailChoice:
    """What they chose, or what holds for whoever chose nothing. One query."""
    return MailChoice.objects.filter(person=person).first() or MailChoice(person=person)


@transaction.atomic
def choose(*, person: User, paces: Mapping[str, Pace], answers: bool | None = None) -> MailChoice:
    """Set the pace of the kinds named in `paces`, and whether answers are told at all; leave the rest.

    Raises `ValueError` for a kind that there is not.
    """
    if not set(paces) <= set(KINDS):
        raise ValueError(f"no such kinds: {sorted(set(paces) - set(KINDS))}")
    MailChoice.objects.bulk_create([MailChoice(person=person)], ignore_conflicts=True)
    chosen = MailChoice.objects.select_for_update().get(person=person)
    for kind, pace in paces.items():
        setattr(chosen, kind, pace)
    if answers is not None:
        chosen.answers = answers
    chosen.save()
    return chosen


@transaction.atomic
def stop_mail(*, person: User, what: str) -> MailChoice:
    """Mail them no more of `what`: one kind of news, or everything of one pace ("daily", "weekly").

    In the inbox they go on being told. Twice is once. Raises `ValueError` for what there is not.
    """
    if what in KINDS:
        return choose(person=person, paces={what: Pace.NEVER})
    if what not in (Pace.DAILY, Pace.WEEKLY):
        raise ValueError(f"nothing to stop: {what}")
    chosen = choices_of(person)
    of_that_pace = [kind for kind in KINDS if getattr(chosen, kind) == what]
    return choose(person=person, paces=dict.fromkeys(of_that_pace, Pace.NEVER))
