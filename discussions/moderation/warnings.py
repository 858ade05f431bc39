"""Warning a person, and what follows from it."""

from dataclasses import replace

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Comment, Decision, MemberWarning, Outcome, Source
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import check_ground, draft_decision, judged_revision
from discussions.moderation.holding_on import lock_people
from discussions.moderation.on_comments import CannotUndo
from discussions.moderation.policy import AGAINST
from discussions.moderation.recording import close_and_tell, write_down


def warn(choice: Choice) -> Decision:
    """Tell a person which rule they break and what happens if they go on. They say that they read it before they
    write again.

    Raises ValidationError, by field, without a rule or a sentence of one's own, and for warning oneself.
    """
    person = choice.about
    assert isinstance(person, User)
    lock_people([person.pk])
    line = write_down(draft_warning(choice))
    MemberWarning.objects.create(decision=line, person=person)
    _remember_to_read(person)
    return close_and_tell(line, quietly=choice.quietly)


def draft_warning(choice: Choice) -> Decision:
    """The warning, not saved: what is previewed is what is told. Raises ValidationError as `warn` does."""
    person = choice.about
    assert isinstance(person, User)
    assert choice.moderator is not None
    if person.pk == choice.moderator.pk:
        raise ValidationError(_("This is you. A colleague decides about you, not you."))
    words, field = choice.words, "explanation"
    if (
        words.public_reason and not words.explanation
    ):  # written where only they read it, but under the other name
        choice, field = (
            replace(choice, words=replace(words, explanation=words.public_reason)),
            "public_reason",
        )
    ground = check_ground(choice, field=field)
    return draft_decision(choice, ground=ground, quoted_body=_words_of(choice), person=person)


def whom_to_warn(decision: Decision) -> User | None:
    """Whom a warning may go with this decision: who wrote it, when something was held against them."""
    author: User | None = decision.comment.author if decision.comment else None
    return author if decision.outcome in (*AGAINST, Outcome.LABEL) else None


def undo_warning(decision: Decision, choice: Choice) -> Decision:
    """Take the warning back: it counts no more. Raises PermissionDenied for who was warned, and CannotUndo when it was
    taken back otherwise."""
    person = decision.person
    assert person is not None
    if choice.moderator is not None and choice.moderator.pk == person.pk:
        raise PermissionDenied
    lock_people([person.pk])
    taken_back = MemberWarning.objects.filter(decision=decision, taken_back_at__isnull=True)
    if not taken_back.exists():
        raise CannotUndo
    line = write_down(
        draft_decision(
            replace(choice, outcome=Outcome.UNWARN, about=None),
            reverses=decision,
            source=Source(decision.source),
            person=person,
        )
    )
    taken_back.update(taken_back_at=timezone.now())
    _remember_to_read(person)
    return close_and_tell(line, quietly=choice.quietly)


@transaction.atomic
def acknowledge_warning(*, warning: MemberWarning) -> None:
    """Remember that who was warned read this one. Others that are open stay to be read."""
    lock_people([warning.person_id])
    MemberWarning.objects.filter(
        pk=warning.pk, acknowledged_at__isnull=True, taken_back_at__isnull=True
    ).update(acknowledged_at=timezone.now())
    _remember_to_read(warning.person)


def _remember_to_read(person: User) -> None:
    """From when on they are asked to read a warning before they write: from when its letter is there. The person is
    locked."""
    unread = MemberWarning.objects.filter(
        person=person, acknowledged_at__isnull=True, taken_back_at__isnull=True
    )
    first = unread.order_by("pk").values_list("decision__created_at", flat=True).first()
    since = first + settings.LETTERS_WAIT if first else None
    User.objects.filter(pk=person.pk).update(must_read_since=since)


def _words_of(choice: Choice) -> str:
    """What somebody is warned for, when that is a comment."""
    if choice.case is None or choice.case.comment_id is None:
        return ""
    comment = Comment.every.get(pk=choice.case.comment_id)
    return judged_revision(comment).body
