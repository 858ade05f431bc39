"""Posting through the site: with and without JavaScript, and everything that can go wrong."""

import re
import uuid
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article, ArticleSlug
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment
from tests.discussions.views.writing import SHOWN, TEXT, answer_to, form, htmx, submission_in, under
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db


def test_post_leads_to_the_comment_under_the_text(member: Client, article: Article) -> None:
    response = member.post(under(article), form())
    comment = Comment.objects.get(thread__article=article)
    assert response.status_code == 303
    assert (
        response.headers["Location"] == f"{article.get_absolute_url()}#reactie-{comment.public_id}"
    )


def test_post_under_a_claim(member: Client, article: Article) -> None:
    claim = make_claim(article)
    response = member.post(reverse("claim_comments", args=[article.slug, claim.number]), form())
    comment = Comment.objects.get(thread__claim=claim)
    assert response.headers["Location"] == f"{claim.get_absolute_url()}#reactie-{comment.public_id}"


def test_post_on_a_full_page_leads_to_the_comment_itself(member: Client, article: Article) -> None:
    for _ in range(20):
        say(under=article)
    response = member.post(under(article), form())
    comment = Comment.objects.latest("pk")
    assert (
        response.headers["Location"]
        == f"/reacties/{comment.public_id}/#reactie-{comment.public_id}"
    )


def test_answer_leads_to_the_answer(member: Client, article: Article) -> None:
    root = say(under=article)
    response = member.post(answer_to(root), form())
    answer = root.replies.get()
    assert (
        response.headers["Location"] == f"/reacties/{answer.public_id}/#reactie-{answer.public_id}"
    )


def test_post_to_an_address_the_article_once_had(member: Client, article: Article) -> None:
    ArticleSlug.objects.create(article=article, slug="vroeger")
    assert member.post(reverse("article_comments", args=["vroeger"]), form()).status_code == 303


@pytest.mark.parametrize(
    "body", ["", "   ", "x" * 10_001, "https://a.nl " * 21], ids=["empty", "blank", "long", "links"]
)
def test_post_refused_text_comes_back_whole(member: Client, article: Article, body: str) -> None:
    data = form(body)
    for response in (member.post(under(article), data), htmx(member, under(article), data)):
        html = response.content.decode()
        assert response.status_code == 422
        assert f">\n{body}</textarea>" in html
        assert submission_in(html) == data["submission_id"]
        assert re.search(r"<h3 tabindex=\"-1\" data-focus>", html)
        assert 'href="#tekst-nieuw"' in html
        assert 'aria-invalid="true"' in html
    assert not Comment.objects.filter(thread__article=article).exists()


def test_post_too_long_says_how_much_must_go(member: Client, article: Article) -> None:
    data = {"body": "x" * 11_234, "submission_id": str(uuid.uuid4())}
    shown = member.post(under(article), data).content.decode()
    wanted = "Je tekst is te lang: er passen 10.000 tekens in. Haal er 1.234 weg."
    assert wanted in shown


@pytest.mark.parametrize("submission_id", ["", "x", "1"])
def test_post_with_a_broken_number_asks_once_more(
    member: Client, article: Article, submission_id: str
) -> None:
    response = member.post(under(article), {"body": TEXT, "submission_id": submission_id})
    assert response.status_code == 422
    assert SHOWN in response.content.decode()
    fresh = submission_in(response.content.decode())
    again = member.post(under(article), {"body": TEXT, "submission_id": fresh})
    assert again.status_code == 303


def test_preview_shows_exactly_what_will_be_shown(member: Client, article: Article) -> None:
    data = form("Hoi *Bas*\n- een", preview="1")
    for response in (member.post(under(article), data), htmx(member, under(article), data)):
        html = response.content.decode()
        assert response.status_code == 200
        assert submission_in(html) == data["submission_id"]
        assert ">\nHoi *Bas*\n- een</textarea>" in html
        (preview,) = re.findall(r'<div class="words">(.*?)</div>', html, re.S)
        assert not Comment.objects.filter(thread__article=article).exists()
    placed = say(body="Hoi *Bas*\n- een")
    assert preview == placed.body_html


