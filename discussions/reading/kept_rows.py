"""The rows behind the first look at a discussion, kept in the worker for whoever asks next.

Writing the SQL for a page of comments and making objects of its rows takes Django longer than PostgreSQL needs to
find them, and nearly everybody who opens a discussion needs the same ones. They are kept under the thread's
`revision`, which every verb raises that changes what readers see of its comments; the names of people, which live
in accounts, are compared with what they are now. What only one person sees is added each time.

The objects are shared between requests: nothing may change them.
"""

import copy
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from accounts.models import User
from discussions.models import Appreciation, Comment, Thread
from discussions.permissions import Reader
from discussions.reading.branches import BranchPage
from discussions.tree import Branch

MOST_PAGES = 60  # in each worker; some 400 kB each
MOST_CHARACTERS = 200_000  # of comments on one page; an ordinary one has some ten thousand

Name = tuple[int, str, datetime | None, list[str]]


@dataclass(frozen=True)
class _Kept:
    page: BranchPage
    names: Sequence[Name]


_pages: OrderedDict[tuple[object, ...], _Kept] = OrderedDict()
_lock = threading.Lock()


def kept_branches(
    thread: Thread, shown: tuple[str, ...], viewer: Reader, load: Callable[[], BranchPage]
) -> BranchPage:
    """What `load` gives for every reader alike, with what this viewer appreciates. `shown` says which page of the
    thread it is.

    One query where the page is known and one more for a member; else those of `load` too. The thread was read
    before: rows that are kept under its revision are never older than that.
    """
    key = (thread.pk, thread.revision, *shown)
    with _lock:
        known = _pages.get(key)
        if known:
            _pages.move_to_end(key)
    if known is None or _names_now(known.names) != known.names:
        page = load()
        known = _Kept(page, _names_on(page))
        if sum(len(comment.body_html) for comment in comments_on(page)) <= MOST_CHARACTERS:
            with _lock:
                _pages[key] = known
                while len(_pages) > MOST_PAGES:
                    _pages.popitem(last=False)
    return _as_appreciated_by(viewer, known.page)


def comments_on(page: BranchPage) -> Iterator[Comment]:
    """Every comment that is drawn on the page."""
    waiting = list(page.branches)
    while waiting:
        branch = waiting.pop()
        yield branch.item
        waiting.extend(branch.below)


def _names_on(page: BranchPage) -> Sequence[Name]:
    people = {comment.author.pk: comment.author for comment in comments_on(page) if comment.author}
    return [
        (person.pk, person.display_name, person.anonymised_at, person.roles)
        for _key, person in sorted(people.items())
    ]


def _names_now(names: Sequence[Name]) -> Sequence[Name]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, display_name, anonymised_at, roles FROM accounts_user WHERE id = ANY(%s) ORDER BY id",
            [[name[0] for name in names]],
        )
        return [(key, name, left, roles) for key, name, left, roles in cursor]


def _as_appreciated_by(viewer: Reader, page: BranchPage) -> BranchPage:
    if not isinstance(viewer, User):
        return page
    ids = [comment.pk for comment in comments_on(page)]
    kinds: dict[int, list[str]] = {}
    given = Appreciation.objects.filter(person=viewer, comment__in=ids).order_by("id")
    for comment_id, kind in given.values_list("comment_id", "kind"):
        kinds.setdefault(comment_id, []).append(kind)
    if not kinds:
        return page
    return replace(page, branches=[_with_kinds(branch, kinds) for branch in page.branches])


def _with_kinds(branch: Branch[Comment], kinds: Mapping[int, Sequence[str]]) -> Branch[Comment]:
    below = [_with_kinds(answer, kinds) for answer in branch.below]
    item = branch.item
    if item.pk in kinds:
        item = copy.copy(item)
        vars(item)["own_kinds"] = kinds[item.pk]  # as `with_own_appreciations` annotates it
    return replace(branch, item=item, below=below)
