"""One earlier text of a comment, hidden: by whom, why, and that nobody reads it any more."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Mail, User
from articles.models import Article
from discussions.actions.editing import edit_comment
from discussions.models import Case, Comment, Decision, HiddenRevision, Report
from discussions.moderation.deciding import decide
from discussions.moderation.legal_grounds import find_ground
from discussions.moderation.revisions import ask_to_hide
from tests.factories import hide, hide_revision, make_article, make_person, say
from tests.pages.forms import page_of
from tests.pages.page import Page

pytestmark = pytest.mark.django_db
SECRET = "Kerkwijk"


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def mo() -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def said(an: User, article: Article) -> Comment:
    """What An wrote three times, each time visibly; the second time it held too much."""
    comment = say(an, "Mijn cliënt hielp mij.", under=article)
    earlier = comment.created_at - settings.EDIT_GRACE - timedelta(seconds=1)
    Comment.objects.filter(pk=comment.pk).update(created_at=earlier)
    for number, body in enumerate((f"Mijn cliënt uit {SECRET} hielp.", "Iemand hielp mij."), 1):
        comment = edit_comment(comment=comment, person=an, body=body, revision_number=number)
    return comment


def put_away(comment: Comment, mo: User, number: int = 2) -> HiddenRevision:
    return hide_revision(
        revision=comment.revisions.get(number=number),
        moderator=mo,
        rule_code="HR-3",
        reason="Er was iemand te herkennen.",
    )


def look(comment: Comment, person: User | None = None) -> Page:
    client = Client()
    if person:
        client.force_login(person)
    return page_of(client.get(reverse("comment_changes", args=[comment.public_id])))


def test_nobody_reads_it_any_more_on_any_page(said: Comment, an: User, mo: User) -> None:
    assert SECRET in look(said).text, "else this test proves nothing"
    put_away(said, mo)
    pages = [
        reverse("comment_changes", args=[said.public_id]),
        said.get_absolute_url(),
        said.thread.article.get_absolute_url(),
        reverse("article_comments_feed", args=[said.thread.article.slug]),
        reverse("drafts"),
    ]
    for person in (None, an, make_person("Bas"), mo, make_person("Els", "editor")):
        client = Client()
        if person:
            client.force_login(person)
        for address in pages:
            assert SECRET not in client.get(address).content.decode(), address
        found = client.get(reverse("search"), {"q": SECRET}).content.decode()
        assert str(said.public_id) not in found


def test_in_its_place_stands_why(said: Comment, mo: User) -> None:
    put_away(said, mo)
    page = look(said)
    stone = page.one("div", class_="tombstone").text
    assert "verborgen door de redactie op" in stone
    assert "HR-3" in stone
    assert "Er was iemand te herkennen." in stone
    assert "Mo" not in page.text.replace("Moderatie", ""), "the editors speak together"
    # What came after it is compared with what came before it.
    assert "Iemand" in page.one("div", class_="difference").text
    assert "Mijn" in page.one("div", class_="difference").text


def test_the_first_text_and_what_follows_on_it(said: Comment, mo: User) -> None:
    put_away(said, mo, 1)
    page = look(said)
    assert "Wat er veranderde, staat hier niet" in page.text
    assert "hielp mij" in page.all("div", class_="difference")[0].text
    put_away(said, mo, 2)
    page = look(said)
    assert page.all("div", class_="difference") == []
    assert SECRET not in page.html


def test_twice_is_once_and_who_wrote_it_is_told(said: Comment, an: User, mo: User) -> None:
    assert put_away(said, mo) == put_away(said, make_person("Mia", "moderator"))
    mail = Mail.objects.get(kind="decision_on_yours")
    assert mail.person == an
    assert "Er was iemand te herkennen." in mail.body_text
    assert SECRET not in mail.body_text
    hidden = HiddenRevision.objects.get()
    assert (hidden.moderator, hidden.rule_code, hidden.rule_version) == (mo, "HR-3", 1)


def test_by_the_law_it_says_which_law(said: Comment, mo: User) -> None:
    decide(
        moderator=mo,
        outcome="hide_text",
        about=said.revisions.get(number=2),
        law_code="LAW-8",
        explanation="Je noemt de straat van een cliënt.",
        public_reason="Er was iemand te herkennen.",
    )
    law = find_ground("LAW-8")
    assert law is not None
    assert f"{law.name} ({law.article})." in look(said).text
    assert SECRET not in look(said).html


@pytest.mark.parametrize(
    "wrong", [{"rule_code": "HR-99"}, {"reason": " "}, {"number": 3}, {"own": True}]
)
def test_what_is_refused(said: Comment, an: User, mo: User, wrong: dict[str, Any]) -> None:
    if wrong.pop("own", False):
        Comment.objects.filter(pk=said.pk).update(author=mo)
    number = wrong.pop("number", 2)
    fields = {"rule_code": "HR-3", "reason": "Hierin staat een straat.", **wrong}
    with pytest.raises(ValidationError):
        hide_revision(revision=said.revisions.get(number=number), moderator=mo, **fields)
    with pytest.raises(PermissionDenied):
        hide_revision(revision=said.revisions.get(number=2), moderator=an, **fields)
    assert not HiddenRevision.objects.exists()


def test_postgresql_keeps_it(said: Comment, mo: User) -> None:
    last = said.revisions.get(number=3)
    line = Decision.objects.create(
        moderator=mo,
        outcome="keep",
        comment=said,
        revision=last,
        source="voluntary",
        from_status="published",
        to_status="published",
    )
    fields = {
        "decision": line,
        "moderator": mo,
        "rule_code": "HR-3",
        "rule_version": 1,
        "reason": "Hierin staat een straat.",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        HiddenRevision.objects.create(revision=last, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        HiddenRevision.objects.create(
            revision=said.revisions.get(number=2), **{**fields, "reason": ""}
        )
    put_away(said, mo)
    with pytest.raises(ProgrammingError), transaction.atomic():
        HiddenRevision.objects.update(reason="Anders.")


def test_a_moderator_does_it_from_the_page(said: Comment, mo: User) -> None:
    page = look(said, mo)
    ways = [link["href"] for link in page.all("a") if "verbergen" in link["href"]]
    assert len(ways) == 2, "not what the comment says now"
    client = Client()
    client.force_login(mo)
    assert SECRET in client.get(ways[0]).content.decode()
    assert client.post(ways[0], {"rule_code": "HR-3", "reason": ""}).status_code == 422
    done = client.post(
        ways[0], {"rule_code": "HR-3", "public_reason": "Een cliënt is te herkennen."}
    )
    assert done.status_code == 302
    assert "Een cliënt is te herkennen." in look(said).text
    assert [link["href"] for link in look(said, mo).all("a") if "verbergen" in link["href"]] == (
        ways[1:]
    )


def test_its_author_asks_and_it_waits_among_the_reports(said: Comment, an: User, mo: User) -> None:
    (first, *_rest) = [link["href"] for link in look(said, an).all("a") if "vragen" in link["href"]]
    assert not [link for link in look(said, make_person()).all("a") if "vragen" in link["href"]]
    client = Client()
    client.force_login(an)
    assert SECRET in client.get(first).content.decode()
    for _again in range(2):
        assert client.post(first, {"explanation": "De plaats."}).status_code == 302
    report = Report.objects.get()
    assert (report.reporter, report.revision) == (an, said.revisions.get(number=2))
    desk = Client()
    desk.force_login(mo)
    assert Case.objects.get().get_absolute_url() in desk.get(reverse("moderation_queue")).text
    case = desk.get(Case.objects.get().get_absolute_url()).text
    assert "De plaats." in case
    way = reverse("hide_revision", args=[said.public_id, 2])
    assert way in case
    put_away(said, mo)
    assert way not in desk.get(Case.objects.get().get_absolute_url()).text
    assert client.post(first).status_code == 422


def test_who_may_not_ask(said: Comment, an: User, mo: User) -> None:
    revision = said.revisions.get(number=2)
    with pytest.raises(PermissionDenied):
        ask_to_hide(revision=revision, person=make_person("Bas"), explanation="")
    with pytest.raises(ValidationError):
        ask_to_hide(revision=said.revisions.get(number=3), person=an, explanation="")
    hide(said, mo)
    with pytest.raises(ValidationError):
        ask_to_hide(revision=revision, person=an, explanation="")


def test_the_page_costs_the_same_however_many_are_hidden(
    said: Comment, mo: User, django_assert_num_queries: Any
) -> None:
    put_away(said, mo)
    address = reverse("comment_changes", args=[said.public_id])
    with django_assert_num_queries(3):
        Client().get(address)
    put_away(said, mo, 1)
    with django_assert_num_queries(3):
        Client().get(address)
