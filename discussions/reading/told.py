"""What somebody was told, as messages: in the inbox, and in a mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from discussions.models import Notification, Participation
from discussions.models.notification import LETTERS, NotificationKind, NotificationQuerySet
from discussions.moderation.correspondence import subject_of_letter, was_withdrawn
from discussions.notifications import MESSAGE_KEY

PAGE_SIZE = 20


@dataclass(frozen=True)
class Message:
    """One message: a decision, or what happened in one discussion between two visits to it.

    `title` says what happened; that of a letter (`is_letter`) is its own subject, which is Dutch. `place` is the
    discussion it is about, "" when it is about none, `url` where one reads it as a message, `moment` when the last of
    it came. `about_url` is the comment or the article itself, also for who is not logged in; "" for a letter.
    """

    kind: str
    is_letter: bool
    title: str
    place: str
    url: str
    moment: datetime
    is_unread: bool
    about_url: str


@dataclass(frozen=True)
class InboxPage:
    """`next_key` leads to older messages; empty on the last page."""

    messages: Sequence[Message]
    next_key: str


def load_inbox(viewer: User | AnonymousUser, before: int | None) -> InboxPage:
    """Messages, the newest first, older than the notification `before`. Two queries."""
    groups = _groups(Notification.objects.visible_to(viewer))
    if before is not None:
        groups = groups.filter(last__lt=before)
    found = list(groups[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return InboxPage(
        messages=_messages(shown),
        next_key=str(shown[-1]["last"]) if len(found) > PAGE_SIZE else "",
    )


def messages_of(notifications: NotificationQuerySet) -> list[Message]:
    """The same notifications as messages, the newest first. Two queries."""
    return _messages(list(_groups(notifications)))


def messages_one_by_one(notifications: NotificationQuerySet) -> dict[int, Message]:
    """Notification id → that one as a message of its own. Two queries."""
    groups = _groups(notifications, "pk")
    return {
        group["last"]: message for group, message in zip(groups, _messages(groups), strict=True)
    }


def _groups(notifications: NotificationQuerySet, *more: str) -> Any:
    return (
        notifications.values(*MESSAGE_KEY, "read_at", *more)
        .annotate(last=Max("id"), moment=Max("created_at"), ids=ArrayAgg("id", order_by="id"))
        .order_by("-last")
    )


def _messages(groups: Sequence[Mapping[str, Any]]) -> list[Message]:
    rows = _rows([key for group in groups for key in group["ids"]]) if groups else {}
    return [_message(group, [rows[key] for key in group["ids"]]) for group in groups]


def _rows(ids: Sequence[int]) -> Mapping[int, Any]:
    """What a message says of each notification, without any text of a comment or an article."""
    number = Participation.objects.filter(
        thread=OuterRef("comment__thread"), person=OuterRef("comment__author")
    )
    columns = (
        *(
            "pk",
            "kind",
            "terms_version",
            "decision__outcome",
            "decision__reverses",
            "decision__created_at",
            "decision__comment__withdrawn_at",
            "comment__public_id",
            "article__slug",
            "article__series__title",
        ),
        *("article__current_version__title", "comment__author", "comment__author__display_name"),
        *("comment__author__anonymised_at", "comment__imported_author__name"),
        *(
            f"{path}__{column}"
            for path in ("comment__thread", "decision__comment__thread")
            for column in (
                "article__slug",
                "article__current_version__title",
                "claim__current_wording__statement",
            )
        ),
    )
    found = (
        Notification.objects.filter(pk__in=ids)
        .annotate(number=Subquery(number.values("pseudonym_number")[:1]))
        .values(*columns, "number")
    )
    return {row["pk"]: row for row in found}


def _message(group: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Message:
    first = rows[0]
    is_letter = group["kind"] in LETTERS
    # One name for each author, in the order in which they wrote.
    names = {row["comment__author"]: _name(row) for row in rows}
    return Message(
        kind=group["kind"],
        is_letter=is_letter,
        title=_subject(first) if is_letter else _title(group["kind"], list(names.values()), first),
        place=_place(first),
        url=reverse("message", args=[group["ids"][0]]),
        moment=group["moment"],
        is_unread=group["read_at"] is None,
        about_url="" if is_letter else _about_url(first),
    )


def _subject(row: Mapping[str, Any]) -> str:
    before = was_withdrawn(row["decision__comment__withdrawn_at"], row["decision__created_at"])
    return subject_of_letter(
        row["kind"],
        row["decision__outcome"],
        withdrawn=before,
        undoes=row["decision__reverses"] is not None,
    )


def _name(row: Mapping[str, Any]) -> str:
    if row["comment__author__anonymised_at"] is not None:
        return _("Participant %(number)s") % {"number": row["number"] or "?"}
    return row["comment__author__display_name"] or row["comment__imported_author__name"] or ""


def _title(kind: str, names: Sequence[str], row: Mapping[str, Any]) -> str:
    if kind == NotificationKind.NEW_PART:
        return _("New in the series %(series)s") % {"series": row["article__series__title"] or ""}
    if kind == NotificationKind.TERMS:
        return _("The house rules have changed")
    if kind == NotificationKind.MOVED:
        return _("The editors moved your comment")
    who, count = together(names), len(names)
    if kind == NotificationKind.ANSWER:
        said = ngettext("%(who)s has answered you", "%(who)s have answered you", count)
    elif kind == NotificationKind.MENTION:
        said = ngettext("%(who)s mentions you", "%(who)s mention you", count)
    else:
        said = ngettext("%(who)s has written", "%(who)s have written", count)
    return said % {"who": who}


def together(names: Sequence[str]) -> str:
    """An; An and Bas; An, Bas and Kees; An, Bas and 3 others."""
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return _("%(first)s and %(second)s") % {"first": names[0], "second": names[1]}
    if len(names) == 3:
        return _("%(first)s, %(second)s and %(third)s") % {
            "first": names[0],
            "second": names[1],
            "third": names[2],
        }
    return _("%(first)s, %(second)s and %(count)s others") % {
        "first": names[0],
        "second": names[1],
        "count": len(names) - 2,
    }


def _about_url(row: Mapping[str, Any]) -> str:
    if row["kind"] == NotificationKind.TERMS:
        return reverse("house_rules")
    if row["kind"] == NotificationKind.NEW_PART:
        return reverse("article", args=[row["article__slug"]])
    return reverse("comment", args=[row["comment__public_id"]])


def _place(row: Mapping[str, Any]) -> str:
    if row["kind"] == NotificationKind.TERMS:
        return _("version %(number)s") % {"number": row["terms_version"]}
    if row["kind"] == NotificationKind.NEW_PART:
        return str(row["article__current_version__title"] or row["article__slug"])
    path = "decision__comment__thread" if row["kind"] in LETTERS else "comment__thread"
    return str(
        row[f"{path}__claim__current_wording__statement"]
        or row[f"{path}__article__current_version__title"]
        or row[f"{path}__article__slug"]
        or ""
    )
