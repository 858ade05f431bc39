"""Reading discussions through the site."""

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article(an: User) -> Article:
    """One root with seven answers, of which the last has one too; and another root."""
    say(under=make_article())
    article = make_article("Zorg in de wijk")
    root = say(an, "Wortel", under=article)
    for number in range(7):
        last = say(an, f"Antwoord {number}", under=root)
    say(an, "Dieper", under=last)
    say(an, "Tweede", under=article)
    return article


@pytest.fixture
def root(article: Article) -> Comment:
    return Comment.objects.get(body="Wortel")


def thread_of(article: Article) -> str:
    return reverse("article_comments", args=[article.slug])


def answers_of(comment: Comment) -> str:
    return reverse("comment_answers", args=[comment.public_id])


def words(response: Any) -> list[str]:
    return re.findall(r'<div class="words"><p>(.*?)</p></div>', response.content.decode())


def announced(response: Any) -> str:
    return str(json.loads(response.headers["HX-Trigger-After-Settle"])["announce"]["value"])


def test_thread_page_for_a_visitor(client: Client, article: Article) -> None:
    response = client.get(thread_of(article))
    html = response.content.decode()
    assert response.status_code == 200
    assert words(response) == ["Wortel", "Antwoord 0", "Antwoord 1", "Antwoord 2", "Tweede"]
    assert '<span id="aantal-reacties">10</span>' in html
    assert "%23reageren" in html
    assert "<textarea" not in html
    assert response.cookies == {}


def test_thread_page_of_a_claim(client: Client, an: User, article: Article) -> None:
    claim = make_claim(article, "Zorg hoort in de wijk.")
    say(an, "Over de stelling", under=claim)
    response = client.get(reverse("claim_comments", args=[article.slug, claim.number]))
    assert words(response) == ["Over de stelling"]
    assert "Zorg hoort in de wijk." in response.content.decode()


def test_every_comment_is_an_article_with_a_heading_of_its_level(
    client: Client, article: Article
) -> None:
    html = client.get(thread_of(article)).content.decode()
    found = re.findall(r'<article class="comment" id="reactie-([0-9a-f-]+)"', html)
    headings = re.findall(r'<h(\d) id="reactie-([0-9a-f-]+)-kop" tabindex="-1"', html)
    assert [uuid for _, uuid in headings] == found
    assert [level for level, _ in headings] == ["3", "4", "4", "4", "3"]
    lists = re.findall(r'<ol id="onder-([0-9a-f-]+)">', html)
    assert sorted(lists) == sorted(found)


def test_empty_lists_hold_nothing_at_all(client: Client, an: User) -> None:
    """The style sheet hides what is `:empty`: a single space would show an empty list."""
    article = make_article()
    html = client.get(thread_of(article)).content.decode()
    assert '<ol class="thread" id="reacties" data-sorted=""></ol>' in html
    say(an, under=article)
    html = client.get(thread_of(article)).content.decode()
    assert re.search(r'<ol id="onder-[0-9a-f-]+"></ol>', html)
    assert 'id="geen-reacties"' not in html


def test_links_have_names_of_their_own(an: User, article: Article) -> None:
    browser = Client()
    browser.force_login(make_person("Bas"))
    say(make_person("Cor"), under=article)
    html = browser.get(thread_of(article)).content.decode()
    (discussion,) = re.findall(r'<ol class="thread".*?</section>', html, re.S)
    acts = re.findall(r'<div class="acts">(.*?)</div>', discussion, re.S)
    assert len(acts) == 6
    assert all(html.count("An,") or html.count("Cor,") for html in acts)


def test_more_answers_without_javascript(client: Client, article: Article, root: Comment) -> None:
    page = client.get(thread_of(article)).content.decode()
    (more,) = re.findall(rf'<a href="({answers_of(root)}[^"]*)"', page)
    more = more.replace("&amp;", "&")
    response = client.get(more)
    assert words(response) == [
        "Wortel",
        *[f"Antwoord {number}" for number in (3, 4, 5, 6)],
        "Dieper",
    ]
    assert f'href="{root.get_absolute_url()}"' in response.content.decode()
    part = client.get(more, headers=HTMX)
    assert words(part) == [f"Antwoord {number}" for number in (3, 4, 5, 6)]
    assert b"<html" not in part.content
    assert part.content.decode().count("data-focus") == 1
    assert re.search(
        r"^<li>\s*<article[^>]*>\s*<header>\s*<h4[^>]* data-focus>", part.content.decode()
    )
    assert "4" in announced(part)
    for answer in (response, part):
        assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("level", "heading"), [("0", 4), ("1", 5), ("2", 5), ("", 4), ("7", 4), ("x", 4)]
)
def test_more_answers_are_drawn_where_they_are_asked_for(
    client: Client, root: Comment, level: str, heading: int
) -> None:
    part = client.get(f"{answers_of(root)}?niveau={level}", headers=HTMX).content.decode()
    assert set(re.findall(r"<h(\d) ", part)) == {str(heading)}


def test_answers_below_the_third_level_have_a_page_of_their_own(
    client: Client, root: Comment
) -> None:
    deep = Comment.objects.get(body="Antwoord 6")
    part = client.get(f"{answers_of(root)}?niveau=1", headers=HTMX).content.decode()
    (link,) = re.findall(r'<li class="more">(<a [^>]*>)', part)
    assert link == f'<a href="{deep.get_absolute_url()}">'


