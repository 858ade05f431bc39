"""What was mailed and what was not, for whoever operates the site. No address is shown in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Bounce, Mail
from accounts.models.bounce import MOST_SOFT_DAYS, bounces_counted
from discussions.models import NewsMail
from discussions.reading.mail_reasons import reason_in_words

PERIOD = timedelta(days=7)
MOST_TROUBLES = 20


@dataclass(frozen=True)
class Sort:
    """One sort of mail. `oldest` is the moment of what waits longest, None when nothing waits."""

    name: str
    sent: int
    waiting: int
    oldest: datetime | None
    not_sent: int
    last_sent: datetime | None


@dataclass(frozen=True)
class Reason:
    code: str
    words: str
    count: int


@dataclass(frozen=True)
class Trouble:
    """A mail that a mail server did not take, or not yet: its code, never its words."""

    moment: datetime
    address: str
    code: str
    is_over: bool


@dataclass(frozen=True)
class MailDesk:
    """Of the last seven days."""

    sorts: Sequence[Sort]
    reasons: Sequence[Reason]
    troubles: Sequence[Trouble]
    stopped_addresses: int


def load_mail_desk() -> MailDesk:
    """Six queries, however much there is. Whoever asks is an operator: that is the view's business."""
    since = timezone.now() - PERIOD
    letters = Mail.objects.filter(Q(created_at__gt=since) | _WAITING)
    news = NewsMail.objects.filter(Q(created_at__gt=since) | _WAITING)
    counted: dict[str, int] = {}
    for rows in (letters, news):
        found = rows.exclude(not_sent_because="").values_list("not_sent_because")
        for code, count in found.annotate(Count("pk")).order_by():
            counted[code] = counted.get(code, 0) + count
    return MailDesk(
        sorts=[
            _sort(_("Codes, decisions and answers to reports"), letters.aggregate(**_NUMBERS)),
            _sort(_("News from discussions"), news.aggregate(**_NUMBERS)),
        ],
        reasons=[
            Reason(code, reason_in_words(code), count)
            for code, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        troubles=_troubles(since),
        stopped_addresses=_stopped_addresses(),
    )


def masked(address: str) -> str:
    """Enough to recognise an address by, too little to use it: a…@example.org."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}" if domain else "…"


_WAITING = Q(sent_at=None, not_sent_because="")
_NUMBERS = {
    "sent": Count("pk", filter=Q(sent_at__isnull=False)),
    "waiting": Count("pk", filter=_WAITING),
    "oldest": Min("created_at", filter=_WAITING),
    "not_sent": Count("pk", filter=~Q(not_sent_because="")),
    "last_sent": Max("sent_at"),
}


def _sort(name: str, numbers: dict[str, object]) -> Sort:
    return Sort(name=name, **numbers)  # type: ignore[arg-type]


def _troubles(since: datetime) -> list[Trouble]:
    ours = {"chose_never", "chose_later", "joined_earlier", "read", "gone", "muted", "daily_cap"}
    letters = (
        Mail.objects.filter(created_at__gt=since)
        .filter(~Q(not_sent_because="") | Q(attempts__gt=0, sent_at=None))
        .order_by("-pk")[:MOST_TROUBLES]
    )
    news = (
        NewsMail.objects.filter(created_at__gt=since)
        .filter(~Q(not_sent_because="") | (_WAITING & ~Q(delayed_by="")))
        .exclude(not_sent_because__in=ours)
        .select_related("person")
        .order_by("-pk")[:MOST_TROUBLES]
    )
    found = [
        Trouble(
            mail.created_at,
            masked(mail.address),
            mail.not_sent_because or _("is being tried again"),
            bool(mail.not_sent_because),
        )
        for mail in letters
    ]
    found += [
        Trouble(
            mail.created_at,
            masked(mail.person.email),
            mail.not_sent_because or mail.delayed_by,
            bool(mail.not_sent_because),
        )
        for mail in news
    ]
    return sorted(found, key=lambda trouble: trouble.moment, reverse=True)[:MOST_TROUBLES]


def _stopped_addresses() -> int:
    """How many addresses get no news because mail to them came back."""
    remembered = Bounce.objects.remembered(timezone.now()).values("address").order_by()
    counted = remembered.annotate(**bounces_counted())
    return counted.filter(Q(hard__gt=0) | Q(soft_days__gte=MOST_SOFT_DAYS)).count()
