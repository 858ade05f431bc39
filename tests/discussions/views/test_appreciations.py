"""Pressing a word, with and without htmx, and the list of who did."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.actions.appreciations import appreciate
from discussions.models import Appreciation, AppreciationKind, Comment
from discussions.views import appreciations as views
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def comment() -> Comment:
    return say(make_person("An"), under=make_article())


@pytest.fixture
def bas() -> User:
    return make_person("Bas")


@pytest.fixture
def client_of_bas(bas: User) -> Client:
    client = Client()
    client.force_login(bas)
    return client


def press(
    client: Client, comment: Comment, headers: dict[str, str] | None = None, **data: str
) -> HttpResponse:
    return client.post(reverse("appreciate", args=[comment.public_id]), data, headers=headers or {})


def test_a_plain_press_and_its_taking_back(comment: Comment, client_of_bas: Client) -> None:
    page = f"/artikelen/{comment.thread.article.slug}/?volgorde=beste"
    answer = press(client_of_bas, comment, clear="1", terug=page)
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{page}#reactie-{comment.public_id}",
    )
    assert Appreciation.objects.get().kind == "clear"
    shown = client_of_bas.get(comment.get_absolute_url()).content.decode()
    assert 'name="clear" value="0" aria-pressed="true">verhelderend<' in shown
    assert "<span>verhelderend 1</span>" in shown
    assert 'name="practice" value="1" aria-pressed="false">uit de praktijk<' in shown
    press(client_of_bas, comment, clear="0")
    assert not Appreciation.objects.exists()


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example/", "x", ""])
def test_it_never_leads_to_another_site(comment: Comment, client_of_bas: Client, back: str) -> None:
    answer = press(client_of_bas, comment, clear="1", terug=back)
    assert answer["Location"].startswith(f"/reacties/{comment.public_id}/#")


def test_htmx_gets_the_same_buttons_and_hears_the_count(
    comment: Comment, client_of_bas: Client
) -> None:
    answer = press(client_of_bas, comment, HTMX, practice="1")
    assert answer.status_code == 200
    assert f'id="practice-{comment.public_id}"' in answer.content.decode()
    assert 'aria-pressed="true">uit de praktijk<' in answer.content.decode()
    assert "uit de praktijk: 1" in answer["HX-Trigger"]


def gone_meanwhile(**_named: object) -> None:
    raise Comment.DoesNotExist


def test_refusals(
    comment: Comment, client_of_bas: Client, bas: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert press(client_of_bas, comment).status_code == 400
    assert press(client_of_bas, comment, downvote="1").status_code == 400
    own = say(bas, under=comment)
    assert press(client_of_bas, own, clear="1").status_code == 303
    hide(comment)
    gone = press(client_of_bas, comment, HTMX, clear="1")
    assert (gone.status_code, gone["HX-Redirect"].endswith(f"#reactie-{comment.public_id}")) == (
        204,
        True,
    )
    monkeypatch.setattr(views, "appreciate", gone_meanwhile)
    assert press(client_of_bas, comment, clear="1").status_code == 303
    visitor = press(Client(), own, clear="1")
    assert visitor["Location"].startswith(reverse("account_login"))
    assert not Appreciation.objects.exists()


def test_a_form_without_token_is_refused(comment: Comment, bas: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bas)
    assert press(strict, comment, clear="1").status_code == 403
    assert not Appreciation.objects.exists()


def test_who_is_a_list_with_names_as_authors_are_shown(
    comment: Comment, client_of_bas: Client, bas: User
) -> None:
    address = reverse("appreciated_by", args=[comment.public_id])
    assert "Nog niemand" in client_of_bas.get(address).content.decode()
    gone = make_person("Verdwenen Vera")
    for person in (bas, gone):
        appreciate(comment=comment, person=person, kind="clear")
    appreciate(comment=comment, person=bas, kind="practice")
    appreciate(comment=comment, person=gone, kind="grounded")
    User.objects.filter(pk=gone.pk).update(anonymised_at=timezone.now())
    shown = Client().get(address).content.decode()
    assert shown.count("<b>Bas</b>") == 1
    assert "<b>Bas</b> <span>uit de praktijk, verhelderend</span>" in shown
    assert shown.index("Deelnemer 3") < shown.index("<b>Bas</b>")
    assert "Vera" not in shown
    hide(comment)
    assert client_of_bas.get(address).status_code == 404


def test_who_is_paged_by_key_in_constant_queries(comment: Comment) -> None:
    address = reverse("appreciated_by", args=[comment.public_id])
    numbers = []
    for total in (1, 3, 51):
        while Appreciation.objects.count() < total:
            appreciate(comment=comment, person=make_person("Lid"), kind="clear")
        with CaptureQueriesContext(connection) as captured:
            page = Client().get(address).context["page"]
        numbers.append(len(captured))
    assert len(set(numbers)) == 1
    assert len(page.people) == 50
    assert len(Client().get(page.next_url).context["page"].people) == 1
    for bad in ("x", "-1", "9" * 30, "1.5"):
        assert Client().get(address, {"na": bad}).status_code == 404


def test_the_thread_page_asks_as_often_with_appreciations_as_without(
    comment: Comment, client_of_bas: Client, bas: User
) -> None:
    address = reverse("article_comments", args=[comment.thread.article.slug])

    def asked(client: Client) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    say(make_person("Mo"), under=comment)
    before = [asked(Client()), asked(client_of_bas)]
    for _number in range(3):
        another = say(make_person("Mo"), under=comment)
        for kind in AppreciationKind:
            appreciate(comment=another, person=bas, kind=kind)
    assert [asked(Client()), asked(client_of_bas)] == before


def test_visitors_and_the_author_read_numbers_without_buttons(comment: Comment) -> None:
    silent = Client().get(comment.get_absolute_url()).content.decode()
    assert "verhelderend" not in silent
    appreciate(comment=comment, person=make_person("Bas"), kind="clear")
    author = Client()
    author.force_login(comment.author)
    for client in (Client(), author):
        shown = client.get(comment.get_absolute_url()).content.decode()
        assert "<span>verhelderend 1</span>" in shown
        assert "aria-pressed" not in shown.split("<main")[1]
        assert "uit de praktijk" not in shown
