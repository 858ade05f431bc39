"""What waits for the editors, or was refused by them, is there for nobody else: not one byte."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from discussions.models import Comment
from discussions.moderation.deciding import decide
from tests.factories import make_person, restrict, say
from tests.pages.test_unseen import CANARY, READERS, Town, pages, town
from tests.pages.walk import differences, readable_addresses, shown

__all__ = ["town"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def mo(db: None) -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def an(mo: User) -> User:
    """Whose comments the editors read first; nobody else can tell."""
    an = make_person("An")
    restrict(moderator=mo, person=an, kind="held", reason=f"Vanwege een {CANARY}.")
    return an


def write(town: Town, an: User) -> list[Comment]:
    """One under the article, one under a claim where nobody wrote yet, one that answers and mentions."""
    return [
        say(an, f"Een {CANARY} zingt.", under=town.article),
        say(an, f"Die {CANARY} vliegt, @Bas.", under=town.claim),
        say(an, f"Een {CANARY}, @Bas, zegt iets anders.", under=town.comment),
    ]


def decide_about(comment: Comment, mo: User, outcome: str) -> None:
    case = comment.cases.get(closed_at=None)
    words = {"rule_code": "HR-1", "explanation": "Dit gaat over een persoon."}
    decide(
        case=case,
        moderator=mo,
        outcome=outcome,
        seen_version=case.version,
        **(words if outcome == "refuse" else {}),
    )


@pytest.mark.parametrize("reader", READERS)
def test_what_waits_or_was_refused_changes_not_one_byte(
    town: Town, mo: User, an: User, reader: str
) -> None:
    addresses = town.addresses(reader)
    before = pages(town, reader, addresses)
    beside = pages(town, reader, addresses, htmx=True)
    held = write(town, an)
    assert differences(before, pages(town, reader, addresses)) == []
    assert differences(beside, pages(town, reader, addresses, htmx=True)) == []
    own = {
        address
        for comment in held
        for address in readable_addresses(
            town.article, town.claim, reader=reader, public_id=comment.public_id, older=1, newer=2
        )
    }
    gates = {reverse("report_comment", args=[one.public_id]) for one in held}
    for address in own - set(addresses):
        status, page = shown(town.client(reader), address, {})
        assert status == (200 if address in gates and reader == "visitor" else 404), address
        assert CANARY not in page
    for comment in held:
        decide_about(comment, mo, "refuse")
    after = pages(town, reader, addresses)
    # The public log counts measures in a month, and tells nothing else of them.
    counted = [page for page in before if page[0] == reverse("public_log")]
    assert counted
    for page in counted:
        assert CANARY not in after.pop(page)[1]
        del before[page]
    assert differences(before, after) == []


def test_the_walk_sees_them_once_they_are_let_through(town: Town, mo: User, an: User) -> None:
    """If this finds nothing, the other proves nothing."""
    addresses = town.addresses("bas")
    for comment in write(town, an):
        decide_about(comment, mo, "release")
    found = {
        address
        for (address, _query), (_status, page) in pages(town, "bas", addresses).items()
        if CANARY in page
    }
    assert {
        town.article.get_absolute_url(),
        town.claim.get_absolute_url(),
        town.comment.get_absolute_url(),
        reverse("search"),
        reverse("article_comments_feed", args=[town.article.slug]),
    } <= found


def test_nobody_else_does_anything_with_what_waits(town: Town, an: User) -> None:
    held = write(town, an)[0]
    bas = town.client("bas")
    for name, sent in (
        ("answer_comment", {"body": "Wat ik ervan vind."}),
        ("edit_comment", {"body": "Iets anders.", "revision_number": "1"}),
        ("withdraw_comment", {}),
        ("appreciate", {"clear": "1"}),
        ("report_comment", {"rule_code": "HR-1"}),
    ):
        assert bas.post(reverse(name, args=[held.public_id]), sent).status_code == 404, name
    held.refresh_from_db()
    assert (held.status, held.reply_count, held.withdrawn_at) == ("held", 0, None)


def test_its_author_finds_it_in_its_place_and_under_no_count(town: Town, an: User) -> None:
    root, _of_claim, answer = write(town, an)
    client = Client()
    client.force_login(an)
    html = client.get(town.article.get_absolute_url()).content.decode()
    for comment in (root, answer):
        assert f'id="reactie-{comment.public_id}"' in html
    assert html.count("Je reactie wacht op de redactie.") == 2
    assert "Je hebt hier 2 reacties die wachten op de redactie" in html
    assert '<span id="aantal-reacties">1</span>' in html
    page = client.get(town.comment.get_absolute_url()).content.decode()
    assert f'id="reactie-{answer.public_id}"' in page
    own = client.get(answer.get_absolute_url())
    assert own.status_code == 200
    assert (
        "Antwoorden kan zodra"
        in client.get(reverse("answer_comment", args=[answer.public_id])).content.decode()
    )
