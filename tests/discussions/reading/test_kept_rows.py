"""The rows of a page are kept for whoever asks next, and never shown when they are not so any more."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import grant_role, mute_person, rename_person
from accounts.models import Role, User
from articles.models import Article
from discussions.actions.appreciations import appreciate
from discussions.actions.comments import withdraw_comment
from discussions.actions.editing import edit_comment
from discussions.models import Case, Comment, Outcome
from discussions.moderation.deciding import decide
from discussions.permissions import Reader
from discussions.reading import kept_rows
from discussions.reading.comment_nodes import CommentNode
from discussions.reading.sorts import SORTS
from discussions.reading.thread_page import load_thread
from tests.factories import hide, make_article, make_person, restrict, say

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@dataclass
class Scene:
    an: User
    bas: User
    article: Article
    root: Comment
    answer: Comment


@pytest.fixture
def scene() -> Scene:
    an, bas = make_person("An"), make_person("Bas")
    article = make_article()
    root = say(an, "Wortel", under=article)
    return Scene(an, bas, article, root, say(bas, "Antwoord", under=root))


def drawn(scene: Scene, viewer: Reader = VISITOR) -> Any:
    return load_thread(viewer=viewer, article=scene.article).comments


def queries(scene: Scene, viewer: Reader = VISITOR) -> int:
    with CaptureQueriesContext(connection) as captured:
        drawn(scene, viewer)
    return len(captured)


def fresh(scene: Scene, viewer: Reader) -> Any:
    kept_rows._pages.clear()
    return drawn(scene, viewer)


CHANGES = {
    "an answer": lambda scene: say(scene.an, "Nog een", under=scene.root),
    "an edit": lambda scene: edit_comment(
        comment=scene.root, person=scene.an, body="Anders", revision_number=1
    ),
    "withdrawn": lambda scene: withdraw_comment(comment=scene.answer, person=scene.bas),
    "hidden": lambda scene: hide(scene.root),
    "appreciated": lambda scene: appreciate(comment=scene.root, person=scene.bas, kind="clear"),
    "another name": lambda scene: rename_person(
        person=scene.bas, display_name="Bas de Vries", by=scene.bas
    ),
    "a role": lambda scene: grant_role(person=scene.an, role=Role.EDITOR, by=None),
    "left": lambda scene: User.objects.filter(pk=scene.an.pk).update(anonymised_at=timezone.now()),
    "muted": lambda scene: mute_person(person=scene.bas, muted=scene.an),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_drawn_is_so_now(scene: Scene, change: str) -> None:
    people: list[Reader] = [VISITOR, scene.an, scene.bas, make_person("Mo", "moderator")]
    before = [drawn(scene, person) for person in people]
    CHANGES[change](scene)
    again = [User.objects.get(pk=person.pk) if person.pk else VISITOR for person in people]
    after = [drawn(scene, person) for person in again]
    assert after == [fresh(scene, person) for person in again]
    assert after != before


def test_what_waits_is_there_for_its_author_only(scene: Scene) -> None:
    mo = make_person("Mo", "moderator")
    restrict(moderator=mo, kind="held", reason="Eerst lezen.", person=scene.bas)
    drawn(scene)
    waiting = say(scene.bas, "Wat wacht", under=scene.root)

    def below(viewer: Reader) -> list[str]:
        (root,) = drawn(scene, viewer)
        return [node.body_html for node in root.children]

    assert [len(below(one)) for one in (scene.bas, scene.an, VISITOR, mo)] == [2, 1, 1, 1]
    case = Case.objects.get(comment=waiting)
    decide(case=case, moderator=mo, outcome=Outcome.RELEASE, seen_version=case.version)
    assert [len(below(one)) for one in (VISITOR, scene.an, scene.bas, mo)] == [2, 2, 2, 2]


def test_the_same_rows_for_everybody(scene: Scene) -> None:
    """The thread, and the names; of a member also what they appreciate, and whom they mute."""
    assert queries(scene) == 3
    assert queries(scene) == 2
    assert queries(scene, scene.an) == 4
    assert queries(scene, scene.bas) == 4


def test_what_one_person_appreciates_is_pressed_for_them_only(scene: Scene) -> None:
    appreciate(comment=scene.root, person=scene.bas, kind="clear")
    cleo = make_person("Cleo")

    def pressed(viewer: User) -> bool:
        (root,) = drawn(scene, viewer)
        assert root.appreciations
        return bool(root.appreciations.is_pressed)

    assert [pressed(one) for one in (cleo, scene.bas, cleo, scene.bas)] == [False, True] * 2
    appreciate(comment=scene.answer, person=scene.an, kind="grounded")
    (root,) = drawn(scene, scene.an)
    assert [one.appreciations.is_pressed for one in root.children] == [True]


def test_every_order_and_page_has_rows_of_its_own(scene: Scene) -> None:
    for number in range(21):
        say(scene.bas, f"Reactie {number}", under=scene.article)

    def words(**asked: Any) -> list[str]:
        found: list[CommentNode] = list(
            load_thread(viewer=VISITOR, article=scene.article, **asked).comments
        )
        return [node.body_html for node in found]

    asked: list[dict[str, Any]] = [{"sort": sort} for sort in SORTS]
    last = Comment.objects.get(body="Reactie 18")
    asked.append({"after": str(last.public_id)})
    first = [words(**one) for one in asked]
    assert [words(**one) for one in asked] == first
    assert first[0] != first[1]
    assert len(first[-1]) == 2


def test_no_more_is_kept_than_fits(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "MOST_PAGES", 2)
    kept_rows._pages.clear()
    for _ in range(4):
        article = make_article()
        say(scene.an, under=article)
        load_thread(viewer=VISITOR, article=article)
    assert len(kept_rows._pages) == 2
    monkeypatch.setattr(kept_rows, "MOST_CHARACTERS", 5)
    kept_rows._pages.clear()
    drawn(scene)
    assert not kept_rows._pages
