"""Where one writes, and the form for it: templates/discussions/_composer.html names the fields."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Claim
from discussions import markup
from discussions.models import Comment
from discussions.moderation.policy import NORM_LINES
from discussions.reading.comment_nodes import author_name
from discussions.reading.subject import Subject
from discussions.tree import DEEPEST_LEVEL, next_level

# Asks for the part of a claim's page that is drawn beside its article.
BESIDE_QUERY = "?naast=1"


def beside_key(number: int) -> str:
    """What the ids of claim `number` end in when it is drawn beside the text."""
    return f"-stelling-{number}"


def beside_url(claim: Claim) -> str:
    """The article with this claim open beside its text. Costs a query unless the claim came with its article."""
    return f"{reverse('article', args=[claim.article.slug])}#stelling-{claim.number}"


@dataclass(frozen=True)
class WritingPlace:
    """Under an article or a claim, or (with `parent`) as an answer to a comment.

    `level` is where the new comment will be drawn, `list_id` the list it will join there;
    `is_flat`: it cannot be drawn deeper than what it answers, so it says what that is.
    `return_to` is the id of the link that opened the form, for cancelling it. `beside` ends the ids
    of a discussion that is drawn beside a text, where that has a discussion of its own.
    """

    subject: Subject
    action: str
    key: str
    label: str
    list_id: str
    level: int = 0
    is_flat: bool = False
    cancel_url: str = ""
    return_to: str = ""
    parent: Comment | None = None
    beside: str = ""

    @classmethod
    def under(cls, subject: Subject, beside: str = "") -> "WritingPlace":
        return cls(
            subject=subject,
            action=subject.comments_url + (BESIDE_QUERY if beside else ""),
            key=f"nieuw{beside}",
            label=_("Your comment"),
            list_id=f"reacties{beside}",
            beside=beside,
        )

    @classmethod
    def answering(cls, comment: Comment, subject: Subject, level: int) -> "WritingPlace":
        """Under a comment that the page draws at `level`."""
        key = str(comment.public_id)
        return cls(
            subject=subject,
            action=f"{reverse('answer_comment', args=[comment.public_id])}?niveau={level}",
            key=key,
            label=_("Your answer to %(name)s") % {"name": author_name(comment)}
            if comment.is_readable
            else _("Your answer"),
            list_id=f"onder-{key}",
            level=next_level(level),
            is_flat=level == DEEPEST_LEVEL,
            cancel_url=comment.get_absolute_url(),
            return_to=f"antwoorden-{key}",
            parent=comment,
        )


@dataclass(frozen=True)
class Composer:
    """A form to write in. `plain`: on a page where the new comment has no place to appear.

    `earlier_url` and `earlier_html` show what this form sent before, when that was another text.
    """

    action: str
    key: str
    label: str
    submission_id: uuid.UUID
    body: str = ""
    errors: Sequence[str] = ()
    preview_html: str = ""
    cancel_url: str = ""
    return_to: str = ""
    focus: bool = False
    plain: bool = False
    earlier_url: str = ""
    earlier_html: str = ""
    limit: int = markup.MAX_CHARACTERS
    rules: Sequence[str] = NORM_LINES
    rules_url: str = field(default_factory=lambda: reverse("house_rules"))


def composer(
    place: WritingPlace,
    *,
    submission_id: uuid.UUID | None = None,
    body: str = "",
    errors: Sequence[str] = (),
    preview_html: str = "",
    focus: bool = False,
    plain: bool = False,
    earlier: Comment | None = None,
) -> Composer:
    """A form for this place. Without `submission_id` it is a new submission."""
    return Composer(
        action=place.action,
        key=place.key,
        label=place.label,
        submission_id=submission_id or uuid.uuid4(),
        body=body,
        errors=errors,
        preview_html=preview_html,
        cancel_url=place.cancel_url,
        return_to=place.return_to,
        focus=focus,
        plain=plain,
        earlier_url=earlier.get_absolute_url() if earlier else "",
        earlier_html=earlier.body_html if earlier else "",
    )
