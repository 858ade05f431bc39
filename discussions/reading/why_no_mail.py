"""*Why did I get no mail?*: of each thing somebody was told, what became of its mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.actions.mail_choices import choices_of
from discussions.models import MailChoice, Notification, Pace
from discussions.reading.mail_reasons import reason_in_words
from discussions.reading.told import messages_one_by_one

PAGE_SIZE = 30


@dataclass(frozen=True)
class WhyRow:
    """`title` and `place` are empty for what cannot be read any more; `answer` says what became of the mail."""

    title: str
    place: str
    url: str
    moment: datetime
    answer: str


@dataclass(frozen=True)
class WhyPage:
    rows: Sequence[WhyRow]
    next_key: str


def load_why(viewer: User, before: int | None) -> WhyPage:
    """What they were told, the newest first, older than the notification `before`. Four queries."""
    told = Notification.objects.filter(
        person=viewer, decision=None, terms_version=None
    ).select_related("mail")
    if before is not None:
        told = told.filter(pk__lt=before)
    found = list(told.order_by("-pk")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    visible = Notification.objects.visible_to(viewer).filter(pk__in=[one.pk for one in shown])
    messages = messages_one_by_one(visible)
    chosen = choices_of(viewer)
    rows = []
    for one in shown:
        message = messages.get(one.pk)
        rows.append(
            WhyRow(
                title=message.title if message else "",
                place=message.place if message else "",
                url=message.url if message else "",
                moment=one.created_at,
                answer=_answer(one, chosen),
            )
        )
    return WhyPage(rows, str(shown[-1].pk) if len(found) > PAGE_SIZE else "")


def _answer(told: Notification, chosen: MailChoice) -> str:
    mail = told.mail
    if mail is None:
        return _without_mail(told, chosen)
    if mail.sent_at is not None:
        moment = date_format(localtime(mail.sent_at), "j F Y, H:i")
        return _("Mailed on %(moment)s.") % {"moment": moment}
    if mail.not_sent_because:
        return reason_in_words(mail.not_sent_because)
    if mail.delayed_by:
        return _("Not mailed yet: your mail server does not take it now. We try again.")
    return _("Goes out within a few minutes, unless you read it here first.")


def _without_mail(told: Notification, chosen: MailChoice) -> str:
    pace = getattr(chosen, told.kind)
    if pace == Pace.DAILY:
        return _("Goes with your daily summary, unless you read it here first.")
    if pace == Pace.WEEKLY:
        return _("Goes with your weekly summary, unless you read it here first.")
    return _("Not mailed: you chose a summary at that time, or it is too long ago.")