def test_more_comments_by_key(client: Client, an: User) -> None:
    article = make_article()
    bodies = [say(an, under=article).body for _ in range(23)]
    first = client.get(thread_of(article))
    assert words(first) == bodies[:20]
    (more,) = re.findall(
        rf'<li class="more"><a href="({thread_of(article)}\?na=[^"]*)" hx-get=',
        first.content.decode(),
    )
    page, part = client.get(more), client.get(more, headers=HTMX)
    assert words(page) == words(part) == bodies[20:]
    assert f'<a href="{thread_of(article)}">' in page.content.decode()
    assert "3" in announced(part)
    assert 'class="more"' not in page.content.decode()


@pytest.mark.parametrize("after", ["x", "%00", "../", "9" * 3_000, str(uuid.uuid4())])
def test_broken_cursor_is_the_first_page(
    client: Client, article: Article, root: Comment, after: str
) -> None:
    for address in (thread_of(article), answers_of(root), article.get_absolute_url()):
        for headers in ({}, HTMX):
            assert client.get(f"{address}?na={after}", headers=headers).status_code == 200
    assert words(client.get(f"{thread_of(article)}?na={after}"))[0] == "Wortel"


def test_permalink_shows_what_it_answers_and_takes_the_focus(
    client: Client, article: Article, root: Comment
) -> None:
    deep = Comment.objects.get(body="Dieper")
    response = client.get(deep.get_absolute_url())
    html = response.content.decode()
    assert words(response) == ["Wortel", "Antwoord 6", "Dieper"]
    assert re.findall(r'<h3 id="reactie-([0-9a-f-]+)-kop" tabindex="-1" data-focus>', html) == [
        str(deep.public_id)
    ]
    assert f'href="{article.get_absolute_url()}#discussie"' in html


def test_permalink_of_a_tombstone(client: Client, an: User, root: Comment) -> None:
    deep = Comment.objects.get(body="Antwoord 6")
    withdraw_comment(comment=deep, person=an)
    response = client.get(deep.get_absolute_url())
    assert words(response) == ["Wortel", "Antwoord 4", "Antwoord 5", "Dieper"]
    assert 'class="tombstone"' in response.content.decode()


def test_nobody_reads_hidden_words_but_their_author(an: User, article: Article) -> None:
    secret = say(an, "Kanarie", under=article)
    hide(secret)
    withdrawn = say(an, "Mus", under=article)
    withdraw_comment(comment=withdrawn, person=an)
    for viewer, reads in (
        (None, False),
        (make_person("Bas"), False),
        (make_person("Els", "editor"), False),
        (make_person("Mo", "moderator"), False),
        (an, True),
    ):
        browser = Client()
        if viewer:
            browser.force_login(viewer)
        for address in (
            thread_of(article),
            article.get_absolute_url(),
            secret.get_absolute_url(),
            answers_of(secret),
        ):
            html = browser.get(address).content.decode()
            assert ("Kanarie" in html) is reads, (viewer, address)
            assert "Mus" not in html


def test_discussion_of_a_draft_is_only_for_editors(an: User) -> None:
    draft = make_article(status="draft")
    claim = make_claim(draft)
    comment, on_claim = say(an, under=draft), say(an, under=claim)
    for viewer, status in (
        (None, 404),
        (an, 404),
        (make_person("Mo", "moderator"), 404),
        (make_person("Els", "editor"), 200),
    ):
        browser = Client()
        if viewer:
            browser.force_login(viewer)
        for found in (comment, on_claim):
            for address in (found.get_absolute_url(), answers_of(found)):
                assert browser.get(address).status_code == status
        assert browser.get(thread_of(draft)).status_code == status
        claim_address = reverse("claim_comments", args=[draft.slug, claim.number])
        assert browser.get(claim_address).status_code == status
        if status == 404:
            answer = reverse("answer_comment", args=[comment.public_id])
            for address in (thread_of(draft), claim_address, answer):
                assert browser.post(address, {"body": "x"}).status_code == 404


def test_hidden_and_unknown_comments_answer_alike(client: Client, an: User) -> None:
    draft = say(an, under=make_article(status="draft"))
    unknown = reverse("comment", args=[uuid.uuid4()])
    responses = [client.get(address) for address in (draft.get_absolute_url(), unknown)]
    assert [response.status_code for response in responses] == [404, 404]
    pages = [re.sub(r"[0-9a-f-]{36}", "", response.content.decode()) for response in responses]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("answers", [1, 3])
def test_permalink_queries(
    client: Client, an: User, answers: int, django_assert_num_queries: Any
) -> None:
    root = say(an, under=make_article())
    for _ in range(answers):
        say(an, under=say(an, under=root))
    with django_assert_num_queries(7):
        client.get(root.get_absolute_url())


@pytest.mark.parametrize("roots", [1, 3])
def test_thread_page_queries(
    client: Client, an: User, roots: int, django_assert_num_queries: Any
) -> None:
    article = make_article()
    for _ in range(roots):
        say(an, under=say(an, under=article))
    # The last is how the page stood, to keep it by: see test_kept_pages.
    with django_assert_num_queries(5):
        client.get(thread_of(article))
    browser = Client()
    browser.force_login(make_person("Bas"))
    # The session, the person, their unread messages, how far they had read, read and moved on, what they were
    # told of it, whom they mute, what holds for them with what they wrote of late, and what they have not placed yet.
    with django_assert_num_queries(14):
        browser.get(thread_of(article))
