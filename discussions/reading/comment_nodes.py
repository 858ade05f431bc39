"""One comment as the templates draw it: templates/discussions/_comment.html names every field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Comment
from discussions.moderation.grounds import ground_of
from discussions.moderation.legal_grounds import LegalGround
from discussions.moderation.policy import HouseRule
from discussions.permissions import (
    Reader,
    is_author,
    may_answer_comment,
    may_edit_comment,
    may_moderate,
    may_read_hidden_text,
    may_report,
    may_withdraw_comment,
)
from discussions.reading.addresses import comment_address
from discussions.reading.appreciations import Appreciations, appreciations_of
from discussions.reading.extras import kind_word, writing_as
from discussions.reading.labels import ShownLabel, labels_of
from discussions.reading.moments import short_moment, usually_looked_at
from discussions.standing import is_staff, reads_only
from discussions.tree import DEEPEST_LEVEL, Branch, heading_level


@dataclass(frozen=True)
class Tombstone:
    """Why a comment is hidden: the rule as it was then, or the law by name and article, and the reason that everyone
    may read."""

    rule_code: str
    rule_title: str
    rule_url: str
    reason: str
    law: str = ""


@dataclass(frozen=True)
class InReplyTo:
    """What a comment answers, where it is not drawn below it. No name: the words there are gone."""

    author_name: str
    url: str


@dataclass(frozen=True)
class CommentNode:
    """`state` is "visible", "withdrawn", "hidden", "held" (seen by its author and moderators) or "refused". An empty
    address leaves its action out.

    `more_kind` says what `more_url` leads to: "replies" (more of them, drawn in place),
    "first_replies" (none is drawn yet) or "deeper" (a page of its own: here nesting stops).
    `answer_count` counts the places directly below it, drawn or not. `next_new_url` leads from a new
    comment to the next one. `is_here`: the page is about this one.
    `own_html` is the text of a hidden comment, for its author only. `is_muted`: this viewer would rather not read
    its author. `kind` and `writing_as` are words, or "". `is_moved`: it stood in another discussion, of which its
    own page tells. `waits`: who sees a held one, and when the editors usually look.
    `labels`: what the editors say beside words that can be read.
    """

    uuid: UUID
    state: str
    author_name: str
    role_label: str
    created_at: datetime
    when: str
    body_html: str
    heading_level: int
    url: str
    reply_url: str
    report_url: str
    withdraw_url: str
    children: Sequence["CommentNode"]
    hidden_replies: int
    more_url: str
    more_kind: str
    tombstone: Tombstone | None = None
    own_html: str = ""
    is_muted: bool = False
    is_moved: bool = False
    message_url: str = ""
    case_url: str = ""
    in_reply_to: InReplyTo | None = None
    arrived: bool = False
    takes_focus: bool = False
    stance: None = None
    is_new: bool = False
    edited_at: datetime | None = None
    edit_url: str = ""
    changes_url: str = ""
    kind: str = ""
    writing_as: str = ""
    quote_url: str = ""
    appreciations: Appreciations | None = None
    answer_count: int = 0
    next_new_url: str = ""
    is_here: bool = False
    waits: str = ""
    labels: tuple[ShownLabel, ...] = ()


def comment_node(
    branch: Branch[Comment], viewer: Reader, since: datetime | None = None, order: str = ""
) -> CommentNode:
    """The branch for this viewer, answers and all. Costs no query (see `with_authors`) but those that ask a
    member, once, whom they mute and whether the site is for reading only.

    What others wrote after `since` is new to them. `order` is the name of the order of the discussion, which its
    addresses keep.
    """
    comment = branch.item
    children = tuple(comment_node(answer, viewer, since, order) for answer in branch.below)
    is_new = (
        since is not None
        and comment.is_readable
        and comment.created_at > since
        and (comment.author_id is None or comment.author_id != viewer.pk)
    )
    is_hidden = comment.withdrawn_at is None and not comment.is_readable
    level = f"?volgorde={order}&niveau={branch.level}" if order else f"?niveau={branch.level}"
    more_url, more_kind = _more(branch, level)
    may_write = not isinstance(viewer, User) or is_staff(viewer) or not reads_only(viewer)
    node = CommentNode(
        appreciations=appreciations_of(comment, viewer),
        uuid=comment.public_id,
        state="visible" if comment.is_readable else "hidden" if is_hidden else "withdrawn",
        author_name=author_name(comment) if comment.is_readable else "",
        role_label=_standing(comment) if comment.is_readable else "",
        created_at=comment.created_at,
        when=short_moment(comment.created_at, timezone.now()),
        body_html=comment.body_html if comment.is_readable else "",
        heading_level=heading_level(branch.level),
        url=comment_address("comment", comment) + (f"?volgorde={order}" if order else ""),
        reply_url=comment_address("answer_comment", comment) + level
        if may_write and may_answer_comment(viewer, comment)
        else "",
        report_url=comment_address("report_comment", comment)
        if may_report(viewer, comment)
        else "",
        withdraw_url=comment_address("withdraw_comment", comment)
        if may_withdraw_comment(viewer, comment)
        else "",
        edit_url=comment_address("edit_comment", comment) + level
        if may_write and may_edit_comment(viewer, comment)
        else "",
        edited_at=comment.edited_at if comment.is_readable else None,
        changes_url=comment_address("comment_changes", comment)
        if comment.edited_at and comment.is_readable
        else "",
        kind=kind_word(comment) if comment.is_readable else "",
        writing_as=writing_as(comment, viewer) if comment.is_readable else "",
        quote_url=f"{comment_address('answer_comment', comment)}{level}&citaat=1"
        if may_write and may_answer_comment(viewer, comment)
        else "",
        children=children,
        hidden_replies=branch.unseen,
        more_url=more_url,
        more_kind=more_kind,
        is_moved=comment.moved_at is not None,
        is_muted=isinstance(viewer, User) and comment.author_id in viewer.muted_ids,
        is_new=is_new,
        next_new_url=comment_address("next_new", comment) if is_new else "",
        labels=labels_of(comment) if comment.is_readable else (),
        answer_count=max(comment.reply_count, len(children)),
    )
    if comment.is_waiting:
        return _held(node, comment, viewer)
    return _hidden(node, comment, viewer) if is_hidden else node


def in_reply_to(comment: Comment) -> InReplyTo:
    """For an answer to this comment. Costs no query: see `with_authors`."""
    name = author_name(comment) if comment.is_readable else ""
    return InReplyTo(name, comment_address("comment", comment))


def author_name(comment: Comment) -> str:
    """The author's name, or a number that means something in this discussion only."""
    if comment.author is None:
        return comment.author_name
    return person_name(comment.author, getattr(comment, "pseudonym", None))


