"""A kept page is the page as it would be drawn now, whatever happened in between."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import grant_role, rename_person
from accounts.models import Role, User
from articles.actions.claims import reword_claim
from articles.actions.publish import withdraw_article
from articles.models import Article, ArticleVersion, Claim
from discussions.actions.appreciations import appreciate, take_back
from discussions.actions.comments import withdraw_comment
from discussions.actions.editing import edit_comment
from discussions.models import Case, Comment, Outcome
from discussions.moderation.deciding import decide
from discussions.views import threads
from tests.factories import (
    closed_by_the_clock,
    hide,
    lift,
    make_article,
    make_claim,
    make_person,
    move_branch,
    restrict,
    say,
)

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A root with an answer under the article, and one under its claim."""

    an: User
    bas: User
    mo: User
    article: Article
    claim: Claim
    root: Comment
    answer: Comment
    about: Comment

    def addresses(self) -> list[str]:
        page = reverse("article_comments", args=[self.article.slug])
        of_claim = reverse("claim_comments", args=[self.article.slug, self.claim.number])
        return [page, f"{page}?volgorde=beste", f"{page}?volgorde=nieuwste", of_claim]


@pytest.fixture
def scene() -> Scene:
    caches["pages"].clear()
    an, bas, mo = make_person("An"), make_person("Bas"), make_person("Mo", "moderator")
    article = make_article("Zorg in de wijk")
    claim = make_claim(article)
    root = say(an, "Wortel", under=article)
    answer = say(bas, "Antwoord", under=root)
    return Scene(
        an, bas, mo, article, claim, root, answer, say(bas, "Over de stelling", under=claim)
    )


def look(client: Client, address: str) -> tuple[int, bytes, str]:
    response = client.get(address)
    return response.status_code, response.content, response.headers["Vary"]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def fresh(comment: Comment) -> Comment:
    found: Comment = Comment.objects.get(pk=comment.pk)
    return found


def _closed(scene: Scene) -> None:
    restrict(moderator=scene.mo, kind="closed", reason="Even rust.", thread=scene.root.thread)


def _closed_and_open_again(scene: Scene) -> None:
    rule = restrict(
        moderator=scene.mo, kind="closed", reason="Even rust.", thread=scene.root.thread
    )
    lift(restriction=rule, moderator=scene.mo)


def _held(scene: Scene) -> Comment:
    restrict(moderator=scene.mo, kind="held", reason="Eerst lezen.", person=scene.bas)
    return say(scene.bas, "Wat wacht", under=scene.root)


def _let_through(scene: Scene) -> None:
    case = Case.objects.get(comment=_held(scene))
    decide(case=case, moderator=scene.mo, outcome=Outcome.RELEASE, seen_version=case.version)


def _version_named(title: str, article: Article) -> ArticleVersion:
    return ArticleVersion.objects.create(
        article=article,
        number=2,
        raw=b"x",
        raw_sha256="2" * 64,
        title=title,
        canonical_text="x",
        blocks=[],
        blocks_format=1,
        lines=[],
        metadata={},
        word_count=1,
    )


def _moved(scene: Scene) -> None:
    move_branch(comment=scene.root, moderator=scene.mo, reason="Past daar.", claim=scene.claim)


