"""Where one writes, and the form for it: templates/discussions/_composer.html names the fields."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.models import Claim
from discussions import markup
from discussions.filters import CODES, Match
from discussions.models import Comment
from discussions.moderation.policy import NORM_LINES
from discussions.permissions import Reader
from discussions.reading.comment_nodes import author_name
from discussions.reading.drafts import Keeping, Target
from discussions.reading.extras import More, more_of
from discussions.reading.routing import Proposal
from discussions.reading.sorts import OLDEST, Sort
from discussions.reading.subject import Subject
from discussions.second_look import KINDS, look
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
    of a discussion that is drawn beside a text, where that has a discussion of its own. `routing_url`: see `Composer`.
    `target` names the place as the verbs do. `sort` is the order in which the page around it is read.
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
    routing_url: str = ""
    target: Target = field(default_factory=dict)
    sort: Sort = OLDEST

    @classmethod
    def under(cls, subject: Subject, beside: str = "", sort: Sort = OLDEST) -> "WritingPlace":
        return cls(
            routing_url=subject.routing_url,
            subject=subject,
            action=sort.address(subject.comments_url, **({"naast": "1"} if beside else {})),
            key=f"nieuw{beside}",
            label=_("Your comment"),
            list_id=f"reacties{beside}",
            beside=beside,
            sort=sort,
        )

    @classmethod
    def answering(
        cls, comment: Comment, subject: Subject, level: int, sort: Sort = OLDEST
    ) -> "WritingPlace":
        """Under a comment that the page draws at `level`."""
        key = str(comment.public_id)
        return cls(
            subject=subject,
            action=sort.address(
                reverse("answer_comment", args=[comment.public_id]), niveau=str(level)
            ),
            key=key,
            label=_("Your answer to %(name)s") % {"name": author_name(comment)}
            if comment.is_readable
            else _("Your answer"),
            list_id=f"onder-{key}",
            level=next_level(level),
            is_flat=level == DEEPEST_LEVEL,
            cancel_url=sort.address(comment.get_absolute_url()),
            return_to=f"antwoorden-{key}",
            parent=comment,
            sort=sort,
        )

    @property
    def form_url(self) -> str:
        """The page that shows this form, with the draft for it."""
        return self.action if self.parent else f"{self.sort.address(self.subject.url)}#reageren"


# Why each kind deserves a second look: what it may do to somebody, and what one could write instead.
_WHY: Mapping[str, str | Promise] = {
    "citizen_number": gettext_lazy(
        "This looks like a citizen service number. With it others can take over somebody's identity. "
        "Leave it out."
    ),
    "phone": gettext_lazy(
        "This looks like the telephone number of a person. Everyone can read it here. Is it yours, "
        "and do you want that?"
    ),
    "email": gettext_lazy(
        "This looks like the e-mail address of a person. Everyone can read it here. Is it yours, "
        "and do you want that?"
    ),
    "iban": gettext_lazy("This looks like a bank account number. Everyone can read it here."),
    "birth_date": gettext_lazy(
        "This looks like a date of birth. With it others may find out whom you write about. An age, "
        "or “a boy of ten”, says enough."
    ),
    "address": gettext_lazy(
        "This looks like the address of a house. With it others may find out whom you write about. "
        "The district says enough."
    ),
    "attack": gettext_lazy(
        "This may read as an attack on a person. Say what you think of the idea: then the other can "
        "answer."
    ),
}


@dataclass(frozen=True)
class Pause:
    """One kind of thing that deserves a second look: why, and the `words` it was seen in, if any."""

    kind: str
    why: str | Promise
    words: str = ""


# What a filter looks at is shown in so many words.
_SHOWN = 100


def pauses(text: str = "", found: Match | None = None) -> list[Pause]:
    """Every kind; those that `text` holds with the words it was seen in. Before them what a filter `found` in it."""
    words: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for find in look(text):
        words[find.kind].append(text[find.start : find.end])
    asked = [Pause(kind, _WHY[kind], " … ".join(words[kind])) for kind in KINDS]
    if found is None:
        return asked
    seen = " … ".join(found.words(text)) or Truncator(text).chars(_SHOWN)
    return [Pause(found.code, found.reason, seen), *asked]


@dataclass(frozen=True)
class Composer:
    """A form to write in. `plain`: on a page where the new comment has no place to appear.

    `earlier_url` and `earlier_html` show what this form sent before, when that was another text.
    `routing_url` tells which claim the text is about while it is written, `proposal` said so already.
    `notes`: what holds here now for this writer, to be read before typing. `pauses` explains each kind
    that deserves a second look; the form waits for a decision when one of them has words. `seen`: the
    kinds that made it wait before, with spaces between. `keeping`: how the text is kept while it is
    written, see `discussions.reading.drafts`.
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
    notes: Sequence[str] = ()
    people_url: str = ""
    routing_url: str = ""
    proposal: Proposal | None = None
    more: More = field(default_factory=lambda: more_of(None))
    pauses: Sequence[Pause] = field(default_factory=pauses)
    seen: str = ""
    keeping: Keeping | None = None
    limit: int = markup.MAX_CHARACTERS
    rules: Sequence[str] = NORM_LINES
    rules_url: str = field(default_factory=lambda: reverse("house_rules"))

    @property
    def waits(self) -> bool:
        """Whether something deserves a second look before this text is placed."""
        return any(pause.words for pause in self.pauses)


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
    second_look: str = "",
    found: Match | None = None,
    seen: Collection[str] = (),
    notes: Sequence[str] = (),
    proposal: Proposal | None = None,
    person: Reader | None = None,
    extras: Mapping[str, str] | None = None,
    keeping: Keeping | None = None,
) -> Composer:
    """A form for this place. Without `submission_id` it is a new submission. What stands behind *more* is as the
    profile of `person` says or, once more, `extras` as typed. It asks for a second look at what the text
    `second_look` holds, and at what a filter `found` in it; `seen` are the kinds and filters that did so before. An
    empty form begins with the draft that `keeping` holds, and with what was chosen with it."""
    asked = pauses(second_look, found)
    seen = {*seen, *(pause.kind for pause in asked if pause.words)}
    return Composer(
        action=place.action,
        key=place.key,
        label=place.label,
        submission_id=submission_id or uuid.uuid4(),
        body=body or (keeping.body if keeping else ""),
        errors=errors,
        preview_html=preview_html,
        cancel_url=place.cancel_url,
        return_to=place.return_to,
        focus=focus,
        plain=plain,
        earlier_url=earlier.get_absolute_url() if earlier else "",
        earlier_html=earlier.body_html if earlier else "",
        notes=notes,
        people_url=f"{place.subject.comments_url}mensen/",
        routing_url=place.routing_url,
        proposal=proposal,
        more=more_of(
            person if isinstance(person, User) else None,
            extras or (keeping.extras if keeping else None),
        ),
        pauses=asked,
        seen=" ".join(kind for kind in (*KINDS, *CODES) if kind in seen),
        keeping=keeping,
    )
