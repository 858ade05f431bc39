"""Posting and answering without leaving the page, and the form of an answer."""

import re

import pytest
from django.test import Client

from articles.models import Article
from discussions.models import Comment
from tests.discussions.views.writing import answer_to, events, form, htmx, submission_in, under
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db


def test_post_with_htmx_adds_to_the_list_and_clears_the_form(
    member: Client, article: Article
) -> None:
    data = form("Hoi")
    response = htmx(member, under(article), data)
    comment = Comment.objects.get(thread__article=article)
    html = response.content.decode()
    assert response.status_code == 200
    assert '<ol hx-swap-oob="beforeend:#reacties"><li>' in html
    assert f'id="reactie-{comment.public_id}-kop" tabindex="-1" data-focus' in html
    assert submission_in(html) != data["submission_id"]
    assert ">\n</textarea>" in html
    assert html.count("data-focus") == 1
    assert events(response)["comment-placed"] == {"value": 1}
    assert set(events(response)) == {"announce", "comment-placed"}


@pytest.mark.parametrize(
    ("level", "heading"),
    [("", "h4"), ("?niveau=0", "h4"), ("?niveau=1", "h5"), ("?niveau=2", "h5")],
)
def test_answer_with_htmx_joins_its_parent(
    member: Client, article: Article, level: str, heading: str
) -> None:
    root = say(under=article)
    html = htmx(member, answer_to(root) + level, form()).content.decode()
    answer = root.replies.get()
    assert f'<ol hx-swap-oob="beforeend:#onder-{root.public_id}"><li>' in html
    assert f'<{heading} id="reactie-{answer.public_id}-kop"' in html
    assert "<form" not in html
    # Where nesting stops, the answer says what it answers.
    assert html.count(f'href="{root.get_absolute_url()}"') == (level == "?niveau=2")


def test_answer_form_names_whom_and_where_it_goes(member: Client, article: Article) -> None:
    root = say(make_person("Karin"), "Wat Karin zegt", under=article)
    page = member.get(answer_to(root)).content.decode()
    part = member.get(answer_to(root), headers={"HX-Request": "true"}).content.decode()
    assert "Wat Karin zegt" in page
    assert "Wat Karin zegt" not in part
    for html in (page, part):
        assert re.search(r"<label[^>]*>[^<]*Karin</label>", html)
        assert f'action="{answer_to(root)}?niveau=0"' in html
        assert "data-focus" in html
    assert "hx-post" in part
    # On a page of its own there is no list for the answer to join.
    assert "hx-post" not in page
    assert f'data-return="antwoorden-{root.public_id}"' in part


def test_answer_form_for_a_visitor_leads_to_the_log_in_and_back(
    client: Client, article: Article
) -> None:
    root = say(under=article)
    response = client.get(answer_to(root))
    assert response.status_code == 302
    assert response.headers["Location"] == f"/account/login/?next={answer_to(root)}"