def test_sending_twice_places_once(member: Client, article: Article) -> None:
    data = form()
    first, second = member.post(under(article), data), member.post(under(article), data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Comment.objects.filter(thread__article=article).count() == 1


def test_other_text_with_the_same_form_shows_both(member: Client, article: Article) -> None:
    data = form("De eerste *tekst*")
    member.post(under(article), data)
    earlier = Comment.objects.get(thread__article=article)
    again = {**data, "body": TEXT}
    for response in (member.post(under(article), again), htmx(member, under(article), again)):
        html = response.content.decode()
        assert response.status_code == 409
        assert "<p>De eerste <em>tekst</em></p>" in html
        assert earlier.get_absolute_url() in html
        assert SHOWN in html
        assert submission_in(html) != data["submission_id"]
    assert Comment.objects.filter(thread__article=article).count() == 1
    fresh = {"body": TEXT, "submission_id": submission_in(html)}
    assert member.post(under(article), fresh).status_code == 303
    assert Comment.objects.filter(thread__article=article).count() == 2


def test_answer_to_what_is_gone_keeps_the_text(member: Client, an: User, article: Article) -> None:
    hidden, withdrawn = say(under=article), say(an, under=article)
    say(under=withdrawn)
    hide(hidden)
    withdraw_comment(comment=withdrawn, person=an)
    for parent in (hidden, withdrawn):
        for response in (
            member.post(answer_to(parent), form()),
            htmx(member, answer_to(parent), form()),
        ):
            assert response.status_code == 422
            assert SHOWN in response.content.decode()
        page = member.get(answer_to(parent)).content.decode()
        assert "<textarea" not in page
        assert parent.replies.filter(author=an).count() == 0


def test_post_after_the_session_ended_keeps_the_text(client: Client, article: Article) -> None:
    root = say(under=article)
    backs = {
        under(article): f"{under(article)}?verder=1",
        answer_to(root): f"{answer_to(root)}?niveau=0&verder=1",
    }
    for address, back in backs.items():
        page, part = client.post(address, form()), htmx(client, address, form())
        assert (page.status_code, part.status_code) == (403, 422)
        for response in (page, part):
            html = response.content.decode()
            assert f"\n{SHOWN}</textarea>" in html
            assert f"/account/login/?next={quote(back, safe='')}" in html
            assert "data-focus" in html
        assert b"<html" not in part.content
    assert Comment.objects.filter(thread__article=article).count() == 1


def test_post_by_suspended_member_keeps_the_text(
    member: Client, an: User, article: Article
) -> None:
    User.objects.filter(pk=an.pk).update(is_active=False)
    response = member.post(under(article), form())
    assert response.status_code == 403
    assert SHOWN in response.content.decode()


def test_csrf_failure_keeps_the_text(an: User, article: Article) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(an)
    response = strict.post(under(article), form())
    assert response.status_code == 403
    assert SHOWN in response.content.decode()


def test_form_takes_nothing_but_its_own_fields(member: Client, an: User, article: Article) -> None:
    other, version = make_person("Bas"), make_article().current_version
    member.post(
        under(article),
        form(
            status="hidden",
            author=str(other.pk),
            author_id=str(other.pk),
            thread="1",
            parent="1",
            root="1",
            depth="7",
            body_html="<script>",
            created_at="2000-01-01",
            article_version=str(version.pk),
            public_id=str(uuid.UUID(int=1)),
        ),
    )
    comment = Comment.objects.get(thread__article=article)
    assert (comment.author, comment.status, comment.depth) == (an, "published", 0)
    assert comment.article_version == article.current_version
    assert "script" not in comment.body_html
    assert comment.created_at.year > 2000
    assert comment.public_id != uuid.UUID(int=1)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(member: Client, article: Article, method: str) -> None:
    root = say(under=article)
    for address in (under(article), answer_to(root), root.get_absolute_url()):
        assert getattr(member, method)(address).status_code == 405