def person_name(person: User, number: int | None) -> str:
    """The name of a member, or their number in this discussion once they have left."""
    if person.anonymised_at is None:
        return person.display_name
    return _("Participant %(number)s") % {"number": number or "?"}


def _standing(comment: Comment) -> str:
    """What stands beside the name: who speaks for the site, and whose name nobody confirmed."""
    author = comment.author
    if author is None:
        return _("comment taken over, name not confirmed")
    return _("editorial team") if author.is_editor or author.is_moderator else ""


def _more(branch: Branch[Comment], level: str) -> tuple[str, str]:
    if not branch.unseen:
        return "", ""
    if branch.level >= DEEPEST_LEVEL:
        return comment_address("comment", branch.item), "deeper"
    answers = comment_address("comment_answers", branch.item) + level
    if not branch.below:
        return answers, "first_replies"
    last = next((one.item for one in reversed(branch.below) if one.item.is_counted), None)
    return (f"{answers}&na={last.public_id}", "replies") if last else (answers, "first_replies")


def _held(node: CommentNode, comment: Comment, viewer: Reader) -> CommentNode:
    waits = (
        _("Your comment waits for the editors. Only you and they can see it.")
        if is_author(viewer, comment)
        else _("This comment waits for the editors. Only its author and they can see it.")
    )
    because = getattr(comment, "held_because", None) or ""
    if not is_author(viewer, comment):
        because = ""  # it speaks to its writer; moderators read it in the case
    said = (waits, because, usually_looked_at(comment.created_at, timezone.now()))
    return replace(
        node,
        state="held",
        author_name=author_name(comment),
        role_label=_standing(comment),
        body_html=comment.body_html,
        kind=kind_word(comment),
        writing_as=writing_as(comment, viewer),
        waits=" ".join(part for part in said if part),
    )


def _hidden(node: CommentNode, comment: Comment, viewer: Reader) -> CommentNode:
    decision = comment.decision
    if decision is None:
        return node
    ground = ground_of(decision)
    rule = ground if isinstance(ground, HouseRule) else None
    law = ground if isinstance(ground, LegalGround) else None
    words = getattr(decision, "text", None)
    reason = words.public_reason if words else ""
    return replace(
        node,
        state="hidden" if comment.is_counted else "refused",
        tombstone=Tombstone(
            rule_code=rule.code if rule else "",
            rule_title=rule.title if rule else "",
            rule_url=f"{reverse('house_rules')}#{rule.code}" if rule else "",
            reason=reason or (ground.tombstone if ground else ""),
            law=f"{law.name} ({law.article})" if law else "",
        ),
        own_html=comment.body_html if may_read_hidden_text(viewer, comment) else "",
        message_url=_message_url(comment) if may_read_hidden_text(viewer, comment) else "",
        case_url=decision.case.get_absolute_url() if decision.case and may_moderate(viewer) else "",
    )


def _message_url(comment: Comment) -> str:
    message_id = getattr(comment, "message_id", None)
    return reverse("message", args=[message_id]) if message_id else reverse("inbox")
