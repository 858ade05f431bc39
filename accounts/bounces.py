"""Mail that came back: counted per address, and no reason for ever."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Bounce, User
from accounts.models.bounce import FORGOTTEN_AFTER, MOST_SOFT_DAYS, bounces_counted


@transaction.atomic
def record_bounce(*, person: User, address: str, is_hard: bool, code: str) -> Bounce:
    """Remember that a mail to `address` came back; `is_hard` when there is no such address."""
    return Bounce.objects.create(
        person=person, address=address.lower(), is_hard=is_hard, code=code[:60]
    )


def is_stopped(person: User) -> bool:
    """Whether their address gets no mail that can wait: one hard bounce, or others on four days, within
    30 days.

    Codes to log in with and decisions go out all the same: somebody asked for them, or the law does.
    One query.
    """
    remembered = Bounce.objects.of(person).remembered(timezone.now())
    found = remembered.aggregate(**bounces_counted())
    return bool(found["hard"] or found["soft_days"] >= MOST_SOFT_DAYS)


def bounces_of(person: User) -> list[Bounce]:
    """What is remembered of the address they have now, the newest first. One query."""
    return list(Bounce.objects.of(person).remembered(timezone.now()).order_by("-at", "-pk"))


@transaction.atomic
def resume_mail(*, person: User) -> None:
    """Forget what came back, so that mail goes to their address again. Twice is once."""
    Bounce.objects.of(person).delete()


def forget_bounces() -> None:
    """Remove what is older than 30 days. One statement."""
    Bounce.objects.filter(at__lte=timezone.now() - FORGOTTEN_AFTER).delete()
