"""Taking a stance on a claim, and taking it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Claim
from discussions.actions.comments import CannotWrite
from discussions.models import Stance, StanceChange, StanceValue
from discussions.standing import site_rule


@transaction.atomic
def take_stance(
    *,
    person: User,
    claim: Claim,
    value: str,
    leaning: str | None = None,
    condition: str | None = None,
) -> Stance:
    """Make this the person's stance, and remember the step in their history.

    Saying the same again changes nothing and adds no step, unless the claim was reworded or its
    article revised since: then it is a confirmation, and counts for what stands there now.
    Raises CannotWrite while the whole site is for reading only.
    `leaning` and `condition` belong to *it depends*; left out, those of an earlier *it depends*
    stay, so that a second press on the button wipes nobody's sentence. Given and empty, they go.
    """
    claim = _locked(person, claim)
    if rule := site_rule(timezone.now()):
        raise CannotWrite(rule)
    current = Stance.objects.filter(claim=claim, person=person).first()
    keeps = current is not None and value == current.value == StanceValue.DEPENDS
    if leaning is None:
        leaning = current.leaning if current and keeps else ""
    if condition is None:
        condition = current.condition if current and keeps else ""
    taken: dict[str, Any] = {
        "value": value,
        "leaning": leaning,
        "condition": condition,
        **_seen(claim),
    }
    if current and all(getattr(current, name) == said for name, said in taken.items()):
        return current
    current = current or Stance(claim=claim, person=person)
    for name, said in taken.items():
        setattr(current, name, said)
    current.updated_at = timezone.now()
    current.save()
    StanceChange.objects.create(claim=claim, person=person, **taken)
    return current


@transaction.atomic
def withdraw_stance(*, person: User, claim: Claim) -> None:
    """Have no stance any more. The step stays in the person's own history."""
    claim = _locked(person, claim)
    removed, _ = Stance.objects.filter(claim=claim, person=person).delete()
    if removed:
        StanceChange.objects.create(claim=claim, person=person, **_seen(claim))


def _seen(claim: Claim) -> dict[str, Any]:
    """What a stance is given on: the sentence as it is worded, and the text as it stands."""
    return {
        "wording_id": claim.current_wording_id,
        "article_version_id": claim.article.current_version_id,
    }


def _locked(person: User, claim: Claim) -> Claim:
    """The claim as it is now, with this person's other presses waiting their turn.

    The lock is on the person, for a first stance has no row to lock yet; `no_key`, because other
    tables may go on pointing at that person meanwhile.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    return Claim.objects.select_related("article").get(pk=claim.pk)
