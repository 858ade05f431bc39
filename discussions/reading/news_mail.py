"""One mail about what happened, made at the moment it goes; or the reason why it does not go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.bounces import is_stopped
from accounts.mail import one_line
from accounts.models import Mute, User
from accounts.sending import letter
from discussions.actions.mail_choices import choices_of
from discussions.models import NewsMail, Notification, Pace
from discussions.models.notification import NotificationQuerySet
from discussions.reading.mail_tokens import stop_url
from discussions.reading.told import Message, messages_of

MOST_MESSAGES = 30


@dataclass(frozen=True)
class Prepared:
    """Either a `reason` not to send it, or the messages that go."""

    reason: str = ""
    messages: Sequence[Message] = field(default_factory=list)


def prepare(mail: NewsMail) -> Prepared:
    """Judge once more, at the last moment: still here, still allowed, still unread, still wanted.

    `mail` comes with its person.
    """
    person = mail.person
    if reason := _about_the_person(person):
        return Prepared(reason)
    news = _news_of(mail)
    if not news.exists():
        return Prepared("muted" if _is_muted(mail) else "gone")
    unread = news.unread()
    kinds = set(unread.values_list("kind", flat=True))
    if not kinds:
        return Prepared("read")
    chosen = choices_of(person)
    wanted = {kind for kind in kinds if getattr(chosen, kind) != Pace.NEVER}
    if not wanted:
        return Prepared("chose_never")
    if mail.pace == Pace.NOW and all(getattr(chosen, kind) != Pace.NOW for kind in wanted):
        return Prepared("chose_later")
    if _sent_today(person) >= settings.NEWS_MAIL_DAILY_CAP:
        return Prepared("daily_cap")
    with translation.override(person.language):
        return Prepared(messages=messages_of(unread.filter(kind__in=wanted)))


def compose(mail: NewsMail, messages: Sequence[Message]) -> EmailMultiAlternatives:
    """The mail itself: who wrote where, and the way there. No words of a comment: what is hidden or taken
    back later would live on in mailboxes. Text and page say the same; nothing in it reports back."""
    person = mail.person
    what = messages[0].kind if mail.pace == Pace.NOW else mail.pace
    stop = stop_url(person, what)
    with translation.override(person.language):
        return letter(
            address=person.email,
            subject=_subject(mail, messages),
            body=_body(person, messages, stop),
            language=person.language,
            reference=f"news-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S%f}",
            # RFC 8058: a mail program may stop this mail with one press.
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def _about_the_person(person: User) -> str:
    if person.anonymised_at is not None:
        return "left"
    if not person.is_active:
        return "closed"
    if not person.email:
        return "no_address"
    return "bounced" if is_stopped(person) else ""


def _news_of(mail: NewsMail) -> NotificationQuerySet:
    """What it is about and can be read by this person now; of a mail at once, with all that joined the
    same message while it waited."""
    found = Notification.objects.visible_to(mail.person)
    about = Q(mail=mail)
    first = mail.news.select_related("comment").first() if mail.pace == Pace.NOW else None
    if first is not None and first.comment is not None:
        about |= Q(kind=first.kind, comment__thread=first.comment.thread_id, read_at=None)
    return found.filter(about)


def _is_muted(mail: NewsMail) -> bool:
    muted = Mute.objects.filter(person=mail.person_id).values("muted")
    return mail.news.filter(comment__author__in=muted).exists()


def _sent_today(person: User) -> int:
    since = timezone.now() - timedelta(days=1)
    return NewsMail.objects.filter(person=person, sent_at__gt=since).count()


def _subject(mail: NewsMail, messages: Sequence[Message]) -> str:
    if mail.pace == Pace.NOW or len(messages) == 1:
        first = messages[0]
        return one_line(f"{first.title}: {Truncator(first.place).chars(90)}")[:200]
    count = len(messages)
    return ngettext(
        "%(count)s message from Stellingname", "%(count)s messages from Stellingname", count
    ) % {"count": count}


def _body(person: User, messages: Sequence[Message], stop: str) -> str:
    parts = [_("Hello %(name)s,") % {"name": person.display_name}]
    parts += [
        f"{message.title}:\n{one_line(message.place)}\n{settings.PUBLIC_URL}{message.about_url}"
        for message in messages[:MOST_MESSAGES]
    ]
    if len(messages) > MOST_MESSAGES:
        inbox = f"{settings.PUBLIC_URL}{reverse('inbox')}"
        parts.append(_("And more, among your messages:") + f"\n{inbox}")
    parts.append(
        _("You get this mail because of what you chose. Choose otherwise, or stop it, here:")
        + f"\n{stop}"
    )
    return "\n\n".join(parts) + "\n"
