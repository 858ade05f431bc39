"""Closing or slowing a discussion, limiting or suspending a person, reading first, leaving reports; and ending that."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from discussions.actions.threads import lock_thread, record_change
from discussions.models import Decision, Outcome, Restriction, RestrictionKind, Source, Thread
from discussions.models.restriction import (
    OF_ARTICLE,
    OF_PERSON,
    OF_SITE,
    OF_THREAD,
    WITH_INTERVAL,
    RestrictionQuerySet,
)
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import check_ground, draft_decision, refuse_without_reason
from discussions.moderation.ladder import Weighed, what_suspending_lacks
from discussions.moderation.on_comments import CannotUndo
from discussions.moderation.past import what_came_before
from discussions.moderation.policy import find_rule
from discussions.moderation.recording import close_and_tell, write_down
from discussions.moderation.unheard import WeighedReports, weigh_reports

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)
KIND_OF: dict[str, RestrictionKind] = {
    Outcome.CLOSE: RestrictionKind.CLOSED,
    Outcome.SLOW: RestrictionKind.SLOW,
    Outcome.LIMIT: RestrictionKind.LIMITED,
    Outcome.SUSPEND: RestrictionKind.SUSPENDED,
    Outcome.READ_FIRST: RestrictionKind.HELD,
    Outcome.NO_NOTICES: RestrictionKind.UNHEARD,
}
OUTCOME_OF: dict[str, Outcome] = {kind: Outcome(outcome) for outcome, kind in KIND_OF.items()}


def set_restriction(choice: Choice) -> Decision:
    """Let this hold from now on, in a discussion, for an article with all its claims, for a person or (about None)
    everywhere; what held of the same kind ends.

    Closing may begin later, at `starts_at`: it is announced until then. `interval` (a minute to a day) goes with
    "slow" and "limited" only. `public_reason` is read by everyone it concerns. Raises ValidationError, by field,
    for a reason, interval, beginning, end or outcome that does not fit, for a suspension, or leaving somebody's
    reports, without a warning before it or without its gravity and intention weighed, and for restricting oneself.
    """
    kind, (thread, article, person) = KIND_OF[choice.outcome], _subject(choice)
    _hold_on_to(thread, article, person)
    draft = draft_restriction(choice)
    restriction: Restriction = draft.restriction
    line = write_down(draft)
    _running(thread, article, person, kind).update(
        ended_at=line.created_at, ended_by=restriction.set_by, ended_decision=line
    )
    restriction.save(force_insert=True)
    if thread is not None:
        record_change(thread=thread, readable=0)
    return close_and_tell(line, quietly=choice.quietly)


def draft_restriction(choice: Choice) -> Decision:
    """The decision with its `restriction`, not saved: what is previewed is what is set. Raises ValidationError as
    `set_restriction` does."""
    moderator, kind = _moderator(choice), KIND_OF[choice.outcome]
    thread, article, person = _subject(choice)
    words = choice.words
    choice = replace(
        choice,
        words=words.explained(),
        interval=choice.interval if kind in WITH_INTERVAL else None,
    )
    kinds = OF_THREAD if thread else OF_ARTICLE if article else OF_PERSON if person else OF_SITE
    _check(choice, kind, timezone.now(), kinds=kinds)
    if person is not None and person.pk == moderator.pk:
        raise ValidationError(_("This is you. A colleague decides about you, not you."))
    # Also without anything against anybody a rule may be named.
    ground = check_ground(choice, field="public_reason") or find_rule(choice.rule_code)
    weighed = _weighed(choice, kind, person) if person is not None else None
    if weighed is not None:
        explained = f"{choice.words.explanation}\n\n{weighed.in_words()}"
        choice = replace(choice, words=replace(choice.words, explanation=explained))
    draft = draft_decision(
        choice,
        ground=ground,
        public_reason=words.public_reason,
        thread=thread,
        article=article,
        person=person,
    )
    Restriction(
        decision=draft,  # which makes this `draft.restriction`
        thread=thread,
        article=article,
        person=person,
        kind=kind,
        interval=choice.interval,
        reason=words.public_reason,
        rule_code=draft.rule_code or draft.law_code,
        set_by=moderator,
        starts_at=choice.starts_at or draft.created_at,
        until=choice.until,
    )
    return draft


def _subject(choice: Choice) -> tuple[Thread | None, Article | None, User | None]:
    """What it is about; with nothing, everywhere."""
    about = choice.about
    return (
        about if isinstance(about, Thread) else None,
        about if isinstance(about, Article) else None,
        about if isinstance(about, User) else None,
    )


def shorten_restriction(choice: Choice) -> Decision:
    """What is set for a person stays, on the same ground, but ends sooner: an appeal was founded in part.

    Raises CannotUndo when it is over already, and ValidationError, by field, without an explanation or for an end
    that is not before the one it had.
    """
    assert choice.answers is not None
    first = choice.answers.decision
    _hold_on_to(None, None, first.person)
    current = Restriction.objects.get(decision=first)
    now, sooner = timezone.now(), choice.until
    if current.ended_at is not None or (current.until is not None and current.until <= now):
        raise CannotUndo
    wrong = {}
    if sooner is None or sooner <= now:
        wrong["until"] = _(
            "This moment is over. Choose a later one, before it would end by itself."
        )
    elif current.until is not None and sooner >= current.until:
        wrong["until"] = _("It ends before that already. Choose an earlier moment.")
    if not choice.words.explanation:
        wrong["explanation"] = _("Explain in your own words why you decide this.")
    if wrong:
        raise ValidationError(wrong)
    draft = draft_decision(
        choice,
        source=Source(first.source),
        public_reason=current.reason,
        person=current.person,
    )
    draft.rule_code, draft.rule_version = first.rule_code, first.rule_version
    draft.law_code = first.law_code
    line = write_down(draft)
    by = choice.moderator or current.set_by
    Restriction.objects.filter(pk=current.pk).update(ended_at=now, ended_by=by, ended_decision=line)
    Restriction.objects.create(
        decision=line,
        person=current.person,
        kind=current.kind,
        interval=current.interval,
        reason=current.reason,
        rule_code=current.rule_code,
        set_by=by,
        starts_at=current.starts_at,
        until=sooner,
    )
    return close_and_tell(line)


def end_restriction(choice: Choice) -> Decision:
    """End it now. What ended already stays as it ended, and the decision of then comes back."""
    assert isinstance(choice.about, Restriction)
    return _end(choice.about, choice, reverses=None)


def undo_restriction(decision: Decision, choice: Choice) -> Decision:
    """What was set is taken back: it ends, what it had replaced holds again for as long as that was set for, and whom
    it concerned hears that it should not have been. Raises CannotUndo when it was ended, replaced or shortened since.
    """
    return _end(Restriction.objects.get(decision=decision), choice, reverses=decision)


def _end(restriction: Restriction, choice: Choice, *, reverses: Decision | None) -> Decision:
    moderator = choice.moderator
    if moderator is not None and restriction.person_id == moderator.pk:
        raise PermissionDenied
    _hold_on_to(restriction.thread, restriction.article, restriction.person)
    current = Restriction.objects.select_related("ended_decision").get(pk=restriction.pk)
    if reverses is not None and (done := Decision.objects.filter(reverses=reverses).first()):
        return done
    if current.ended_decision is not None:
        if reverses is not None:
            raise CannotUndo
        return current.ended_decision
    draft = draft_decision(
        replace(choice, outcome=Outcome.END, until=None),
        source=Source.VOLUNTARY,
        reverses=reverses,
        thread=current.thread,
        article=current.article,
        person=current.person,
    )
    line = write_down(draft)
    now = timezone.now()
    Restriction.objects.filter(pk=current.pk).update(
        ended_at=now, ended_by=moderator or current.set_by, ended_decision=line
    )
    if reverses is not None:
        still = Restriction.objects.filter(Q(until__isnull=True) | Q(until__gt=now))
        still.filter(ended_decision=reverses).update(
            ended_at=None, ended_by=None, ended_decision=None
        )
    if current.thread is not None:
        record_change(thread=current.thread, readable=0)
    return close_and_tell(line, quietly=choice.quietly)


def _hold_on_to(thread: Thread | None, article: Article | None, person: User | None) -> None:
    """Of two moderators at once the second waits here; readers do not."""
    if thread is not None:
        lock_thread(thread_id=thread.pk)
    elif article is not None:
        Article.objects.select_for_update(no_key=True).only("pk").get(pk=article.pk)
    elif person is not None:
        User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    else:  # no row to hold on to
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE discussions_restriction IN SHARE ROW EXCLUSIVE MODE")


def _moderator(choice: Choice) -> User:
    assert choice.moderator is not None, "what holds for a while is set by a person"
    return choice.moderator


def _running(
    thread: Thread | None, article: Article | None, person: User | None, kind: str
) -> RestrictionQuerySet:
    return Restriction.objects.filter(
        thread=thread, article=article, person=person, kind=kind, ended_at__isnull=True
    )


def _weighed(choice: Choice, kind: str, person: User) -> Weighed | WeighedReports | None:
    """The four factors by which somebody is suspended, or their reports are left (regulation 2022/2065, article 23(3));
    None for what asks none. Raises ValidationError, by field, for what is missing: a warning before it, an end, or how
    the last two were weighed."""
    if kind == RestrictionKind.UNHEARD:
        return weigh_reports(
            person,
            gravity=choice.gravity,
            intention=choice.intention,
            has_end=choice.until is not None,
        )
    if kind != RestrictionKind.SUSPENDED or choice.unannounced:
        return None
    before = what_came_before(person)
    weighed = Weighed(
        number=before.against,
        written=before.written,
        gravity=choice.gravity,
        intention=choice.intention,
        warnings=before.warnings,
    )
    if lacks := what_suspending_lacks(before, weighed):
        raise ValidationError(lacks)
    return weighed


def _check(
    choice: Choice, kind: RestrictionKind, now: datetime, *, kinds: Sequence[RestrictionKind]
) -> None:
    errors: dict[str, str] = {}
    if kind not in kinds:
        errors["kind"] = _("Choose one of these.")
    if kind in WITH_INTERVAL and not (choice.interval and SHORTEST <= choice.interval <= LONGEST):
        errors["interval"] = _("Choose how much time there must be between two comments.")
    begins, ends = choice.starts_at, choice.until
    if begins is not None and kind != RestrictionKind.CLOSED:
        errors["starts_at"] = _("Only closing can begin later.")
    elif begins is not None and begins <= now:
        errors["starts_at"] = _("This moment is over. Choose a later one, or leave it empty.")
    elif begins is not None and ends is not None and ends <= begins:
        errors["until"] = _("This comes before it begins. Choose a later moment.")
    if ends is not None and ends <= now:
        errors["until"] = _("This moment is over. Choose a later one, or leave it empty.")
    if kind == RestrictionKind.SUSPENDED and choice.until is None:
        # Somebody who waits must know for how long.
        errors["until"] = _("Say until when. A suspension has an end.")
    try:
        refuse_without_reason(
            choice.words.public_reason, _("Say why: everyone whom it concerns reads this.")
        )
    except ValidationError as error:
        errors |= {name: messages[0] for name, messages in error.message_dict.items()}
    if errors:
        raise ValidationError(errors)
