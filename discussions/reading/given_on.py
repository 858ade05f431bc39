"""A stance that was given on other words than stand in the text now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from articles.anchoring.difference import Piece, words_differ
from articles.models import Claim, Passage
from articles.models.passage import PassageState
from articles.permissions import may_read_whole
from discussions.models import Stance


@dataclass(frozen=True)
class GivenOn:
    """`number` of the version it was given on; for each passage that reads otherwise now, how."""

    number: int
    passages: Sequence[Sequence[Piece]]


def given_on(viewer: User | AnonymousUser, claim: Claim, own: Stance | None) -> GivenOn | None:
    """None for who has no stance, or gave it on these words. At most one query.

    The old words of a passage are those of the version the stance was given on. Not for a text that is closed to
    the reader.
    """
    article = claim.article
    if own is None or own.article_version_id == article.current_version_id:
        return None
    if not may_read_whole(viewer, article):
        return None
    passages = list(
        Passage.objects.current()
        .filter(claim=claim, version__in=(own.article_version_id, article.current_version_id))
        .select_related("version")
        .only("ordinal", "exact", "state", "version__number")
        .order_by("ordinal")
    )
    then = {p.ordinal: p for p in passages if p.version_id == own.article_version_id}
    changed = [
        words_differ(then[p.ordinal].exact, p.exact)
        for p in passages
        if p.version_id == article.current_version_id
        and p.state == PassageState.CHANGED
        and p.ordinal in then
        and then[p.ordinal].exact != p.exact
    ]
    if not changed:
        return None
    return GivenOn(next(iter(then.values())).version.number, changed)
