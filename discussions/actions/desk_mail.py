"""Mail to moderators: at once for what cannot wait, once a working day for the rest. Never about nothing."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.mail import queue_mail
from accounts.models import Role, User
from discussions.models import Case
from discussions.models.case import office_hours


def warn_moderators(case: Case) -> None:
    """Mail the moderators whose case it is that it cannot wait, in the transaction that makes it so. Once per case and
    person.

    Not whom it is about, and not who switched it off. The mail says nothing about the case: it may lie open.
    """
    author = case.comment.author_id if case.comment is not None else None
    for person in _mailed("urgent_mail").exclude(pk__in=[author or 0, case.person_id or 0]):
        if not Case.objects.visible_to(person).filter(pk=case.pk).exists():
            continue  # another part of the site is theirs
        with override(person.language):
            queue_mail(
                person=person,
                address=person.email,
                kind="urgent_case",
                key=f"case-{case.pk}-urgent-{person.pk}",
                subject=_("Something cannot wait: look at the desk now"),
                body_text=_(
                    "Dear %(name)s,\n\nSomething was reported that cannot wait. It stands at the top of the desk:\n"
                    "%(url)s\n\nYou can switch these mails off at the desk, under keys and mail.\n"
                )
                % {
                    "name": person.display_name,
                    "url": f"{settings.PUBLIC_URL}{case.get_absolute_url()}",
                },
            )


def send_digests(now: datetime) -> int:
    """On a working day, once the editors are there: one mail to each moderator with what waits for them. Returns how
    many.

    Nothing waits: no mail. Asking again on the same day sends nothing again.
    """
    hours = office_hours()
    if not hours.is_open(now):
        return 0
    told = 0
    for person in _mailed("digest"):
        waiting = Case.objects.visible_to(person).waiting()
        due = waiting.filter(due_at__lt=hours.end_of_day(now)).count()
        later = waiting.count() - due
        if not due + later:
            continue
        told += 1
        with override(person.language):
            queue_mail(
                person=person,
                address=person.email,
                kind="desk_digest",
                key=f"desk-{hours.day_of(now)}-{person.pk}",
                subject=ngettext(
                    "One case waits at the desk", "%(count)s cases wait at the desk", due + later
                )
                % {"count": due + later},
                body_text=_(
                    "Dear %(name)s,\n\nNeeded now: %(due)s\nCan wait until tomorrow: %(later)s\n\n%(url)s\n\n"
                    "You can switch this mail off at the desk, under keys and mail.\n"
                )
                % {
                    "name": person.display_name,
                    "due": due,
                    "later": later,
                    "url": settings.PUBLIC_URL + reverse("moderation_queue"),
                },
            )
    return told


def _mailed(switch: str) -> QuerySet[User]:
    moderators = User.objects.filter(is_active=True, roles__contains=[Role.MODERATOR])
    wanted = Q(desk_choice__isnull=True) | Q(**{f"desk_choice__{switch}": True})
    found: QuerySet[User] = moderators.filter(wanted).order_by("pk")
    return found
