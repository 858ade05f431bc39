"""Changing a comment through the site, and reading what it was before."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.actions.editing import edit_comment
from discussions.models import Comment
from tests.discussions.views.writing import SHOWN, TEXT, events, htmx
from tests.factories import hide, make_person, make_source, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(an: User, article: Article) -> Comment:
    return say(an, "Wat ik eerst zei", under=article)


def address(comment: Comment) -> str:
    return reverse("edit_comment", args=[comment.public_id])


def changes(comment: Comment) -> str:
    return reverse("comment_changes", args=[comment.public_id])


def form(body: str = TEXT, number: int = 1, **more: str) -> dict[str, str]:
    return {"body": body, "revision_number": str(number), **more}


def age(comment: Comment, by: timedelta) -> None:
    Comment.objects.filter(pk=comment.pk).update(created_at=comment.created_at - by)


def changed_later(comment: Comment, person: User, body: str = "Wat ik nu zei") -> None:
    age(comment, settings.EDIT_GRACE)
    edit_comment(comment=comment, person=person, body=body, revision_number=1)


def test_the_form_holds_the_text_and_its_number(member: Client, comment: Comment) -> None:
    html = member.get(address(comment)).content.decode()
    assert "Wat ik eerst zei</textarea>" in html
    assert 'name="revision_number" value="1"' in html
    assert f'action="{address(comment)}?niveau=0"' in html
    assert address(comment) in member.get(comment.get_absolute_url()).content.decode()


def test_saving_leads_back_to_the_comment(member: Client, comment: Comment) -> None:
    age(comment, settings.EDIT_GRACE)
    response = member.post(address(comment), form())
    assert response.status_code == 303
    assert response["Location"] == f"{comment.get_absolute_url()}#reactie-{comment.public_id}"
    html = Client().get(comment.get_absolute_url()).content.decode()
    assert SHOWN.split("\n")[0] in html
    assert f'href="{changes(comment)}">{_("edited")}' in html


def test_saving_in_place_swaps_the_comment_alone(member: Client, comment: Comment) -> None:
    response = htmx(member, address(comment) + "?niveau=2", form())
    place = f"#reactie-{comment.public_id}"
    assert response.headers["HX-Retarget"] == response.headers["HX-Reselect"] == place
    assert f'<h5 id="reactie-{comment.public_id}-kop" tabindex="-1" data-focus>' in (
        response.content.decode()
    )
    assert events(response)["announce"]["value"] == _("Your comment has been changed.")


@pytest.mark.parametrize("in_place", [True, False])
def test_a_conflict_shows_both_texts_and_a_second_press_saves(
    member: Client, an: User, comment: Comment, in_place: bool
) -> None:
    edit_comment(comment=comment, person=an, body="Uit de *ene*", revision_number=1)
    headers = {"HX-Request": "true"} if in_place else {}
    response = member.post(address(comment), form("Uit de andere"), headers=headers)
    html = response.content.decode()
    assert response.status_code == 409
    assert "<p>Uit de <em>ene</em></p>" in html
    assert "Uit de andere</textarea>" in html
    assert 'name="revision_number" value="2"' in html
    assert member.post(address(comment), form("Uit de andere", 2)).status_code == 303
    comment.refresh_from_db()
    assert comment.body == "Uit de andere"


@pytest.mark.parametrize("in_place", [True, False])
def test_too_late_keeps_what_was_typed(member: Client, comment: Comment, in_place: bool) -> None:
    age(comment, settings.EDIT_WINDOW)
    headers = {"HX-Request": "true"} if in_place else {}
    response = member.post(address(comment), form(), headers=headers)
    assert response.status_code == 409
    assert "Wat ik zeg &amp; &lt;vind&gt;" in response.content.decode()
    assert "De tijd om deze reactie te wijzigen is voorbij." in response.content.decode()
    page = member.get(address(comment))
    assert page.status_code == 200
    assert 'name="revision_number"' not in page.content.decode()
    assert address(comment) not in member.get(comment.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (form(" "), 422),
        (form("x" * 10_001), 422),
        ({"body": TEXT}, 422),
        ({"body": TEXT, "revision_number": "9" * 30}, 422),
        (form(preview="1"), 200),
        (form("Bel me op 06 1234 5678."), 200),
    ],
)
def test_whatever_goes_wrong_the_text_comes_back(
    member: Client, comment: Comment, fields: dict[str, str], status: int
) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        response = member.post(address(comment), fields, headers=headers)
        assert response.status_code == status
        assert member.post(address(comment), fields).context["editor"].body == fields["body"]
    comment.refresh_from_db()
    assert comment.body == "Wat ik eerst zei"


def test_an_edit_gets_a_second_look_and_the_person_decides(
    member: Client, comment: Comment
) -> None:
    words = "Bel me op 06 1234 5678."
    html = member.post(address(comment), form(words)).content.decode()
    assert "<q>06 1234 5678</q>" in html
    assert member.post(address(comment), form(words, toch="1")).status_code == 303
    comment.refresh_from_db()
    assert comment.body == words


def test_a_session_that_ended_keeps_the_text(client: Client, comment: Comment) -> None:
    response = client.post(address(comment), form())
    assert response.status_code == 403
    assert "Wat ik zeg &amp; &lt;vind&gt;" in response.content.decode()
    html = response.content.decode()
    assert f'action="{address(comment)}' in html
    assert 'name="revision_number" value="1"' in html
    in_place = htmx(client, address(comment), form())
    assert in_place.status_code == 422
    assert "Wat ik zeg &amp; &lt;vind&gt;" in in_place.content.decode()
    assert client.get(address(comment)).url.startswith(reverse("account_login"))


def test_the_changes_are_for_everyone_who_can_read_the_comment(an: User, comment: Comment) -> None:
    changed_later(comment, an)
    response = Client().get(changes(comment))
    html = response.content.decode()
    assert "<del>" in html
    assert "eerst" in html
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_no_word_is_said_of_what_did_not_happen(an: User, comment: Comment) -> None:
    changed_later(comment, an, comment.body + " En dit erbij.")
    html = Client().get(changes(comment)).content.decode()
    assert "3 woorden toegevoegd." in html
    assert "weggehaald." not in html


def test_the_changes_of_a_hidden_comment_are_for_its_author_and_moderators(
    an: User, member: Client, comment: Comment
) -> None:
    changed_later(comment, an)
    mo = make_person("Mo", "moderator")
    hide(comment, mo)
    bas, moderator = Client(), Client()
    bas.force_login(make_person("Bas"))
    moderator.force_login(mo)
    statuses = [c.get(changes(comment)).status_code for c in (Client(), bas, member, moderator)]
    assert statuses == [404, 404, 200, 200]
    assert changes(comment) not in Client().get(comment.get_absolute_url()).content.decode()


def test_the_changes_of_a_withdrawn_comment_are_gone(an: User, comment: Comment) -> None:
    changed_later(comment, an)
    say(make_person("Bas"), under=comment)
    withdraw_comment(comment=comment, person=an)
    assert Client().get(changes(comment)).status_code == 404


def test_the_steps_cost_the_same_queries(
    an: User, comment: Comment, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    changed_later(comment, an)
    counts = []
    for number in (2, 3, 4):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().get(changes(comment))
        counts.append(len(queries))
        edit_comment(comment=comment, person=an, body=f"Nog {number}", revision_number=number)
    assert len(set(counts)) == 1


def test_machines_read_when_a_comment_was_changed(an: User, article: Article) -> None:
    article.source = make_source(rights="own")
    article.save()
    comment = say(an, "Wat ik eerst zei", under=article)
    changed_later(comment, an)
    comment.refresh_from_db()
    assert comment.edited_at is not None
    moment = comment.edited_at.isoformat(timespec="seconds")
    page = Client().get(article.get_absolute_url()).content.decode()
    assert f'"dateModified": "{moment}"' in page
    feed = Client().get(reverse("article_comments_feed", args=[article.slug])).content.decode()
    assert comment.edited_at.strftime("%Y-%m-%dT%H:%M") in feed
    assert "Wat ik nu zei" in feed