CHANGES: dict[str, Callable[[Scene], object]] = {
    "nothing": lambda scene: None,
    "a root": lambda scene: say(scene.bas, "Nieuw", under=scene.article),
    "an answer": lambda scene: say(scene.an, "Nieuw", under=scene.root),
    "about the claim": lambda scene: say(scene.an, "Nieuw", under=scene.claim),
    "an edit": lambda scene: edit_comment(
        comment=scene.root, person=scene.an, body="Anders", revision_number=1
    ),
    "an answer withdrawn": lambda scene: withdraw_comment(comment=scene.answer, person=scene.bas),
    "a root withdrawn": lambda scene: withdraw_comment(comment=scene.root, person=scene.an),
    "hidden": lambda scene: hide(scene.root, scene.mo),
    "appreciated": lambda scene: appreciate(comment=scene.root, person=scene.bas, kind="clear"),
    "taken back": lambda scene: (
        appreciate(comment=scene.root, person=scene.bas, kind="clear"),
        take_back(comment=scene.root, person=scene.bas, kind="clear"),
    ),
    "moved": _moved,
    "held": _held,
    "let through": _let_through,
    "closed": _closed,
    "closed and open again": _closed_and_open_again,
    "another name": lambda scene: rename_person(
        person=scene.bas, display_name="Bas de Vries", by=scene.bas
    ),
    "a role": lambda scene: grant_role(person=scene.an, role=Role.EDITOR, by=None),
    "left": lambda scene: User.objects.filter(pk=scene.an.pk).update(
        anonymised_at=timezone.now(), display_name="Weg"
    ),
    "another text": lambda scene: Article.objects.filter(pk=scene.article.pk).update(
        current_version=_version_named("Zorg op straat", scene.article)
    ),
    "a wording": lambda scene: reword_claim(
        claim=scene.claim, seen=1, statement="Het is anders.", editor=scene.mo, tone="neutral"
    ),
    "the article withdrawn": lambda scene: withdraw_article(
        article=scene.article, editor=make_person("Els", "editor"), reason="Op verzoek."
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_page_is_the_page_as_it_is_drawn_now(
    client: Client, scene: Scene, change: str
) -> None:
    addresses = scene.addresses()
    for address in addresses:
        look(client, address)
    CHANGES[change](scene)
    kept = [look(client, address) for address in addresses]
    caches["pages"].clear()
    assert kept == [look(client, address) for address in addresses]


@pytest.mark.parametrize("change", ["moved", "closed"])
def test_what_happens_after_a_change_is_seen_too(client: Client, scene: Scene, change: str) -> None:
    """In another discussion, or by the clock."""
    CHANGES[change](scene)
    address = scene.addresses()[0]
    before = look(client, address)
    if change == "moved":
        withdraw_comment(comment=fresh(scene.answer), person=scene.bas)
        withdraw_comment(comment=fresh(scene.root), person=scene.an)
    else:
        later = timezone.now() + timedelta(milliseconds=1)
        for restriction in scene.root.thread.restrictions.all():
            lift(restriction=restriction, moderator=scene.mo)
        begun = later - timedelta(minutes=1)
        closed_by_the_clock(scene.mo, scene.root.thread, starts_at=begun, until=later)
    kept = look(client, address)
    caches["pages"].clear()
    assert kept == look(client, address)
    assert kept != before


def test_one_question_is_enough(client: Client, scene: Scene) -> None:
    for address in scene.addresses():
        first = queries(client, address)
        assert (queries(client, address), first > 1) == (1, True)


def test_tomorrow_today_is_yesterday(
    client: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = scene.addresses()[0]
    assert "vandaag" in look(client, address)[1].decode()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert "gisteren" in look(client, address)[1].decode()


def test_a_page_of_a_member_is_theirs(client: Client, scene: Scene) -> None:
    address = scene.addresses()[0]
    client.force_login(scene.an)
    own = client.get(address).content.decode()
    assert "An" in own
    assert 'name="body"' in own
    client.logout()
    stranger = Client().get(address).content.decode()
    assert 'name="body"' not in stranger
    client.force_login(scene.bas)
    assert 'name="body"' in client.get(address).content.decode()


def test_a_message_for_a_visitor_is_theirs(client: Client, scene: Scene) -> None:
    client.force_login(scene.an)
    client.post(reverse("account_logout"))
    address = scene.addresses()[0]
    said = client.get(address).content
    assert b"notices" in said
    assert b"notices" not in Client().get(address).content


@pytest.mark.django_db(transaction=True)
def test_what_comes_while_the_page_is_drawn(
    client: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not on that page, and the next one must not be that page."""
    address = scene.addresses()[0]
    drawn = threads.render

    def meanwhile(*given: Any, **more: Any) -> HttpResponse:
        def speak() -> None:
            say(scene.bas, "Nieuw", under=scene.article)
            connection.close()

        other = threading.Thread(target=speak)
        other.start()
        other.join()
        return drawn(*given, **more)

    monkeypatch.setattr(threads, "render", meanwhile)
    assert "Nieuw" not in look(client, address)[1].decode()
    monkeypatch.undo()
    assert "Nieuw" in look(client, address)[1].decode()
    assert queries(client, address) == 1
