"""Who appreciated a comment, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from discussions.models import Appreciation, AppreciationKind, Comment, Participation
from discussions.permissions import Reader
from discussions.reading.appreciations import Appreciations, appreciations_of
from discussions.reading.comment_nodes import author_name, person_name
from discussions.reading.filters import NoSuchFilter
from discussions.reading.keys import LONGEST_ID
from discussions.reading.subject import Subject, subject_of_thread
from discussions.tree import cut_page

PER_PAGE = 50


@dataclass(frozen=True)
class Appreciator:
    """A name as authors are shown, and what this person found good, last at `given_at`."""

    name: str
    labels: Sequence[str]
    given_at: datetime


@dataclass(frozen=True)
class AppreciatorsPage:
    """templates/discussions/appreciated.html draws this, newest first."""

    subject: Subject
    author_name: str
    comment_url: str
    totals: Appreciations | None
    people: Sequence[Appreciator]
    next_url: str


def load_appreciators(comment: Comment, viewer: Reader, after: str = "") -> AppreciatorsPage:
    """One page of a comment whose words can be read; it came with its authors. Two queries.

    Raises NoSuchFilter for an `after` that is no key.
    """
    number = Participation.objects.filter(
        thread=OuterRef("comment__thread"), person=OuterRef("person")
    )
    given = (
        Appreciation.objects.filter(comment=comment)
        .select_related("person")
        .annotate(pseudonym=Subquery(number.values("pseudonym_number")[:1]))
        .newest_first()
    )
    if after:
        given = given.filter(pk__lt=_key(after))
    page, more = cut_page(list(given[: PER_PAGE + 1]), PER_PAGE)
    address = reverse("appreciated_by", args=[comment.public_id])
    return AppreciatorsPage(
        subject=subject_of_thread(comment.thread_id),
        author_name=author_name(comment),
        comment_url=comment.get_absolute_url(),
        totals=appreciations_of(comment, viewer),
        people=_by_person(page),
        next_url=f"{address}?na={page[-1].pk}" if more else "",
    )


def _by_person(given: Sequence[Appreciation]) -> list[Appreciator]:
    """Each person once on a page, where their newest stands."""
    labels: dict[int, list[str]] = {}
    for one in given:
        labels.setdefault(one.person_id, []).append(str(AppreciationKind(one.kind).label))
    newest = {one.person_id: one for one in reversed(given)}
    return [
        Appreciator(
            person_name(newest[person].person, getattr(newest[person], "pseudonym", None)),
            said,
            newest[person].created_at,
        )
        for person, said in labels.items()
    ]


def _key(after: str) -> int:
    if not after.isdecimal() or len(after) > LONGEST_ID:
        raise NoSuchFilter(after)
    return int(after)
