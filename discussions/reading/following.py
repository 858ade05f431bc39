"""What somebody follows, ready for its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Claim, Follow

PAGE_SIZE = 50


@dataclass(frozen=True)
class FollowRow:
    """`key` is what its button sends."""

    key: int
    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class FollowPage:
    rows: Sequence[FollowRow]
    next_key: str


def load_follows(viewer: User, after: str) -> FollowPage:
    """What can be opened of it, the newest first, from the key `after` on. One query.

    A key that is no number starts at the beginning.
    """
    visible = Article.objects.visible_to(viewer)
    claims = Claim.objects.visible_to(viewer)
    follows = Follow.objects.filter(
        Q(Exists(visible.filter(pk=OuterRef("article"))))
        | Q(Exists(claims.filter(pk=OuterRef("claim"))))
        | Q(Exists(visible.filter(series=OuterRef("series")))),
        person=viewer,
    )
    if after.isascii() and after.isdigit() and len(after) < 19:
        follows = follows.filter(pk__lt=int(after))
    found = list(
        follows.order_by("-pk").values_list(
            "pk",
            "article__slug",
            "article__current_version__title",
            "claim__article__slug",
            "claim__number",
            "claim__current_wording__statement",
            "series__slug",
            "series__title",
            named=True,
        )[: PAGE_SIZE + 1]
    )
    shown = found[:PAGE_SIZE]
    return FollowPage(
        rows=[_row(row) for row in shown],
        next_key=str(shown[-1].pk) if len(found) > PAGE_SIZE else "",
    )


def _row(row: object) -> FollowRow:
    get = row.__getattribute__
    if slug := get("article__slug"):
        title = get("article__current_version__title") or slug
        return FollowRow(get("pk"), _("article"), title, reverse("article", args=[slug]))
    if slug := get("series__slug"):
        return FollowRow(
            get("pk"), _("series"), get("series__title"), reverse("series", args=[slug])
        )
    claim = [get("claim__article__slug"), get("claim__number")]
    statement = get("claim__current_wording__statement") or ""
    return FollowRow(get("pk"), _("claim"), statement, reverse("claim", args=claim))
