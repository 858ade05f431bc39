"""What stands behind *more* in the form of a comment, and how it is shown beside a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from discussions.models import Comment, ContributionKind, ShownTo, WritingAs
from discussions.models.writing_as import LONGEST, LONGEST_INTEREST
from discussions.permissions import Reader, may_comment


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class More:
    """`_more.html` draws this. `is_open`: something in it was chosen, so it must be seen."""

    kinds: Sequence[Choice]
    function: str
    organisation: str
    interest: str
    shown_to: Sequence[Choice]
    is_open: bool
    longest: int = LONGEST
    longest_interest: int = LONGEST_INTEREST


_KINDS: Mapping[str, Promise] = {
    "": gettext_lazy("neither"),
    ContributionKind.QUESTION.value: gettext_lazy("a question"),
    ContributionKind.EXPERIENCE.value: gettext_lazy("an experience of my own"),
}
_SHOWN_TO: Mapping[str, Promise] = {
    "": gettext_lazy("nobody, only my name is shown"),
    ShownTo.MEMBERS.value: gettext_lazy("who has an account here"),
    ShownTo.EVERYONE.value: gettext_lazy("everyone"),
}


def more_of(person: User | None, typed: Mapping[str, str] | None = None) -> More:
    """As it was typed, or as a draft has it; in a new form as the person's profile says, for nobody to see yet."""
    kept = typed or {
        "function": person.function if person else "",
        "organisation": person.organisation if person else "",
    }
    kind, shown_to = kept.get("kind", ""), kept.get("shown_to", "")
    return More(
        kinds=[Choice(value, label, value == kind) for value, label in _KINDS.items()],
        function=kept.get("function", ""),
        organisation=kept.get("organisation", ""),
        interest=kept.get("interest", ""),
        shown_to=[Choice(value, label, value == shown_to) for value, label in _SHOWN_TO.items()],
        is_open=bool(kind or shown_to or kept.get("interest")),
    )


def extras_in_words(typed: Mapping[str, str]) -> list[str]:
    """What was chosen for a text that is not placed yet, each in a few words. Of what nobody was to see nothing,
    unless it was typed for this text."""
    shown_to, interest = typed.get("shown_to", ""), typed.get("interest", "")
    words = []
    if kind := typed.get("kind"):
        words.append(str(_KINDS.get(kind, kind)))
    if shown_to or interest:
        words += [said for name in ("function", "organisation") if (said := typed.get(name))]
        if interest:
            words.append(_("interest: %(interest)s") % {"interest": interest})
        label = str(_SHOWN_TO.get(shown_to, shown_to))
        words.append(_("shown to: %(whom)s") % {"whom": label})
    return words


def kind_word(comment: Comment) -> str:
    """Such as "question", or "" for most comments."""
    return str(ContributionKind(comment.kind).label) if comment.kind else ""


def writing_as(comment: Comment, viewer: Reader) -> str:
    """Such as "district nurse, Thuiszorg West; interest: …", as far as this viewer may read it.

    Costs no query when it came with the comment. Of somebody who left nothing is shown.
    """
    said: WritingAs | None = getattr(comment, "writing_as", None)
    if said is None or comment.author is None or comment.author.anonymised_at is not None:
        return ""
    if said.shown_to != ShownTo.EVERYONE and not may_comment(viewer):
        return ""
    parts = [", ".join(part for part in (said.function, said.organisation) if part)]
    if said.interest:
        parts.append(_("interest: %(interest)s") % {"interest": said.interest})
    return "; ".join(part for part in parts if part)
