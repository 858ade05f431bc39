"""Taking a passage of a claim away, which hangs on what people said about the claim."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim, Passage
from discussions.actions.threads import lock_thread_about
from discussions.models import Comment, Stance


class PassageIsKept(Exception):
    """The passage stays; `reason` is "reactions" (people answered the claim where it stands) or
    "last" (a claim stands somewhere)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def has_reactions(claim: Claim) -> bool:
    """Whether anybody said anything at the claim, took a stance, or did so and withdrew it."""
    return (
        Comment.every.filter(thread__claim=claim).exists()
        or Stance.objects.filter(claim=claim).exists()
    )


@transaction.atomic
def remove_passage(*, passage: Passage, editor: User) -> None:
    """Take a place away that was marked by mistake. Twice is once.

    Raises `PassageIsKept` once somebody reacted, and for the last place of a claim. Comments wait
    for this on the lock of their thread.
    """
    claim = Claim.objects.get(pk=passage.claim_id)
    Article.objects.select_for_update(no_key=True).get(pk=claim.article_id)
    lock_thread_about(claim=claim)
    passage = Passage.objects.select_for_update(no_key=True).get(pk=passage.pk)
    if passage.removed_at:
        return
    if has_reactions(claim):
        raise PassageIsKept("reactions")
    others = Passage.objects.current().filter(claim=claim, version=passage.version_id)
    if not others.exclude(pk=passage.pk).exists():
        raise PassageIsKept("last")
    passage.removed_at, passage.removed_by = timezone.now(), editor
    passage.save(update_fields=["removed_at", "removed_by"])
